namespace Hermit.Mathematics;

/// <summary>Powers and the cube root.</summary>
public static class Power
{
    // Exponents beyond make every base but 1 overflow or underflow; those within the inverse leave 1.
    private const double HugeExponent = 3.7e19;
    private const double TinyExponent = 2.7e-20;
    private const double OverflowAt = 709.782712893384;
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

        double part = Binary64.Split(Binary64.Magnitude(value), out int exponent);
        int third = (exponent >= 0 ? exponent : exponent - 2) / 3;
        part *= Binary64.PowerOfTwo(exponent - (3 * third));

        // Newton's method from a guess for 1 to 8, and once more to twice the precision.
        double root = 0.85 + (0.16 * part);
        for (int step = 0; step < 6; step++)
        {
            root -= ((root * root * root) - part) / (3 * root * root);
        }

        DoubleDouble error = (DoubleDouble.Product(root, root) * root) - part;
        double corrected = DoubleDouble.OrderedSum(root, -(error.High / (3 * root * root))).Round();
        return Binary64.WithSignOf(Binary64.Scale(corrected, third), value);
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

        DoubleDouble logarithm = Logarithm.Natural(value) * exponent;
        if (logarithm.High > OverflowAt + 0.01)
        {
            return Binary64.Infinity;
        }

        return logarithm.High < UnderflowAt ? 0 : Binary64.Scale(Exponential.Of(logarithm, out int scale).Round(), scale);
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
