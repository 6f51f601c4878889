namespace Hermit.Mathematics;

/// <summary>The hyperbolic functions and their inverses, to some 100 bits.</summary>
internal static class AccurateHyperbolic
{
    // Up to here the sine comes from its series, because the difference of exponentials would cancel.
    private const double SeriesLimit = 0.5;

    // From here on e to the minus x is lost beside e to the x.
    private const double OneSided = 40;

    private const double Overflow = 710.5;
    private const double Tiny = 7.450580596923828e-09;
    private const double Huge = 1e150;
    private const int Terms = 11;

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

        Wide exponential = AccurateExponential.Of((Wide)magnitude);
        return (exponential + (1 / exponential)).Scale(-1).Round();
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

        Wide sine = SineOf(magnitude);
        Wide tangent = sine / ((sine * sine) + 1).SquareRoot();
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

        Wide area;
        if (magnitude > Huge)
        {
            area = AccurateLogarithm.Natural(magnitude) + WideConstants.LogOf2;
        }
        else
        {
            Wide square = (Wide)magnitude * magnitude;
            Wide root = (square + 1).SquareRoot();
            area = AccurateLogarithm.OfOnePlus((square / (root + 1)) + magnitude);
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
            return (AccurateLogarithm.Natural(value) + WideConstants.LogOf2).Round();
        }

        Wide excess = (Wide)value - 1;
        return AccurateLogarithm.OfOnePlus((excess * (excess + 2)).SquareRoot() + excess).Round();
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

        Wide ratio = (Wide)(2 * magnitude) / (1 - (Wide)magnitude);
        return Binary64.WithSignOf(AccurateLogarithm.OfOnePlus(ratio).Scale(-1).Round(), value);
    }

    private static Wide SineOf(double magnitude)
    {
        if (magnitude > SeriesLimit)
        {
            Wide exponential = AccurateExponential.Of((Wide)magnitude);
            return (exponential - (1 / exponential)).Scale(-1);
        }

        Wide square = (Wide)magnitude * magnitude;
        return magnitude + (square * magnitude * WideSeries.Evaluate(square, WideConstants.InverseFactorials, 1, 2, Terms, alternates: false));
    }

    private static double HalfExponential(double value) => value > Overflow ? Binary64.Infinity : AccurateExponential.Of((Wide)value).Scale(-1).Round();
}
