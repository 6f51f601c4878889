using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent.</summary>
public static class Trigonometry
{
    // Below 2^-27 the result is known: the slower functions know it, too.
    private const int LeastExponent = -27;
    private const int Exponents = 1024 + 27;

    // Twice what sine and cosine are off relative to themselves, the cosine being at least 0.7 of its units' 2^64: 6.1 and 1.7 in the one direction,
    // 1.2 and 4.2 in the other; of a reduced angle 6.9 and 1.9, 6.3 and 5.5. Halving the numerator and cutting off add up to 3.
    private const ulong DirectTangentError = 18;
    private const ulong ReducedTangentError = 26;

    /// <summary>The sine.</summary>
    public static double Sine(double angle) => ApproximateSine(angle, 0, brief: false).TryRound(out double result) ? result : AccurateTrigonometry.Sine(angle);

    /// <inheritdoc cref="Sine(double)"/>
    public static float Sine(float angle) => ApproximateSine(Binary64.Widen(angle), 0, brief: true).TryRound(out float result) ? result : SineAgain(angle);

    /// <summary>The cosine.</summary>
    public static double Cosine(double angle) => ApproximateSine(angle, 1, brief: false).TryRound(out double result) ? result : AccurateTrigonometry.Cosine(angle);

    /// <inheritdoc cref="Cosine(double)"/>
    public static float Cosine(float angle) => ApproximateSine(Binary64.Widen(angle), 1, brief: true).TryRound(out float result) ? result : CosineAgain(angle);

    /// <summary>The tangent.</summary>
    public static double Tangent(double angle) => ApproximateTangent(angle).TryRound(out double result) ? result : AccurateTrigonometry.Tangent(angle);

    /// <inheritdoc cref="Tangent(double)"/>
    public static float Tangent(float angle) => ApproximateTangent(Binary64.Widen(angle)).TryRound(out float result) ? result : (float)AccurateTrigonometry.Tangent(angle);

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float SineAgain(float angle) => (float)Sine((double)angle);

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float CosineAgain(float angle) => (float)Cosine((double)angle);

    /// <summary>The sine of an angle or, with a quarter turn more, of its magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateSine(double angle, int more, bool brief)
    {
        ulong bits = Binary64.Bits(angle);
        ulong sign = more == 0 ? bits & Binary64.SignBit : 0;
        bits &= ~Binary64.SignBit;
        if ((uint)((int)(bits >> 52) - 1023 - LeastExponent) >= Exponents
            || !CircularReduction.TryReduce(bits, out ulong rest, out int exponent, out int turns, out ulong restSign, out ulong error))
        {
            return Scaled.None;
        }

        int units = brief ? 32 : 0;
        turns += more;
        sign ^= (ulong)(turns & 2) << 62;
        ulong square = Circular.Square(rest, exponent);
        if ((turns & 1) != 0)
        {
            return new Scaled(sign, Circular.Cosine(square, brief), -1, Circular.CosineBelow << units, Circular.CosineAbove << units);
        }

        ulong sine = Circular.Sine(rest, square, brief);
        int shift = (int)(sine >> 63) ^ 1;
        return new Scaled(sign ^ restSign, sine << shift, exponent - shift, Circular.SineBelow << units, (Circular.SineAbove + error) << units);
    }

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
        ulong numerator = Circular.Sine(rest, square, brief: false);
        ulong denominator = Circular.Cosine(square, brief: false);
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
        ulong bound = error == 0 ? DirectTangentError : ReducedTangentError;
        return new Scaled(sign ^ restSign, quotient << shift, exponent - 1 - shift, bound, bound);
    }
}
