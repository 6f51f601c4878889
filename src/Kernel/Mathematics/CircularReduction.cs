using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Angles less whole quarter turns: Payne and Hanek's method at every size, since in integers it costs a few multiplications.</summary>
internal static class CircularReduction
{
    /// <summary>What a reduced angle's error, of up to 2.6 units below and 0.5 above, makes of the sine's.</summary>
    public const ulong Error = 5;

    private const ulong QuarterPiBits = 0x3FE921FB54442D18;

    // pi/4 in units of 2^-64.
    private const ulong QuarterPi = 0xC90FDAA22168C235;

    // The first 128 bits of 2/pi, which are enough below 2^11: of the product's unit, 2^(exponent - 116), ten bits and the exponent's number bring two
    // bits of quarter turns to the top.
    private const ulong TwoOverPiHigh = 0xA2F9836E4E441529;
    private const ulong TwoOverPiLow = 0xFC2757D1F534DDC0;
    private const int LargestShort = 1023 + 10;
    private const int ShortShift = 1023 - 10;

    // So many bits may cancel.
    private const int MostCancelled = 36;

    /// <summary>
    /// What is left of a positive finite angle after <paramref name="turns"/> quarter turns, modulo 4: normalised, in units of 2^-63 after division by
    /// 2^<paramref name="exponent"/>, its sign in <paramref name="sign"/>. The result says whether too many bits cancelled.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReduce(ulong bits, out ulong rest, out int exponent, out int turns, out ulong sign, out ulong error)
    {
        if (bits <= QuarterPiBits)
        {
            rest = (bits << 11) | (1ul << 63);
            exponent = (int)(bits >> 52) - 1023;
            turns = 0;
            sign = 0;
            error = 0;
            return true;
        }

        error = Error;
        ulong integer = (bits & Binary64.FractionMask) | (1ul << 52);
        int biased = (int)(bits >> 52);
        ulong first = biased <= LargestShort
            ? ShortProduct(integer, biased - ShortShift, out ulong second)
            : LongProduct(integer, biased - 1077, out second);
        return TrySplit(first, second, out rest, out exponent, out turns, out sign);
    }

    /// <remarks>
    /// Of the product with 2/pi the bits from 2 before to 126 behind the point are kept, 4 units off, or 2^22 of an angle below 2^11; cancellation leaves that far below one unit of the
    /// fraction, of which cutting off leaves 1. The product with pi/4, itself 0.2 too large, is cut off, too; bringing up its highest bit doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySplit(ulong first, ulong second, out ulong rest, out int exponent, out int turns, out ulong sign)
    {
        turns = (int)(first >> 62);
        first = (first << 2) | (second >> 62);
        second <<= 2;
        ulong negative = (ulong)((long)first >> 63);
        turns -= (int)negative;
        first ^= negative;
        second ^= negative;
        sign = negative & Binary64.SignBit;

        int zeros = BitOperations.LeadingZeroCount(first);
        if (zeros > MostCancelled)
        {
            rest = 0;
            exponent = 0;
            return false;
        }

        ulong fraction = (first << zeros) | (second >> 1 >> (63 - zeros));
        exponent = -zeros;
        rest = Logarithm.Multiply(fraction, QuarterPi, ref exponent);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortProduct(ulong integer, int shift, out ulong second)
    {
        ulong high = Math.BigMul(integer, TwoOverPiHigh, out ulong low);
        ulong more = FixedPoint.MultiplyHigh(integer, TwoOverPiLow);
        low = unchecked(low + more);
        high += low < more ? 1ul : 0ul;
        second = low << shift;
        return (high << shift) | (low >> (64 - shift));
    }

    // Not inlined: large angles are rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LongProduct(ulong integer, int position, out ulong second)
    {
        int word = position >> 6;
        int shift = position & 63;
        ulong first = integer * AngleReduction.Window(word, shift);
        first = unchecked(first + Math.BigMul(integer, AngleReduction.Window(word + 1, shift), out second));
        ulong more = FixedPoint.MultiplyHigh(integer, AngleReduction.Window(word + 2, shift));
        second = unchecked(second + more);
        return unchecked(first + (second < more ? 1ul : 0ul));
    }
}
