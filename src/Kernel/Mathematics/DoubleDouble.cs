namespace Hermit.Mathematics;

/// <summary>
/// A number as the unevaluated sum of two doubles, the second at most half a unit in the last place of the first: some 106 bits. The operations are the
/// error-free transformations of Dekker and Knuth; they do without fused multiply-add, which not every processor has. Operands keep clear of overflow.
/// </summary>
internal readonly struct DoubleDouble
{
    // 2^27 + 1: cuts a double into two halves whose products are exact.
    private const double Splitter = 134217729.0;

    /// <summary>Makes a number of a pair that is normalised.</summary>
    public DoubleDouble(double high, double low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The number, rounded to a double.</summary>
    public double High { get; }

    /// <summary>What the rounding left.</summary>
    public double Low { get; }

    /// <summary>A double as it is.</summary>
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The number with the other sign.</summary>
    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    /// <summary>The sum.</summary>
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble high = Sum(left.High, right.High);
        DoubleDouble low = Sum(left.Low, right.Low);
        DoubleDouble sum = OrderedSum(high.High, high.Low + low.High);
        return OrderedSum(sum.High, sum.Low + low.Low);
    }

    /// <summary>The difference.</summary>
    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    /// <summary>The product.</summary>
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        DoubleDouble product = Product(left.High, right.High);
        return OrderedSum(product.High, product.Low + ((left.High * right.Low) + (left.Low * right.High)));
    }

    /// <summary>The quotient.</summary>
    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        double first = left.High / right.High;
        DoubleDouble rest = left - (right * first);
        double second = rest.High / right.High;
        rest -= right * second;
        return OrderedSum(first, second) + (rest.High / right.High);
    }

    /// <summary>The exact sum of two doubles.</summary>
    public static DoubleDouble Sum(double left, double right)
    {
        double sum = left + right;
        double part = sum - left;
        return new DoubleDouble(sum, (left - (sum - part)) + (right - part));
    }

    /// <summary>The exact sum of two doubles, the first of which is not smaller in magnitude.</summary>
    public static DoubleDouble OrderedSum(double larger, double smaller)
    {
        double sum = larger + smaller;
        return new DoubleDouble(sum, smaller - (sum - larger));
    }

    /// <summary>The exact product of two doubles.</summary>
    public static DoubleDouble Product(double left, double right)
    {
        double product = left * right;
        double scaled = Splitter * left;
        double leftHigh = scaled - (scaled - left);
        double leftLow = left - leftHigh;
        scaled = Splitter * right;
        double rightHigh = scaled - (scaled - right);
        double rightLow = right - rightHigh;
        double error = ((leftHigh * rightHigh) - product) + (leftHigh * rightLow) + (leftLow * rightHigh);
        return new DoubleDouble(product, error + (leftLow * rightLow));
    }

    /// <summary>The square root of a positive number.</summary>
    public static DoubleDouble SquareRoot(DoubleDouble value)
    {
        if (value.High <= 0)
        {
            return 0;
        }

        double root = Rounding.SquareRoot(value.High);
        DoubleDouble rest = value - Product(root, root);
        return OrderedSum(root, rest.High / (2 * root));
    }

    /// <summary>The number times a power of two that changes no bit of it.</summary>
    public DoubleDouble Scale(double powerOfTwo) => new(High * powerOfTwo, Low * powerOfTwo);

    /// <summary>The nearest double.</summary>
    public double Round() => High + Low;
}
