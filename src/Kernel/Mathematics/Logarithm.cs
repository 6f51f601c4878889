namespace Hermit.Mathematics;

/// <summary>Logarithms.</summary>
public static class Logarithm
{
    private const double SquareRootOf2 = 1.4142135623730951;
    private const int DoubleDoubleTerms = 6;
    private const int Terms = 15;

    /// <summary>The natural logarithm.</summary>
    public static double Of(double value) => IsOrdinary(value, out double special) ? Natural(value).Round() : special;

    /// <summary>The logarithm to base 2.</summary>
    public static double ToBase2(double value)
    {
        if (!IsOrdinary(value, out double special))
        {
            return special;
        }

        DoubleDouble part = Reduce(value, out int exponent);
        return ((Series(part) * Constants.InverseLogOf2) + exponent).Round();
    }

    /// <summary>The logarithm to base 10.</summary>
    public static double ToBase10(double value) => IsOrdinary(value, out double special) ? (Natural(value) * Constants.InverseLogOf10).Round() : special;

    /// <summary>The natural logarithm of a positive finite number.</summary>
    internal static DoubleDouble Natural(double value)
    {
        DoubleDouble part = Reduce(value, out int exponent);
        return Series(part) + (Constants.LogOf2 * exponent);
    }

    /// <summary>The natural logarithm of one plus a number that is greater than -1, without losing a small number's digits.</summary>
    internal static DoubleDouble OfOnePlus(DoubleDouble value)
    {
        if (value.High is > -0.29 and < 0.41)
        {
            return Series(value);
        }

        DoubleDouble sum = value + 1;
        double part = Binary64.Split(sum.High, out int exponent);
        if (part > SquareRootOf2)
        {
            exponent++;
        }

        // In two steps, because the power of two may be out of range by itself.
        DoubleDouble scaled = sum.Scale(Binary64.PowerOfTwo(-(exponent / 2))).Scale(Binary64.PowerOfTwo(-(exponent - (exponent / 2))));
        return Series(scaled - 1) + (Constants.LogOf2 * exponent);
    }

    private static bool IsOrdinary(double value, out double special)
    {
        special = value;
        if (value > 0 && Binary64.IsFinite(value))
        {
            return true;
        }

        if (value == 0)
        {
            special = -Binary64.Infinity;
        }
        else if (value < 0)
        {
            special = Binary64.NotANumber;
        }

        return false;
    }

    // The number less one, after division by a power of two that brings it near one.
    private static DoubleDouble Reduce(double value, out int exponent)
    {
        double part = Binary64.Split(value, out exponent);
        if (part > SquareRootOf2)
        {
            part *= 0.5;
            exponent++;
        }

        return part - 1;
    }

    // log(1 + z) = 2 artanh(z / (2 + z)).
    private static DoubleDouble Series(DoubleDouble value)
    {
        if (value.High == 0)
        {
            return value;
        }

        DoubleDouble ratio = value / (value + 2);
        DoubleDouble square = ratio * ratio;
        double tail = 0;
        for (int term = Terms; term >= DoubleDoubleTerms; term--)
        {
            tail = (tail * square.High) + (1.0 / ((2 * term) + 3));
        }

        DoubleDouble sum = tail;
        for (int term = DoubleDoubleTerms - 1; term >= 0; term--)
        {
            sum = (sum * square) + Constants.InverseOdd(term);
        }

        return (ratio + (ratio * square * sum)).Scale(2);
    }
}
