namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent to some 100 bits.</summary>
internal static class AccurateTrigonometry
{
    // Below it the sine and the tangent are the angle, to a double's precision.
    private const double Tiny = 7.450580596923828e-09;

    // Up to 29 and 28 factorial.
    private const int Terms = 14;

    /// <summary>The sine.</summary>
    public static double Sine(double angle)
    {
        if (!Binary64.IsFinite(angle))
        {
            return angle - angle;
        }

        if (Binary64.Magnitude(angle) < Tiny)
        {
            return angle;
        }

        SineAndCosine(angle, out Wide sine, out _);
        return sine.Round();
    }

    /// <summary>The cosine.</summary>
    public static double Cosine(double angle)
    {
        if (!Binary64.IsFinite(angle))
        {
            return angle - angle;
        }

        if (Binary64.Magnitude(angle) < Tiny)
        {
            return 1;
        }

        SineAndCosine(angle, out _, out Wide cosine);
        return cosine.Round();
    }

    /// <summary>The tangent.</summary>
    public static double Tangent(double angle)
    {
        if (!Binary64.IsFinite(angle))
        {
            return angle - angle;
        }

        if (Binary64.Magnitude(angle) < Tiny)
        {
            return angle;
        }

        SineAndCosine(angle, out Wide sine, out Wide cosine);
        return (sine / cosine).Round();
    }

    /// <summary>Both, of a finite angle.</summary>
    public static void SineAndCosine(double angle, out Wide sine, out Wide cosine)
    {
        Wide rest = AngleReduction.Reduce(angle, out int quadrant);
        Wide square = rest * rest;
        Wide sineOfRest = rest - (rest * square * WideSeries.Evaluate(square, WideConstants.InverseFactorials, 1, 2, Terms, alternates: true));
        Wide cosineOfRest = 1 - (square * WideSeries.Evaluate(square, WideConstants.InverseFactorials, 0, 2, Terms, alternates: true));
        sine = (quadrant & 1) == 0 ? sineOfRest : cosineOfRest;
        cosine = (quadrant & 1) == 0 ? cosineOfRest : sineOfRest;
        sine = quadrant is 2 or 3 ? -sine : sine;
        cosine = quadrant is 1 or 2 ? -cosine : cosine;
    }
}
