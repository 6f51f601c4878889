using System;
using System.Numerics;

namespace Hermit.Mathematics;

/// <summary>Power series in fixed point: fractions of 128 bits, which need no alignment.</summary>
internal static class WideSeries
{
    /// <summary>
    /// The sum of coefficients times powers of a number from 0 up to 1, the first coefficient without it; at most 8 units of 2^-128 off. The
    /// coefficients fall, and the sum is below 1.
    /// </summary>
    /// <param name="argument">The number.</param>
    /// <param name="table">Pairs of words, the high one first.</param>
    /// <param name="first">The first coefficient's index.</param>
    /// <param name="step">What comes between two coefficients' indices.</param>
    /// <param name="count">How many coefficients there are.</param>
    /// <param name="alternates">Whether every second one is subtracted.</param>
    public static Wide Evaluate(Wide argument, ReadOnlySpan<ulong> table, int first, int step, int count, bool alternates)
    {
        Fraction(argument, out ulong high, out ulong low);
        ulong sign = alternates ? ulong.MaxValue : 0;
        int index = 2 * (first + ((count - 1) * step));
        ulong sumHigh = table[index];
        ulong sumLow = table[index + 1];
        for (index -= 2 * step; index >= 2 * first; index -= 2 * step)
        {
            // The product's first 128 bits, less the product of the low words.
            ulong productHigh = Math.BigMul(sumHigh, high, out ulong productLow);
            ulong more = FixedPoint.MultiplyHigh(sumHigh, low);
            productLow = unchecked(productLow + more);
            productHigh += productLow < more ? 1ul : 0ul;
            more = FixedPoint.MultiplyHigh(sumLow, high);
            productLow = unchecked(productLow + more) ^ sign;
            productHigh = (productHigh + ((productLow ^ sign) < more ? 1ul : 0ul)) ^ sign;

            // With its bits turned over, the product is subtracted, but for one unit.
            sumLow = unchecked(table[index + 1] + productLow);
            sumHigh = unchecked(table[index] + productHigh + (sumLow < productLow ? 1ul : 0ul));
        }

        return Normalize(sumHigh, sumLow);
    }

    private static void Fraction(Wide value, out ulong high, out ulong low)
    {
        int shift = -1 - value.Exponent;
        high = shift < 64 ? value.High >> shift : 0;
        low = shift == 0 ? value.Low
            : shift < 64 ? (value.Low >> shift) | (value.High << (64 - shift))
            : shift < 128 ? value.High >> (shift - 64) : 0;
    }

    private static Wide Normalize(ulong high, ulong low)
    {
        int zeros = BitOperations.LeadingZeroCount(high);
        return new Wide((high << zeros) | (low >> 1 >> (63 - zeros)), low << zeros, -1 - zeros);
    }
}
