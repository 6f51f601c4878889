using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Sine, cosine and tangent up to an eighth of a turn: polynomials, and steps of the tangent.</summary>
internal static partial class Circular
{
    /// <summary>How far the sine may be too large, in its units after normalising, whatever the angle was off.</summary>
    public const ulong SineBelow = 7;

    /// <summary>How far the sine may be too small, its angle being exact.</summary>
    public const ulong SineAbove = 2;

    /// <summary>How far the cosine may be too large, in its units.</summary>
    public const ulong CosineBelow = 8;

    /// <summary>How far the cosine may be too small.</summary>
    public const ulong CosineAbove = 3;

    /// <summary>The square of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, which is below 1 and not below 2^-64, in units of 2^-64; at most 5 too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Square(ulong mantissa, int exponent)
    {
        ulong value = mantissa >> (-1 - exponent);
        return FixedPoint.MultiplyHigh(value, value);
    }

    /// <summary>The sine of an angle whose square is given, in the angle's units; it may want a shift by one to be normalised.</summary>
    /// <remarks>
    /// The sum is in units of 2^-66, which count a quarter. Each product is up to 3 too small, each coefficient half a unit off, and a following step
    /// leaves 0.617 with the other sign: from 4.3 below to 6.2 above before the last step, from 8.7 below to 3.8 above after it, the square's
    /// error included. The last product and its shift make the sine up to 1.8 larger. Bringing up the highest bit, which small angles want, doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sine(ulong angle, ulong square, bool brief)
    {
        ulong half = square >> 32;
        ulong sum = S5 - ((S6 * half) >> 32);
        sum = S4 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = S3 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = S2 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = S1 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = S0 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = FixedPoint.MultiplyHigh(sum, square, brief);
        return angle - (FixedPoint.MultiplyHigh(angle, sum, brief) >> 2);
    }

    /// <summary>The cosine of an angle whose square is given, in units of 2^-64; 1 as the largest number there is.</summary>
    /// <remarks>
    /// All but the first coefficient are in units of 2^-67, so that their sum's errors count an eighth: as for the sine, 1 below to 2.2 above before the
    /// last step, 6 below to 2.4 above after it. An angle 2.6 too small or 0.5 too large adds 1.8 and 0.3.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Cosine(ulong square, bool brief)
    {
        ulong half = square >> 32;
        ulong sum = C6 - ((C7 * half) >> 32);
        sum = C5 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = C4 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = C3 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = C2 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = C1 - FixedPoint.MultiplyHigh(sum, square, brief);
        sum = C0 - (FixedPoint.MultiplyHigh(sum, square, brief) >> 3);
        sum = FixedPoint.MultiplyHigh(sum, square, brief);
        return unchecked(0 - (sum | 1));
    }

    /// <summary>The tangent of <paramref name="angle"/> 2^-63 2^<paramref name="exponent"/> in the form of its argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Tangent(ulong angle, ref int exponent, out ulong low) => exponent < Steps.LeastExponent
        ? Steps.Series(TangentPowers, alternates: false, adds: true, 9, angle, ref exponent, out low)
        : Steps.Evaluate(TangentSteps, angle, 0, ref exponent, out low);
}
