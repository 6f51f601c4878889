using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Logarithms: that to base 2, times a constant.</summary>
public static class Logarithm
{
    // In units of 2^-64 and 2^-65.
    private const ulong LogOf2 = 0xB17217F7D1CF79AC;
    private const ulong DecimalLogOf2 = 0x9A209A84FBCFF799;

    /// <summary>The natural logarithm.</summary>
    public static double Of(double value) => Approximate(value, LogOf2, 0, brief: false).TryRound(out double result) ? result : AccurateLogarithm.Of(value);

    /// <inheritdoc cref="Of(double)"/>
    public static float Of(float value) => Approximate(Binary64.Widen(value), LogOf2, 0, brief: true).TryRound(out float result) ? result : OfAgain(value);

    /// <summary>The logarithm to base 2.</summary>
    public static double ToBase2(double value) => ApproximateToBase2(value).TryRound(out double result) ? result : AccurateLogarithm.ToBase2(value);

    /// <inheritdoc cref="ToBase2(double)"/>
    public static float ToBase2(float value) => ApproximateToBase2Briefly(Binary64.Widen(value)).TryRound(out float result) ? result : ToBase2Again(value);

    /// <summary>The logarithm to base 10.</summary>
    public static double ToBase10(double value) => Approximate(value, DecimalLogOf2, -1, brief: false).TryRound(out double result) ? result : AccurateLogarithm.ToBase10(value);

    /// <inheritdoc cref="ToBase10(double)"/>
    public static float ToBase10(float value) => Approximate(Binary64.Widen(value), DecimalLogOf2, -1, brief: true).TryRound(out float result) ? result : ToBase10Again(value);

    /// <summary>A logarithm to base 2 times 2^-64 times a factor that is not below a half, normalised.</summary>
    /// <remarks>
    /// The factor is off by up to a half and at most 0.7; cutting off adds 1, and a shift that brings up the highest bit doubles all but that.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Multiply(ulong logarithm, ulong factor, ref int exponent)
    {
        ulong product = Math.BigMul(logarithm, factor, out ulong low);
        int shift = (int)(product >> 63) ^ 1;
        exponent -= shift;
        return (product << shift) | (low >> 63 & (ulong)shift);
    }

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float OfAgain(float value) => (float)Of((double)value);

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float ToBase2Again(float value) => (float)ToBase2((double)value);

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float ToBase10Again(float value) => (float)ToBase10((double)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled Approximate(double value, ulong factor, int scale, bool brief)
    {
        Scaled logarithm = brief ? ApproximateToBase2Briefly(value) : ApproximateToBase2(value);
        int exponent = logarithm.Exponent + scale;
        ulong mantissa = Multiply(logarithm.Mantissa, factor, ref exponent);
        return new Scaled(logarithm.Sign, mantissa, 0, exponent, logarithm.Below + (logarithm.Below >> 1) + 64, logarithm.Above + (logarithm.Above >> 1) + 128);
    }

    /// <remarks>
    /// The logarithm is from 0.2 units of 2^-70 below to 1.8 above the magnitude: up to 1.8 units of a result from 2^-7 on, 0.1 of one from a half on.
    /// Below, the same times the result's size is up to 2.4 of the mantissa. Cutting off adds 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateToBase2(double value)
    {
        // Positive and normal.
        ulong bits = Binary64.Bits(value);
        if (unchecked(bits - (1ul << 52)) >= 2046ul << 52)
        {
            return Scaled.None;
        }

        BinaryLogarithm.Of((bits << 11) | (1ul << 63), (int)(bits >> 52) - 1023, out long high, out ulong low);
        if (((ulong)high | low) == 0)
        {
            return Scaled.None;
        }

        ulong mantissa = BinaryLogarithm.Normalize(high, low, out int exponent, out _);
        return new Scaled((ulong)high & Binary64.SignBit, mantissa, exponent, exponent >= -1 ? 1ul : exponent >= -7 ? 2ul : 3ul, exponent >= -7 ? 2ul : 3ul);
    }

    /// <remarks>
    /// The ratio's error is up to 1.5 units of 2^-31 of the result; below 2^-16 the result's own units of 2^-54 count up to 2^7 times as much.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateToBase2Briefly(double value)
    {
        // Positive and normal.
        ulong bits = Binary64.Bits(value);
        if (unchecked(bits - (1ul << 52)) >= 2046ul << 52)
        {
            return Scaled.None;
        }

        long logarithm = BinaryLogarithm.OfSingle((bits << 11) | (1ul << 63), (int)(bits >> 52) - 1023);
        if (logarithm == 0)
        {
            return Scaled.None;
        }

        long sign = logarithm >> 63;
        ulong magnitude = unchecked((ulong)((logarithm ^ sign) - sign));
        int zeros = BitOperations.LeadingZeroCount(magnitude);
        ulong error = zeros <= 25 ? 2ul << 32 : 12ul << 32;
        return new Scaled((ulong)sign & Binary64.SignBit, magnitude << zeros, 9 - zeros, error, error);
    }
}
