using System;

namespace Hermit.Mathematics;

/// <summary>
/// Takes whole quarter turns out of an angle, without error however large it is: by integer arithmetic with as many bits of 2/pi as count (Payne and
/// Hanek).
/// </summary>
internal static class AngleReduction
{
    private const double QuarterPi = 0.7853981633974483;

    /// <summary>The rest, at most an eighth of a turn either way; <paramref name="quadrant"/> is the number of quarter turns, modulo 4.</summary>
    public static DoubleDouble Reduce(double angle, out int quadrant)
    {
        quadrant = 0;
        if (Binary64.Magnitude(angle) <= QuarterPi)
        {
            return angle;
        }

        // |angle| = integer * 2^exponent. Bits of 2/pi so far up that they give multiples of 4 quarter turns are left out.
        ulong integer = (Binary64.Bits(angle) & Binary64.FractionMask) | (1ul << 52);
        int exponent = Binary64.BiasedExponent(angle) - 1075;
        int position = exponent - 2;
        ulong third = Math.BigMul(integer, Window(position + 192), out ulong fourth);
        ulong carry = Math.BigMul(integer, Window(position + 128), out ulong low);
        third = Add(third, low, ref carry);
        ulong second = carry;
        carry = Math.BigMul(integer, Window(position + 64), out low);
        second = Add(second, low, ref carry);
        ulong first = carry + (integer * Window(position));

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

        DoubleDouble rest = ToFraction(first, second, third) * Constants.HalfPi;
        if (Binary64.IsNegative(angle))
        {
            quadrant = -quadrant;
            negative = !negative;
        }

        quadrant &= 3;
        return negative ? -rest : rest;
    }

    // 64 bits of 2/pi from a position behind the binary point on; zeros before it.
    private static ulong Window(int position)
    {
        int word = position >> 6;
        int shift = position & 63;
        ulong bits = Word(word) << shift;
        return shift == 0 ? bits : bits | (Word(word + 1) >> (64 - shift));
    }

    private static ulong Word(int index) => (uint)index < (uint)Constants.TwoOverPi.Length ? Constants.TwoOverPi[index] : 0;

    private static ulong Add(ulong left, ulong right, ref ulong carry)
    {
        ulong sum = unchecked(left + right);
        carry += sum < left ? 1ul : 0ul;
        return sum;
    }

    private static DoubleDouble ToFraction(ulong first, ulong second, ulong third)
    {
        const double Half = 1.0 / 4294967296.0;
        double scale = Half;
        DoubleDouble sum = 0;
        for (int i = 0; i < 6; i++)
        {
            ulong word = i < 2 ? first : i < 4 ? second : third;
            long part = (long)((i & 1) == 0 ? word >> 32 : word & uint.MaxValue);
            sum += part * scale;
            scale *= Half;
        }

        return sum;
    }
}
