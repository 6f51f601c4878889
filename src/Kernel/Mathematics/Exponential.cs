namespace Hermit.Mathematics;

/// <summary>The exponential function.</summary>
public static class Exponential
{
    // Above it the result is infinite, below it zero.
    private const double Largest = 709.782712893384;
    private const double Smallest = -745.2;

    // 1.5 * 2^52: added, it leaves the nearest integer in the last bits of the sum.
    private const double Rounder = 6755399441055744.0;

    private const double InverseLogOf2 = 1.4426950408889634;
    private const int DoubleDoubleTerms = 7;
    private const int Terms = 18;

    /// <summary>e to a power.</summary>
    public static double Of(double value)
    {
        if (!Binary64.IsNumber(value))
        {
            return value + value;
        }

        if (value > Largest)
        {
            return Binary64.Infinity;
        }

        return value < Smallest ? 0 : Binary64.Scale(Of(value, out int exponent).Round(), exponent);
    }

    /// <summary>e to a power between the limits of the result's range, as a number around 1 times two to <paramref name="exponent"/>.</summary>
    internal static DoubleDouble Of(DoubleDouble value, out int exponent)
    {
        double shifted = (value.High * InverseLogOf2) + Rounder;
        double multiple = shifted - Rounder;
        exponent = (int)(short)Binary64.Bits(shifted);
        DoubleDouble rest = DoubleDouble.Sum(value.High, -(multiple * Constants.LogOf2First));
        rest = rest + -(multiple * Constants.LogOf2Second) + value.Low + -(multiple * Constants.LogOf2Third);

        // The series; the far terms are too small for their rounding to count.
        double tail = 0;
        for (int term = Terms; term >= DoubleDoubleTerms; term--)
        {
            tail = (tail * rest.High) + Constants.InverseFactorials[term];
        }

        DoubleDouble sum = tail;
        for (int term = DoubleDoubleTerms - 1; term >= 0; term--)
        {
            sum = (sum * rest) + Constants.InverseFactorial(term);
        }

        return sum;
    }
}
