using System;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The hyperbolic functions: exponentials, or polynomials where their difference would cancel.</summary>
public static class Hyperbolic
{
    // Below 2^-27 the results are known: the slower functions know them, too.
    private const int LeastExponent = -27;
    private const int HalfExponent = -1;

    /// <summary>The hyperbolic sine.</summary>
    public static double Sine(double value) => ApproximateSine(value).TryRound(out double result) ? result : AccurateHyperbolic.Sine(value);

    /// <inheritdoc cref="Sine(double)"/>
    public static float Sine(float value) => ApproximateSine(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.Sine(value);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosine(double value) => ApproximateCosine(value).TryRound(out double result) ? result : AccurateHyperbolic.Cosine(value);

    /// <inheritdoc cref="Cosine(double)"/>
    public static float Cosine(float value) => ApproximateCosine(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.Cosine(value);

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tangent(double value) => ApproximateTangent(value).TryRound(out double result) ? result : AccurateHyperbolic.Tangent(value);

    /// <inheritdoc cref="Tangent(double)"/>
    public static float Tangent(float value) => ApproximateTangent(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.Tangent(value);

    /// <remarks>
    /// From a half on the second exponential, which is subtracted, counts a half of the first one at most, or an eighth where bringing up the highest bit
    /// doubles; cutting it off adds 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateSine(double value)
    {
        ulong bits = Binary64.Bits(value);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < HalfExponent)
        {
            ulong mantissa = (bits << 11) | (1ul << 63);
            return exponent < LeastExponent
                ? Scaled.None
                : new Scaled(sign, Hyperbola.Sine(mantissa, Circular.Square(mantissa, exponent), ref exponent), exponent, Hyperbola.OtherError, Hyperbola.AddingError);
        }

        if (!Exponential.IsReducible(exponent))
        {
            return Scaled.None;
        }

        ulong fraction = Exponential.Reduce(bits, exponent, out int integer);
        ulong power = BinaryExponential.OfFraction(fraction, brief: false);
        int distance = (2 * integer) + 1;
        if (distance < 64)
        {
            power -= BinaryExponential.OfFraction(~fraction, brief: false) >> distance;
        }

        int shift = (int)(power >> 63) ^ 1;
        return new Scaled(sign, power << shift, integer - 1 - shift, BinaryExponential.Error, 2 * BinaryExponential.Error);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateCosine(double value)
    {
        ulong bits = Binary64.Bits(value) & ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < LeastExponent || !Exponential.IsReducible(exponent))
        {
            return Scaled.None;
        }

        ulong fraction = Exponential.Reduce(bits, exponent, out int integer);
        ulong power = BinaryExponential.OfFraction(fraction, brief: false);
        int distance = (2 * integer) + 1;
        exponent = integer - 1;
        if (distance < 64)
        {
            power = Arc.Add(power, BinaryExponential.OfFraction(~fraction, brief: false) >> distance, ref exponent);
        }

        return new Scaled(0, power, exponent, 0, BinaryExponential.Error + 3);
    }

    /// <remarks>
    /// One minus 2/(e^2x + 1), which is at most 0.54. The denominator is up to 4.3 of units of 2^-63 too small, the quotient up to 2.5 too large or 1 too
    /// small; shifting and keeping it from 0 add 1 either way, bringing up the highest bit doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateTangent(double value)
    {
        ulong bits = Binary64.Bits(value);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < HalfExponent)
        {
            ulong mantissa = (bits << 11) | (1ul << 63);
            return exponent < LeastExponent
                ? Scaled.None
                : new Scaled(sign, Hyperbola.Tangent(mantissa, Circular.Square(mantissa, exponent), ref exponent), exponent, Hyperbola.SubtractingError, Hyperbola.OtherError);
        }

        if (exponent > 4)
        {
            return Scaled.None;
        }

        ulong fraction = Exponential.Reduce(bits, exponent + 1, out int integer);
        int power = integer;
        ulong denominator = BinaryExponential.OfFraction(fraction, brief: false);
        denominator = integer < 64 ? Arc.Add(denominator, (1ul << 63) >> integer, ref power) : denominator;

        // 2/(denominator 2^(power - 63)), in units of 2^-64.
        int shift = power - 1;
        ulong quotient = denominator == 1ul << 63 ? ulong.MaxValue : FixedPoint.Divide(1ul << 63, denominator);
        quotient = shift < 64 ? quotient >> shift : 0;
        ulong tangent = unchecked(0 - (quotient | 1));
        shift = (int)(tangent >> 63) ^ 1;
        return new Scaled(sign, tangent << shift, -1 - shift, 5, 8);
    }
}
