using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent.</summary>
public static class Trigonometry
{
    // Below 2^-27 the result is known: the slower functions know it, too.
    private const int LeastExponent = -27;
    private const int Exponents = 1024 + 27;

    /// <summary>The sine.</summary>
    public static double Sine(double angle) => ApproximateSine(angle, 0).TryRound(out double result) ? result : AccurateTrigonometry.Sine(angle);

    /// <inheritdoc cref="Sine(double)"/>
    public static float Sine(float angle) => ApproximateSine(angle, 0).TryRound(out float result) ? result : (float)AccurateTrigonometry.Sine(angle);

    /// <summary>The cosine.</summary>
    public static double Cosine(double angle) => ApproximateSine(angle, 1).TryRound(out double result) ? result : AccurateTrigonometry.Cosine(angle);

    /// <inheritdoc cref="Cosine(double)"/>
    public static float Cosine(float angle) => ApproximateSine(angle, 1).TryRound(out float result) ? result : (float)AccurateTrigonometry.Cosine(angle);

    /// <summary>The tangent.</summary>
    public static double Tangent(double angle) => ApproximateTangent(angle).TryRound(out double result) ? result : AccurateTrigonometry.Tangent(angle);

    /// <inheritdoc cref="Tangent(double)"/>
    public static float Tangent(float angle) => ApproximateTangent(angle).TryRound(out float result) ? result : (float)AccurateTrigonometry.Tangent(angle);

    /// <summary>The sine of an angle or, with a quarter turn more, of its magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateSine(double angle, int more)
    {
        ulong bits = Binary64.Bits(angle);
        ulong sign = more == 0 ? bits & Binary64.SignBit : 0;
        bits &= ~Binary64.SignBit;
        if ((uint)((int)(bits >> 52) - 1023 - LeastExponent) >= Exponents
            || !CircularReduction.TryReduce(bits, out ulong rest, out int exponent, out int turns, out ulong restSign, out ulong error))
        {
            return Scaled.None;
        }

        turns += more;
        sign ^= (ulong)(turns & 2) << 62;
        ulong square = Circular.Square(rest, exponent);
        if ((turns & 1) != 0)
        {
            return new Scaled(sign, Circular.Cosine(square), -1, Circular.CosineError);
        }

        ulong sine = Circular.Sine(rest, square);
        int shift = (int)(sine >> 63) ^ 1;
        return new Scaled(sign ^ restSign, sine << shift, exponent - shift, Circular.SineError + (2 * error));
    }

    /// <remarks>Sine and cosine are off by 8, twice the angle's error and 9; the quotient is at most 2 of either.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateTangent(double angle)
    {
        ulong bits = Binary64.Bits(angle);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        if ((uint)((int)(bits >> 52) - 1023 - LeastExponent) >= Exponents
            || !CircularReduction.TryReduce(bits, out ulong rest, out int exponent, out int turns, out ulong restSign, out ulong error))
        {
            return Scaled.None;
        }

        ulong square = Circular.Square(rest, exponent);
        ulong numerator = Circular.Sine(rest, square);
        ulong denominator = Circular.Cosine(square);
        int shift = (int)(numerator >> 63) ^ 1;
        numerator <<= shift;

        // From units of 2^(exponent - 63) over units of 2^-64.
        exponent += 1 - shift;
        if ((turns & 1) != 0)
        {
            (numerator, denominator) = (denominator, numerator);
            exponent = -exponent;
            sign ^= Binary64.SignBit;
        }

        if (numerator >= denominator)
        {
            numerator >>= 1;
            exponent++;
        }

        ulong quotient = FixedPoint.Divide(numerator, denominator);
        shift = BitOperations.LeadingZeroCount(quotient);
        return new Scaled(sign ^ restSign, quotient << shift, exponent - 1 - shift, 2 * (Circular.SineError + Circular.CosineError + error));
    }
}
