using System;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Odd functions from tables with a value and a polynomial for each step of the argument (Gal and Bachelis, "An accurate elementary mathematical library
/// for the IEEE floating point standard", 1991); below the first step, 1/16, a polynomial of the square. Results have more than 64 bits, so that one
/// rounding in a thousand is in doubt.
/// </summary>
internal static class Steps
{
    /// <summary>The power of two of the first step.</summary>
    public const int LeastExponent = -4;

    // A number below this power of two is its function, for less than 2^-16 units.
    private const int LeastChanged = -40;

    /// <summary>How far the result may be too large for an exact argument, in 64ths of its units.</summary>
    public const ulong Below = 36;

    /// <summary>How far the result may be too small.</summary>
    public const ulong Above = 48;

    /// <summary>
    /// The function of (<paramref name="mantissa"/> + <paramref name="low"/> 2^-64) 2^-63 2^<paramref name="exponent"/>, in the form of its argument; of
    /// <paramref name="low"/>, the bits beyond a step's distance are left out.
    /// </summary>
    /// <remarks>
    /// The last sum is in 32nds of the result's units: it is up to 6.5 too small and 3.5 too large, 3 of each product and half of what the one before was
    /// off by; the steps in halves of words and the value's end add less than 1, the approximation up to 4.1. That is 24 and 18 64ths, and bringing up the highest
    /// bit doubles.
    /// </remarks>
    /// <param name="table">Eight words a step: the value, the coefficients, and one with the last coefficient, the exponent and the value's end.</param>
    /// <param name="mantissa">From 2^63 on.</param>
    /// <param name="low">What follows it.</param>
    /// <param name="exponent">From <see cref="LeastExponent"/> up to the table's end.</param>
    /// <param name="resultLow">What follows the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Evaluate(ReadOnlySpan<ulong> table, ulong mantissa, ulong low, ref int exponent, out ulong resultLow)
    {
        int index = ((exponent - LeastExponent) << 6) | ((int)(mantissa >> 57) & 63);
        ReadOnlySpan<ulong> step = table.Slice(8 * index, 8);

        // The distance from the step's middle, half of which is 2^63.
        long rest = unchecked((long)(((mantissa << 7) | (low >> 57)) ^ (1ul << 63)));
        long last = (long)step[7];
        long half = rest >> 32;
        long sum = (long)step[6] + (((last >> 32) * half) >> 28);
        sum = (long)step[5] + (((sum >> 4) * half) >> 28);
        sum = (long)step[4] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[3] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[2] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[1] + FixedPoint.MultiplyHigh(sum, rest);
        sum = FixedPoint.MultiplyHigh(sum, rest);

        ulong end = (ulong)last << 40;
        ulong sumLow = unchecked(((ulong)sum << 59) + end);
        ulong result = unchecked(step[0] + (ulong)(sum >> 5) + (sumLow < end ? 1ul : 0ul));

        // The exponent is that of the step's end, at whose beginning the highest bit may be missing.
        exponent = (int)last >> 24;
        return Normalize(result, sumLow, ref exponent, out resultLow);
    }

    /// <summary>The same of a number below 1/16, which has no low bits.</summary>
    /// <remarks>
    /// The square is up to 5 units too small and its product with the sum 10, of which the result's units have 2^<paramref name="extra"/>: the error is
    /// below a tenth of that of <see cref="Evaluate"/>.
    /// </remarks>
    /// <param name="powers">The coefficients, without their signs, of the result's ratio to the number, less one, in powers of the square of 16 times that.</param>
    /// <param name="alternates">Whether every second coefficient is subtracted.</param>
    /// <param name="adds">Whether the result is larger than the number.</param>
    /// <param name="extra">By what power of two the coefficients are multiplied.</param>
    /// <param name="mantissa">The number.</param>
    /// <param name="exponent">Its exponent.</param>
    /// <param name="resultLow">What follows the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Series(ReadOnlySpan<ulong> powers, bool alternates, bool adds, int extra, ulong mantissa, ref int exponent, out ulong resultLow)
    {
        if (exponent < LeastChanged)
        {
            resultLow = 0;
            return mantissa;
        }

        ulong square = Circular.Square(mantissa, exponent - LeastExponent);
        ulong terms = Next(powers[4], powers[5], square, alternates);
        terms = Next(powers[3], terms, square, alternates);
        terms = Next(powers[2], terms, square, alternates);
        terms = Next(powers[1], terms, square, alternates);
        terms = Next(powers[0], terms, square, alternates);
        ulong product = FixedPoint.MultiplyHigh(mantissa, FixedPoint.MultiplyHigh(terms, square));
        ulong productLow = product << (64 - extra);
        product >>= extra;
        if (adds)
        {
            ulong sum = unchecked(mantissa + product);
            if (sum >= product)
            {
                resultLow = productLow;
                return sum;
            }

            exponent++;
            resultLow = (sum << 63) | (productLow >> 1);
            return (sum >> 1) | (1ul << 63);
        }

        ulong difference = mantissa - product - (productLow != 0 ? 1ul : 0ul);
        return Normalize(difference, unchecked(0 - productLow), ref exponent, out resultLow);
    }

    // Brings up the highest bit, of which the one after it may have to take the place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Normalize(ulong mantissa, ulong low, ref int exponent, out ulong resultLow)
    {
        ulong missing = (ulong)((long)~mantissa >> 63);
        exponent += (int)missing;
        resultLow = unchecked(low + (low & missing));
        return unchecked(mantissa + ((mantissa + (low >> 63)) & missing));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Next(ulong coefficient, ulong sum, ulong square, bool alternates)
    {
        ulong product = FixedPoint.MultiplyHigh(sum, square);
        return unchecked(alternates ? coefficient - product : coefficient + product);
    }
}
