using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent.</summary>
public static class Trigonometry
{
    // Below 2^-27 the result is known: the slower functions know it, too.
    private const int LeastExponent = -27;
    private const int Exponents = 1024 + 27;

    // What a reduced angle's error, of up to 2.6 units too small and 0.5 too large, makes of the tangent's, whose relative error is up to pi/2 times
    // the angle's: up to 5.3 and 1.1 units, in 64ths.
    private const ulong ReducedBelow = 70;
    private const ulong ReducedAbove = 340;

    // The same for one over the tangent, whose error may double, cutting off and the division's remainder included: up to 9.7 too large and 3.3 too small.
    private const ulong InverseBelow = 624;
    private const ulong InverseAbove = 224;

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

        ulong tangent = Circular.Tangent(rest, ref exponent, out ulong low);
        if ((turns & 1) == 0)
        {
            return error == 0
                ? new Scaled(sign, tangent, low, exponent, Steps.Below, Steps.Above)
                : new Scaled(sign ^ restSign, tangent, low, exponent, Steps.Below + ReducedBelow, Steps.Above + ReducedAbove);
        }

        // One over a power of two as the largest fraction there is.
        ulong inverse = tangent == 1ul << 63 ? ulong.MaxValue : FixedPoint.Divide(1ul << 63, tangent);
        return new Scaled(sign ^ restSign ^ Binary64.SignBit, inverse, 0, -1 - exponent, InverseBelow, InverseAbove);
    }
}
