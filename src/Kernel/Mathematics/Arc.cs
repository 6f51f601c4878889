using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>
/// Arctangent and arcsine of fractions: polynomials near zero, and from a quarter on a table of values with a polynomial around each (Gal and
/// Bachelis, "An accurate elementary mathematical library for the IEEE floating point standard", 1991).
/// </summary>
internal static partial class Arc
{
    /// <summary>How far the arctangent may be too large, in its units, for an exact argument.</summary>
    public const ulong TangentBelow = 9;

    /// <summary>How far the arctangent may be too small.</summary>
    public const ulong TangentAbove = 4;

    /// <summary>How far the arcsine may be too large, in its units, for an exact argument.</summary>
    public const ulong SineBelow = 2;

    /// <summary>How far the arcsine may be too small.</summary>
    public const ulong SineAbove = 6;

    // pi/2 in units of 2^-126, high word first.
    private const ulong HalfPiHigh = 0x6487ED5110B4611A;
    private const ulong HalfPiLow = 0x62633145C06E0E69;

    /// <summary>The arctangent of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, which is below 1, in the form of its argument.</summary>
    /// <remarks>
    /// From 1/4 on: half a unit from the table's entry, 1 for cutting off; the sum is in units of 2^-69, of which 32 make one, and off by less than 12;
    /// bringing up the highest bit doubles: from 3.8 too small to 1.6 too large. Up to 1/4: the sum is in units of 2^-65, which count a half, and up
    /// to 6.1 too small (3 for the last product, 3 for the square); the last product and its shift add 2.5; bringing up the highest bit of a number
    /// whose units count half as much doubles: up to 8.1 too large.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Tangent(ulong mantissa, ref int exponent)
    {
        ulong result = exponent >= -2 ? TangentOfStep(mantissa, exponent) : TangentOfShort(mantissa, exponent);
        int shift = (int)(result >> 63) ^ 1;
        exponent -= shift;
        return result << shift;
    }

    /// <summary>The arcsine of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, which is at most a half, in the form of its argument.</summary>
    /// <remarks>
    /// From 1/4 on as for the arctangent; a half itself, and what is above it by rounding, counts as the largest fraction below. Up to 1/4: the sum is in
    /// units of 2^-65, which count a half, and up to 5.5 too small: 3 for each product, of which each step leaves a sixteenth, and 1.5 for the square;
    /// the last product and its shift add 2.5, all in one direction.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sine(ulong mantissa, ref int exponent)
    {
        if (exponent < -2)
        {
            return Add(mantissa, SineOfShort(mantissa, exponent), ref exponent);
        }

        ulong result = SineOfStep(exponent == -2 ? mantissa : ulong.MaxValue);
        int shift = (int)(result >> 63) ^ 1;
        exponent = -1 - shift;
        return result << shift;
    }

    /// <summary>The sum of a normalised number and a smaller one in its units, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong mantissa, ulong smaller, ref int exponent)
    {
        ulong sum = unchecked(mantissa + smaller);
        if (sum < smaller)
        {
            exponent++;
            return (sum >> 1) | (1ul << 63);
        }

        return sum;
    }

    /// <summary>Some quarter turns plus or minus an angle below one, normalised; 2 units off besides half of what that was off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Turn(int quarters, ulong mantissa, bool subtract, ref int exponent)
    {
        // In units of 2^-126, of which the angle has (mantissa) 2^(exponent + 63).
        int shift = exponent + 63;
        ulong high = shift <= 0 ? 0 : mantissa >> (64 - shift);
        ulong low = shift > 0 ? mantissa << shift : shift > -64 ? mantissa >> -shift : 0;
        ulong turnLow = quarters == 0 ? 0 : HalfPiLow << (quarters - 1);
        ulong turnHigh = quarters == 0 ? 0 : quarters == 1 ? HalfPiHigh : (HalfPiHigh << 1) | (HalfPiLow >> 63);
        if (subtract)
        {
            high = unchecked(turnHigh - high - (turnLow < low ? 1ul : 0ul));
            low = unchecked(turnLow - low);
        }
        else
        {
            low = unchecked(turnLow + low);
            high = unchecked(turnHigh + high + (low < turnLow ? 1ul : 0ul));
        }

        int zeros = BitOperations.LeadingZeroCount(high);
        exponent = 1 - zeros;
        return (high << zeros) | (low >> 1 >> (63 - zeros));
    }

