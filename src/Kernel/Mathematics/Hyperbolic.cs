namespace Hermit.Mathematics;

/// <summary>The hyperbolic functions and their inverses.</summary>
public static class Hyperbolic
{
    // Up to here the sine comes from its series, because the difference of exponentials would cancel.
    private const double SeriesLimit = 0.5;

    // From here on e to the minus x is lost beside e to the x.
    private const double OneSided = 40;

    private const double Overflow = 710.4758600739439;
    private const double Tiny = 7.450580596923828e-09;
    private const double Huge = 1e150;
    private const int SeriesTerms = 19;

    /// <summary>The hyperbolic sine.</summary>
    public static double Sine(double value)
    {
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsFinite(value) || magnitude < Tiny)
        {
            return value;
        }

        double result = magnitude < OneSided ? SineOf(magnitude).Round() : HalfExponential(magnitude);
        return Binary64.WithSignOf(result, value);
    }

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosine(double value)
    {
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsFinite(value))
        {
            return magnitude;
        }

        if (magnitude >= OneSided)
        {
            return HalfExponential(magnitude);
        }

        DoubleDouble exponential = ExponentialOf(magnitude);
        return (exponential + (1 / exponential)).Scale(0.5).Round();
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tangent(double value)
    {
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsNumber(value) || magnitude < Tiny)
        {
            return value;
        }

        if (magnitude > OneSided / 2)
        {
            return Binary64.WithSignOf(1, value);
        }

        DoubleDouble sine = SineOf(magnitude);
        DoubleDouble tangent = sine / DoubleDouble.SquareRoot((sine * sine) + 1);
        return Binary64.WithSignOf(tangent.Round(), value);
    }

    /// <summary>The inverse of the hyperbolic sine.</summary>
    public static double AreaSine(double value)
    {
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsFinite(value) || magnitude < Tiny)
        {
            return value;
        }

        DoubleDouble area;
        if (magnitude > Huge)
        {
            area = Logarithm.Natural(magnitude) + Constants.LogOf2;
        }
        else
        {
            DoubleDouble square = DoubleDouble.Product(magnitude, magnitude);
            DoubleDouble root = DoubleDouble.SquareRoot(square + 1);
            area = Logarithm.OfOnePlus((square / (root + 1)) + magnitude);
        }

        return Binary64.WithSignOf(area.Round(), value);
    }

    /// <summary>The inverse of the hyperbolic cosine.</summary>
    public static double AreaCosine(double value)
    {
        if (!(value >= 1) || !Binary64.IsFinite(value))
        {
            return value < 1 ? Binary64.NotANumber : value;
        }

        if (value > Huge)
        {
            return (Logarithm.Natural(value) + Constants.LogOf2).Round();
        }

        DoubleDouble root = DoubleDouble.SquareRoot(DoubleDouble.Sum(value, -1) * DoubleDouble.Sum(value, 1));
        return Logarithm.OfOnePlus(root + DoubleDouble.Sum(value, -1)).Round();
    }

    /// <summary>The inverse of the hyperbolic tangent.</summary>
    public static double AreaTangent(double value)
    {
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsNumber(value) || magnitude < Tiny)
        {
            return value;
        }

        if (magnitude >= 1)
        {
            return magnitude == 1 ? Binary64.WithSignOf(Binary64.Infinity, value) : Binary64.NotANumber;
        }

        DoubleDouble ratio = new DoubleDouble(2 * magnitude, 0) / DoubleDouble.Sum(1, -magnitude);
        return Binary64.WithSignOf(Logarithm.OfOnePlus(ratio).Scale(0.5).Round(), value);
    }

    private static DoubleDouble SineOf(double magnitude)
    {
        if (magnitude > SeriesLimit)
        {
            DoubleDouble exponential = ExponentialOf(magnitude);
            return (exponential - (1 / exponential)).Scale(0.5);
        }

        DoubleDouble square = DoubleDouble.Product(magnitude, magnitude);
        double tail = 0;
        for (int term = SeriesTerms; term >= 9; term -= 2)
        {
            tail = (tail * square.High) + Constants.InverseFactorials[term];
        }

        DoubleDouble sum = tail;
        for (int term = 7; term >= 1; term -= 2)
        {
            sum = (sum * square) + Constants.InverseFactorial(term);
        }

        return sum * magnitude;
    }

    private static DoubleDouble ExponentialOf(double value)
    {
        DoubleDouble exponential = Exponential.Of(value, out int exponent);
        return exponential.Scale(Binary64.PowerOfTwo(exponent));
    }

    private static double HalfExponential(double value)
    {
        return value > Overflow ? Binary64.Infinity : Binary64.Scale(Exponential.Of(value, out int exponent).Round(), exponent - 1);
    }
}
