namespace Hermit.Mathematics;

/// <summary>Powers and the cube root to some 90 bits.</summary>
internal static class AccuratePower
{
    // Exponents beyond make every base but 1 overflow or underflow; those within the inverse leave 1.
    private const double HugeExponent = 3.7e19;
    private const double TinyExponent = 2.7e-20;
    private const double OverflowAt = 709.8;
    private const double UnderflowAt = -745.2;

    /// <summary>One number to the power of another; the special cases are those of C (ISO/IEC 9899, F.10.4.4).</summary>
    public static double Of(double value, double exponent)
    {
        if (exponent == 0 || value == 1)
        {
            return 1;
        }

        if (!Binary64.IsNumber(value) || !Binary64.IsNumber(exponent))
        {
            return value + exponent;
        }

        bool odd = IsOddInteger(exponent);
        double magnitude = Binary64.Magnitude(value);
        if (!Binary64.IsFinite(exponent))
        {
            return magnitude == 1 ? 1 : (magnitude > 1) == (exponent > 0) ? Binary64.Infinity : 0;
        }

        bool negative = Binary64.IsNegative(value) && odd;
        if (value == 0 || !Binary64.IsFinite(value))
        {
            double result = (value == 0) == (exponent < 0) ? Binary64.Infinity : 0;
            return negative ? -result : result;
        }

        if (value < 0 && Rounding.Truncate(exponent) != exponent)
        {
            return Binary64.NotANumber;
        }

        double power = OfPositive(magnitude, exponent);
        return negative ? -power : power;
    }

    /// <summary>The cube root.</summary>
    public static double CubeRoot(double value)
    {
        if (value == 0 || !Binary64.IsFinite(value))
        {
            return value + value;
        }

        // One step of Newton's method from the fast approximation of a number in the normal range.
        var wide = (Wide)value;
        int third = wide.Exponent / 3;
        wide = wide.Scale(-3 * third);
        Scaled guess = Power.ApproximateCubeRoot(wide.Truncate());
        var root = new Wide(guess.Mantissa | Binary64.SignBit, 0, guess.Exponent, wide.IsNegative);
        Wide square = root * root;
        return (root - (((square * root) - wide) / (square * 3))).Scale(third).Round();
    }

    private static double OfPositive(double value, double exponent)
    {
        double size = Binary64.Magnitude(exponent);
        if (value == 1 || size < TinyExponent)
        {
            return 1;
        }

        if (size > HugeExponent)
        {
            return (value > 1) == (exponent > 0) ? Binary64.Infinity : 0;
        }

        Wide logarithm = AccurateLogarithm.Natural(value) * exponent;
        double approximate = logarithm.Truncate();
        if (approximate > OverflowAt)
        {
            return Binary64.Infinity;
        }

        return approximate < UnderflowAt ? 0 : AccurateExponential.Of(logarithm).Round();
    }

    private static bool IsOddInteger(double value)
    {
        if (Rounding.Truncate(value) != value || !Binary64.IsFinite(value))
        {
            return false;
        }

        double half = value * 0.5;
        return Rounding.Truncate(half) != half;
    }
}