    // In units of 2^-64, half of the argument's.
    private static ulong SineOfStep(ulong mantissa)
    {
        ReadOnlySpan<ulong> step = SineSteps.Slice(8 * ((int)(mantissa >> 57) & 63), 8);
        return OfStep(step, unchecked((long)((mantissa << 7) ^ (1ul << 63))));
    }

    // What the arcsine is larger than the argument, in its units.
    private static ulong SineOfShort(ulong mantissa, int exponent)
    {
        ulong square = Circular.Square(mantissa, exponent);
        long power = (long)square;
        long half = power >> 32;
        long sum = S8 + ((S9 >> 32) * half);
        sum = S7 + FixedPoint.MultiplyHigh(sum, power);
        sum = S6 + FixedPoint.MultiplyHigh(sum, power);
        sum = S5 + FixedPoint.MultiplyHigh(sum, power);
        sum = S4 + FixedPoint.MultiplyHigh(sum, power);
        sum = S3 + FixedPoint.MultiplyHigh(sum, power);
        sum = S2 + FixedPoint.MultiplyHigh(sum, power);
        sum = S1 + FixedPoint.MultiplyHigh(sum, power);
        sum = S0 + FixedPoint.MultiplyHigh(sum, power);
        sum = FixedPoint.MultiplyHigh(sum, power);
        return FixedPoint.MultiplyHigh(mantissa, (ulong)sum) >> 1;
    }

    private static ulong TangentOfStep(ulong mantissa, int exponent)
    {
        int index = (int)(mantissa >> 58) & 31;
        ReadOnlySpan<ulong> step = Steps.Slice(8 * (index + (exponent == -1 ? 0 : 32)), 8);

        return OfStep(step, unchecked((long)((mantissa << 6) ^ (1ul << 63))));
    }

    // The argument is counted from the step's middle on, in units of 2^-64 of twice its width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfStep(ReadOnlySpan<ulong> step, long rest)
    {
        long half = rest >> 32;
        long sum = (long)step[6] + (((long)step[7] * half) >> 32);
        sum = (long)step[5] + (((sum >> 2) * half) >> 30);
        sum = (long)step[4] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[3] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[2] + FixedPoint.MultiplyHigh(sum, rest);
        sum = (long)step[1] + FixedPoint.MultiplyHigh(sum, rest);
        sum = FixedPoint.MultiplyHigh(sum, rest);
        return unchecked(step[0] + (ulong)(sum >> 5));
    }

    private static ulong TangentOfShort(ulong mantissa, int exponent)
    {
        if (exponent < -33)
        {
            return mantissa;
        }

        ulong square = Circular.Square(mantissa, exponent);
        ulong sum = T8 - FixedPoint.MultiplyHigh(T9, square);
        sum = T7 - FixedPoint.MultiplyHigh(sum, square);
        sum = T6 - FixedPoint.MultiplyHigh(sum, square);
        sum = T5 - FixedPoint.MultiplyHigh(sum, square);
        sum = T4 - FixedPoint.MultiplyHigh(sum, square);
        sum = T3 - FixedPoint.MultiplyHigh(sum, square);
        sum = T2 - FixedPoint.MultiplyHigh(sum, square);
        sum = T1 - FixedPoint.MultiplyHigh(sum, square);
        sum = T0 - FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return mantissa - (FixedPoint.MultiplyHigh(mantissa, sum) >> 1);
    }
}
