using System;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Powers and the cube root: logarithms to base 2, multiplied, and raised again.</summary>
public static class Power
{
    // Exponents from 2^-64 to 2^15 in magnitude.
    private const int LeastExponent = -64;
    private const int Exponents = 79;

    /// <summary>One number to the power of another.</summary>
    public static double Of(double value, double exponent) => Approximate(value, exponent).TryRound(out double result) ? result : AccuratePower.Of(value, exponent);

    /// <inheritdoc cref="Of(double, double)"/>
    public static float Of(float value, float exponent) => Approximate(Binary64.Widen(value), Binary64.Widen(exponent)).TryRound(out float result) ? result : (float)AccuratePower.Of(value, exponent);

    /// <summary>The cube root.</summary>
    public static double CubeRoot(double value) => ApproximateCubeRoot(value).TryRound(out double result) ? result : AccuratePower.CubeRoot(value);

    /// <inheritdoc cref="CubeRoot(double)"/>
    public static float CubeRoot(float value) => ApproximateCubeRoot(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccuratePower.CubeRoot(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled Approximate(double value, double exponent)
    {
        ulong bits = Binary64.Bits(value);
        ulong sign = 0;
        if ((bits & Binary64.SignBit) != 0)
        {
            if (!IsInteger(exponent, out bool odd))
            {
                return Scaled.None;
            }

            bits &= ~Binary64.SignBit;
            sign = odd ? Binary64.SignBit : 0;
        }

        ulong factor = Binary64.Bits(exponent);
        int factorExponent = Binary64.BiasedExponent(exponent) - 1023;
        if (unchecked(bits - (1ul << 52)) >= 2046ul << 52 || (uint)(factorExponent - LeastExponent) >= Exponents)
        {
            return Scaled.None;
        }

        BinaryLogarithm.Of((bits << 11) | (1ul << 63), (int)(bits >> 52) - 1023, out long high, out ulong low);
        if (((ulong)high | low) == 0)
        {
            return Scaled.None;
        }

        ulong logarithm = BinaryLogarithm.Normalize(high, low, out int logarithmExponent, out ulong rest);
        return Raise(sign, logarithm, rest, (long)((ulong)high ^ factor) >> 63, (factor << 11) | (1ul << 63), factorExponent, logarithmExponent);
    }

    /// <remarks>
    /// The product is in units of 2^(its exponent - 126), and 3 units off. The logarithm's error of 2^-69, or of 3 units of 2^-63 of itself, is
    /// multiplied by the exponent; log(2) times two of that reach the result.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scaled Raise(ulong sign, ulong logarithm, ulong rest, long negative, ulong factor, int factorExponent, int logarithmExponent)
    {
        int exponent = factorExponent + logarithmExponent;
        if (exponent is > 10 or < -46)
        {
            return Scaled.None;
        }

        ulong productHigh = Math.BigMul(logarithm, factor, out ulong productLow);
        ulong more = FixedPoint.MultiplyHigh(rest, factor);
        productLow = unchecked(productLow + more);
        productHigh += productLow < more ? 1ul : 0ul;

        int shift = 62 - exponent;
        ulong fraction = shift < 64 ? (productHigh << (64 - shift)) | (productLow >> shift) : productHigh >> (shift - 64);
        int integer = shift < 64 ? (int)(productHigh >> shift) : 0;
        int excess = Math.Min(factorExponent - 4, exponent + 5);
        ulong error = excess < 0 ? 1 : (3ul << excess) >> 1;
        return new Scaled(sign, BinaryExponential.OfFraction(fraction ^ (ulong)negative, brief: false), integer ^ (int)negative, error, BinaryExponential.Error + error);
    }

    /// <remarks>A third of the logarithm is up to 2.4 units of 2^-64 too small: 4 thirds for the bits that were cut off before the division, 1 for that.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateCubeRoot(double value)
    {
        ulong bits = Binary64.Bits(value);
        int exponent = Binary64.BiasedExponent(value);
        if ((uint)(exponent - 1) >= 2046)
        {
            return Scaled.None;
        }

        // 1023 is 3 times 341.
        int third = (int)((uint)exponent / 3);
        BinaryLogarithm.Of((bits << 11) | (1ul << 63), exponent - (3 * third), out long high, out ulong low);
        ulong logarithm = ((ulong)high << 10) | (low >> 54);
        ulong fraction = logarithm + (logarithm / 3);
        return new Scaled(bits & Binary64.SignBit, BinaryExponential.OfFraction(fraction, brief: false), third - 341, 1, BinaryExponential.Error + 1);
    }

    private static bool IsInteger(double value, out bool odd)
    {
        int exponent = Binary64.BiasedExponent(value) - 1023;
        odd = false;
        if (exponent is < 0 or > 63)
        {
            return false;
        }

        if (exponent > 52)
        {
            return true;
        }

        ulong bits = (Binary64.Bits(value) & Binary64.FractionMask) | (1ul << 52);
        odd = ((bits >> (52 - exponent)) & 1) != 0;
        return bits << 12 << exponent == 0;
    }
}
