namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent.</summary>
public static class Trigonometry
{
    // Below it the sine and the tangent are the angle, to a double's precision.
    private const double Tiny = 7.450580596923828e-09;

    private const int SineTerms = 23;
    private const int CosineTerms = 22;

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

        SineAndCosine(angle, out DoubleDouble sine, out _);
        return sine.Round();
    }

    /// <summary>The cosine.</summary>
    public static double Cosine(double angle)
    {
        if (!Binary64.IsFinite(angle))
        {
            return angle - angle;
        }

        SineAndCosine(angle, out _, out DoubleDouble cosine);
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

        SineAndCosine(angle, out DoubleDouble sine, out DoubleDouble cosine);
        return (sine / cosine).Round();
    }

    /// <summary>Both, of a finite angle.</summary>
    internal static void SineAndCosine(double angle, out DoubleDouble sine, out DoubleDouble cosine)
    {
        DoubleDouble rest = AngleReduction.Reduce(angle, out int quadrant);
        DoubleDouble square = rest * rest;
        DoubleDouble sineOfRest = SineSeries(rest, square);
        DoubleDouble cosineOfRest = CosineSeries(square);
        sine = (quadrant & 1) == 0 ? sineOfRest : cosineOfRest;
        cosine = (quadrant & 1) == 0 ? cosineOfRest : sineOfRest;
        sine = quadrant is 2 or 3 ? -sine : sine;
        cosine = quadrant is 1 or 2 ? -cosine : cosine;
    }

    // The far terms of both series are too small for their rounding to count.
    private static DoubleDouble SineSeries(DoubleDouble angle, DoubleDouble square)
    {
        double tail = 0;
        for (int term = SineTerms; term >= 9; term -= 2)
        {
            tail = Constants.InverseFactorials[term] - (tail * square.High);
        }

        DoubleDouble sum = tail;
        for (int term = 7; term >= 3; term -= 2)
        {
            sum = Constants.InverseFactorial(term) - (sum * square);
        }

        return angle - (angle * square * sum);
    }

    private static DoubleDouble CosineSeries(DoubleDouble square)
    {
        double tail = 0;
        for (int term = CosineTerms; term >= 10; term -= 2)
        {
            tail = Constants.InverseFactorials[term] - (tail * square.High);
        }

        DoubleDouble sum = tail;
        for (int term = 8; term >= 0; term -= 2)
        {
            sum = Constants.InverseFactorial(term) - (sum * square);
        }

        return sum;
    }
}
