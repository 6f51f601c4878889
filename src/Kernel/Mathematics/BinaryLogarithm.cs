using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Logarithms to base 2: a table gives a short reciprocal r of the number's first bits, with which z = m r - 1 is small and exact, and -log2(r)
/// (Gal; Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", 1990). Around 1 the reciprocal is 1, so
/// that nothing cancels.
/// </summary>
internal static partial class BinaryLogarithm
{
    /// <summary>log2(e), in units of 2^-63.</summary>
    private const ulong InverseLogOf2 = 0xB8AA3B295C17F0BC;

    /// <summary>
    /// The logarithm of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, in units of 2^-116: <paramref name="high"/> has the sign, and
    /// units of 2^-52. The mantissa is normalised.
    /// </summary>
    /// <remarks>
    /// Off by at most 2^-69, and where the result is smaller than 2^-7 by at most 3 units of 2^-63 of itself: |z| is below 2^-7; log2(1 + z)/z is off
    /// by 1 unit of 2^-63 (the constant), 1 (the shift) and less than 1 (the polynomial, whose units count 1/64, with 32 units of error: 3 in each of
    /// four products, 8 in each of the two steps in halves of words, 1 in each coefficient). A mantissa of 64 bits adds 2^-70, one of 53 nothing.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(ulong mantissa, int exponent, out long high, out ulong low)
    {
        int index = (int)(mantissa >> 56) & 127;
        ReadOnlySpan<ulong> step = Steps.Slice(3 * index, 3);

        // z in units of 2^-70: the product's upper bits, which are those of 1, fall off.
        ulong inverse = step[0];
        long rest = unchecked((long)((((mantissa >> 32) * inverse) << 28) + (((uint)mantissa * inverse) >> 4)));

        // log2(1 + z) = z (log2(e) - z P(z)), P in powers of 64 z and in units of 2^-63.
        long half = rest >> 32;
        long sum = P4 + (((P5 + ((P6 * half) >> 32)) * half) >> 32);
        sum = P3 + (((sum >> 6) * half) >> 26);
        sum = P2 + FixedPoint.MultiplyHigh(sum, rest);
        sum = P1 + FixedPoint.MultiplyHigh(sum, rest);
        sum = P0 + FixedPoint.MultiplyHigh(sum, rest);
        sum = FixedPoint.MultiplyHigh(sum, rest) >> 6;
        ulong ratio = unchecked(InverseLogOf2 - (ulong)sum);

        long sign = rest >> 63;
        ulong productHigh = Math.BigMul((ulong)((rest ^ sign) - sign), ratio, out ulong productLow);
        productLow = (productLow >> 17) | (productHigh << 47);
        productHigh >>= 17;
        productLow = unchecked((productLow ^ (ulong)sign) - (ulong)sign);
        productHigh = (productHigh ^ (ulong)sign) + (sign != 0 && productLow == 0 ? 1ul : 0ul);

        low = unchecked(step[2] + productLow);
        high = unchecked(((long)exponent << 52) + (long)step[1] + (long)productHigh + (low < productLow ? 1 : 0));
    }

    /// <summary>
    /// The logarithm of a float, <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, in units of 2^-54: the mantissa has 24 bits, so that z has
    /// no more than 32.
    /// </summary>
    /// <remarks>The ratio to z is off by up to 1.1 units of 2^-31 either way: cutting off the constant and the sum; what the polynomial leaves out is a hundredth of one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long OfSingle(ulong mantissa, int exponent)
    {
        int index = (int)(mantissa >> 56) & 127;
        ReadOnlySpan<ulong> step = Steps.Slice(3 * index, 3);
        long rest = unchecked((long)((mantissa >> 32) * step[0] << 28)) >> 32;
        long sum = (P2 >> 32) + (((P3 >> 32) * rest) >> 32);
        sum = (P1 >> 32) + ((sum * rest) >> 32);
        sum = (P0 >> 32) + ((sum * rest) >> 32);
        long ratio = (long)(InverseLogOf2 >> 32) - ((sum * rest) >> 38);
        return unchecked(((long)exponent << 54) + (long)((step[1] << 2) | (step[2] >> 62)) + ((rest * ratio) >> 15));
    }

    /// <summary>Such a number other than 0 without its sign, normalised: in units of 2^-63 after division by 2^<paramref name="exponent"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Normalize(long high, ulong low, out int exponent, out ulong rest)
    {
        ulong sign = (ulong)(high >> 63);
        ulong upper = (ulong)high ^ sign;
        low ^= sign;
        if (sign != 0 && ++low == 0)
        {
            upper++;
        }

        if (upper == 0)
        {
            int far = BitOperations.LeadingZeroCount(low);
            exponent = -53 - far;
            rest = 0;
            return low << far;
        }

        // Never 0: eleven bits before the point are more than an exponent needs.
        int shift = BitOperations.LeadingZeroCount(upper);
        exponent = 11 - shift;
        rest = low << shift;
        return (upper << shift) | (low >> (64 - shift));
    }
}
