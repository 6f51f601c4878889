namespace Hermit.Mathematics;

/// <summary>Logarithms to some 100 bits.</summary>
internal static class AccurateLogarithm
{
    // The first 64 bits of the square root of 2.
    private const ulong SquareRootOf2 = 0xB504F333F9DE6484;
    private const int Terms = 21;

    /// <summary>The natural logarithm.</summary>
    public static double Of(double value) => IsOrdinary(value, out double special) ? Natural(value).Round() : special;

    /// <summary>The logarithm to base 2.</summary>
    public static double ToBase2(double value)
    {
        if (!IsOrdinary(value, out double special))
        {
            return special;
        }

        Wide part = Reduce(value, out int exponent);
        return ((Series(part) * WideConstants.InverseLogOf2) + exponent).Round();
    }

    /// <summary>The logarithm to base 10.</summary>
    public static double ToBase10(double value) => IsOrdinary(value, out double special) ? (Natural(value) * WideConstants.InverseLogOf10).Round() : special;

    /// <summary>The natural logarithm of a positive number.</summary>
    public static Wide Natural(Wide value)
    {
        Wide part = Reduce(value, out int exponent);
        return Series(part) + (WideConstants.LogOf2 * exponent);
    }

    /// <summary>The natural logarithm of one plus a number that is greater than -1, without losing a small number's digits.</summary>
    public static Wide OfOnePlus(Wide value) => value.Exponent < -2 ? Series(value) : Natural(value + 1);

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
    private static Wide Reduce(Wide value, out int exponent)
    {
        exponent = value.High > SquareRootOf2 ? value.Exponent + 1 : value.Exponent;
        return value.Scale(-exponent) - 1;
    }

    // log(1 + z) = 2 artanh(z / (2 + z)).
    private static Wide Series(Wide value)
    {
        if (value.IsZero)
        {
            return value;
        }

        Wide ratio = value / (value + 2);
        Wide square = ratio * ratio;
        Wide sum = WideSeries.Evaluate(square, WideConstants.InverseOdds, 0, 1, Terms, alternates: false);
        return (ratio + (ratio * square * sum)).Scale(1);
    }
}
