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

    // So many bits may cancel.
    private const int MostCancelled = 48;

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
        return TryReduceLarge(bits, out rest, out exponent, out turns, out sign);
    }

    /// <remarks>
    /// Of the product with 2/pi the bits from 2 before to 126 behind the point are kept, 4 units off; cancellation leaves that far below one unit of the
    /// fraction, of which cutting off leaves 1. The product with pi/4, itself 0.2 too large, is cut off, too; bringing up its highest bit doubles.
    /// </remarks>
    private static bool TryReduceLarge(ulong bits, out ulong rest, out int exponent, out int turns, out ulong sign)
    {
        ulong integer = (bits & Binary64.FractionMask) | (1ul << 52);
        int position = (int)(bits >> 52) - 1077;
        int word = position >> 6;
        int shift = position & 63;
        ulong first = integer * AngleReduction.Window(word, shift);
        first = unchecked(first + Math.BigMul(integer, AngleReduction.Window(word + 1, shift), out ulong second));
        ulong more = FixedPoint.MultiplyHigh(integer, AngleReduction.Window(word + 2, shift));
        second = unchecked(second + more);
        first = unchecked(first + (second < more ? 1ul : 0ul));

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
}
