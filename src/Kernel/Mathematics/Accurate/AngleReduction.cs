using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Takes whole quarter turns out of an angle, without error however large it is: by integer arithmetic with as many bits of 2/pi as count (Payne and
/// Hanek, "Radian reduction for trigonometric functions", 1983).
/// </summary>
internal static class AngleReduction
{
    private const double QuarterPi = 0.7853981633974483;

    /// <summary>The rest, at most an eighth of a turn either way; <paramref name="quadrant"/> is the number of quarter turns, modulo 4.</summary>
    public static Wide Reduce(double angle, out int quadrant)
    {
        quadrant = 0;
        if (Binary64.Magnitude(angle) <= QuarterPi)
        {
            return angle;
        }

        // |angle| = integer * 2^exponent. Bits of 2/pi so far up that they give multiples of 4 quarter turns are left out.
        ulong integer = (Binary64.Bits(angle) & Binary64.FractionMask) | (1ul << 52);
        int position = Binary64.BiasedExponent(angle) - 1077;
        int word = position >> 6;
        int shift = position & 63;
        ulong third = Math.BigMul(integer, Window(word + 3, shift), out ulong fourth);
        ulong carry = Math.BigMul(integer, Window(word + 2, shift), out ulong low);
        third = Add(third, low, ref carry);
        ulong second = carry;
        carry = Math.BigMul(integer, Window(word + 1, shift), out low);
        second = Add(second, low, ref carry);
        ulong first = carry + (integer * Window(word, shift));

        // Two bits of quarter turns, then the fraction of one, which is brought to at most a half either way.
        quadrant = (int)(first >> 62);
        first = (first << 2) | (second >> 62);
        second = (second << 2) | (third >> 62);
        third = (third << 2) | (fourth >> 62);
        bool negative = (first >> 63) != 0;
        if (negative)
        {
            quadrant++;
            first = ~first;
            second = ~second;
            third = ~third;
        }

        if (Binary64.IsNegative(angle))
        {
            quadrant = -quadrant;
            negative = !negative;
        }

        quadrant &= 3;
        return Normalize(first, second, third, negative) * WideConstants.HalfPi;
    }

    /// <summary>64 bits of 2/pi from some bits of a word behind the binary point on; zeros before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Window(int word, int shift) => (Word(word) << shift) | (Word(word + 1) >> 1 >> (63 - shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(int index) => (uint)index < (uint)WideConstants.TwoOverPi.Length ? WideConstants.TwoOverPi[index] : 0;

    private static ulong Add(ulong left, ulong right, ref ulong carry)
    {
        ulong sum = unchecked(left + right);
        carry += sum < left ? 1ul : 0ul;
        return sum;
    }

    // The fraction's first 128 bits: no double is so near a multiple of a quarter turn that more than 62 are zero.
    private static Wide Normalize(ulong first, ulong second, ulong third, bool negative)
    {
        int zeros = BitOperations.LeadingZeroCount(first | 1);
        ulong high = (first << zeros) | (second >> 1 >> (63 - zeros));
        ulong low = (second << zeros) | (third >> 1 >> (63 - zeros));
        return new Wide(high, low, -1 - zeros, negative);
    }
}
