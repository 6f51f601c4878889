namespace Hermit.Mathematics;

/// <summary>The exponential function to some 100 bits.</summary>
internal static class AccurateExponential
{
    // Above the first every result overflows, below the other every one is zero.
    private const double Largest = 709.8;
    private const double Smallest = -745.2;

    // 1.5 * 2^52: added, it leaves the nearest integer in the last bits of the sum.
    private const double Rounder = 6755399441055744.0;
    private const double InverseLogOf2 = 1.4426950408889634;

    // The series is that of an eighth, whose third square is the result.
    private const int Squares = 3;
    private const int Terms = 17;

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

        // What is so near 1 is too far from the middle between two doubles to need more than this.
        return value < Smallest ? 0 : Binary64.Magnitude(value) < 5e-17 ? 1 + value : Of((Wide)value).Round();
    }

    /// <summary>e to a power whose result has an exponent of 15 bits.</summary>
    public static Wide Of(Wide value)
    {
        double shifted = (value.Truncate() * InverseLogOf2) + Rounder;
        double multiple = shifted - Rounder;
        int exponent = (int)(short)Binary64.Bits(shifted);
        Wide rest = value - (WideConstants.LogOf2 * multiple);
        if (rest.IsNegative)
        {
            rest += WideConstants.LogOf2;
            exponent--;
        }

        // 1 + r + r^2 (1/2! + r/3! + ...).
        rest = rest.Scale(-Squares);
        Wide sum = (rest * rest * WideSeries.Evaluate(rest, WideConstants.InverseFactorials, 0, 1, Terms, alternates: false)) + rest + 1;
        for (int i = 0; i < Squares; i++)
        {
            sum *= sum;
        }

        return sum.Scale(exponent);
    }
}
