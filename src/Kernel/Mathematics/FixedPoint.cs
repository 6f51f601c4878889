using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Fractions as 64-bit integers. The fast paths compute with these instead of doubles: eleven bits more, one kind of error (the end is cut off), the
/// same result on every processor, and no dependence on fused multiply-add (after Le Maire, Brunie, de Dinechin and Muller, "Computing floating-point
/// logarithms with fixed-point operations", ARITH 2016). A unit is the last bit.
/// </summary>
internal static class FixedPoint
{
    /// <summary>The high word of a product, 0 to 2 units too small: three multiplications of halves instead of four, and no carries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong left, ulong right)
    {
        // What is left out are two fractions and the product of the low halves, each below 1.
        return ((left >> 32) * (right >> 32)) + (((left >> 32) * (uint)right) >> 32) + (((uint)left * (right >> 32)) >> 32);
    }

    /// <summary>The same of numbers with signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MultiplyHigh(long left, long right)
    {
        return ((left >> 32) * (right >> 32)) + (((left >> 32) * (uint)right) >> 32) + (((uint)left * (right >> 32)) >> 32);
    }

    /// <summary>The same; or briefly, for a float's 24 bits, the product of the high halves alone: less than 2^33 units too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong left, ulong right, bool brief) => brief ? (left >> 32) * (right >> 32) : MultiplyHigh(left, right);

    /// <summary>The same of numbers with signs: briefly, less than 2^33 units off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long MultiplyHigh(long left, long right, bool brief) => brief ? (left >> 32) * (right >> 32) : MultiplyHigh(left, right);

    /// <summary>n/d in units of 2^-64, rounded down, for n below d and a normalised d (Knuth, The Art of Computer Programming, 4.3.1, algorithm D).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Divide(ulong numerator, ulong denominator)
    {
        ulong high = denominator >> 32;
        ulong low = (uint)denominator;
        ulong first = Digit(numerator, high, low);
        ulong rest = unchecked((numerator << 32) - (first * denominator));
        return (first << 32) + Digit(rest, high, low);
    }

    /// <summary>
    /// The root of a fraction other than 0, normalised: in units of 2^-64 after division by 2^<paramref name="exponent"/>, with <paramref name="low"/> less than
    /// 2^-6 units off. The double's root has 53 bits; one step of Newton's adds the rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SquareRoot(ulong fraction, out int exponent, out ulong low)
    {
        int shift = BitOperations.LeadingZeroCount(fraction) & ~1;
        fraction <<= shift;
        exponent = -(shift >> 1);

        // A quarter of it, so that it fits in a long; the root of that is 2^30 up to 2^31.
        double guess = Math.Sqrt((double)(long)(fraction >> 2));
        ulong bits = Binary64.Bits(guess);
        ulong root = (bits >> 52) == 1023 + 31 ? ulong.MaxValue : (bits << 11) | (1ul << 63);

        // The double was off by up to 2^11 units, the square by 2^12: that many bits and ten behind the point are what the quotient has.
        ulong high = Math.BigMul(root, root, out ulong end);
        long rest = unchecked((long)(((fraction - high - (end != 0 ? 1ul : 0ul)) << 41) | ((0 - end) >> 23)));
        long quotient = rest / (long)(root >> 32);
        low = unchecked((ulong)quotient << 54);
        return unchecked(root + (ulong)(quotient >> 10));
    }

    // One digit to base 2^32, of a numerator below the denominator.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digit(ulong numerator, ulong high, ulong low)
    {
        ulong digit = numerator / high;
        ulong rest = numerator - (digit * high);
        while (digit > uint.MaxValue || digit * low > rest << 32)
        {
            digit--;
            rest += high;
            if (rest > uint.MaxValue)
            {
                break;
            }
        }

        return digit;
    }
}
