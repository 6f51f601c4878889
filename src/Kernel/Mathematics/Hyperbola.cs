using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The hyperbolic functions and the tangent's inverse near zero, by polynomials, and the sine's inverse up to 4.</summary>
internal static partial class Hyperbola
{
    /// <summary>Up to which power of two, excluded, <see cref="AreaSine"/> goes.</summary>
    public const int AreaSineLimit = 2;

    /// <summary>How far the functions that add may be too small, and those that subtract too large, in their units for an exact argument.</summary>
    /// <remarks>
    /// The sum is in units of 2^-65 or smaller, which count a half, and up to 5.5 too small: 3 for each product, of which each step leaves a sixteenth or
    /// less, and 1.5 for the square; the last product and its shift add 2.5, all in one direction. Bringing up the highest bit doubles: up to 8.5.
    /// </remarks>
    public const ulong AddingError = 6;

    /// <inheritdoc cref="AddingError"/>
    public const ulong SubtractingError = 9;

    /// <summary>How far in the other direction.</summary>
    public const ulong OtherError = 1;

    /// <summary>The hyperbolic sine of a number below a half whose square is given, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sine(ulong mantissa, ulong square, ref int exponent)
    {
        ulong sum = S4 + (((S5 >> 16) * (square >> 32)) >> 16);
        sum = S3 + FixedPoint.MultiplyHigh(sum, square);
        sum = S2 + FixedPoint.MultiplyHigh(sum, square);
        sum = S1 + FixedPoint.MultiplyHigh(sum, square);
        sum = S0 + FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return Arc.Add(mantissa, FixedPoint.MultiplyHigh(mantissa, sum) >> 2, ref exponent);
    }

    /// <summary>The hyperbolic tangent of a number below a half whose square is given, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Tangent(ulong mantissa, ulong square, ref int exponent)
    {
        ulong sum = T10 - FixedPoint.MultiplyHigh(T11, square);
        sum = T9 - FixedPoint.MultiplyHigh(sum, square);
        sum = T8 - FixedPoint.MultiplyHigh(sum, square);
        sum = T7 - FixedPoint.MultiplyHigh(sum, square);
        sum = T6 - FixedPoint.MultiplyHigh(sum, square);
        sum = T5 - FixedPoint.MultiplyHigh(sum, square);
        sum = T4 - FixedPoint.MultiplyHigh(sum, square);
        sum = T3 - FixedPoint.MultiplyHigh(sum, square);
        sum = T2 - FixedPoint.MultiplyHigh(sum, square);
        sum = T1 - FixedPoint.MultiplyHigh(sum, square);
        sum = T0 - FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return Normalize(mantissa - (FixedPoint.MultiplyHigh(mantissa, sum) >> 1), ref exponent);
    }

    /// <summary>The inverse hyperbolic sine of (<paramref name="mantissa"/> + <paramref name="low"/> 2^-64) 2^-63 2^<paramref name="exponent"/>, which is below 4, in the form of its argument.</summary>
    /// <param name="mantissa">The number.</param>
    /// <param name="low">What follows it, and then the result; below 1/16 it is left out.</param>
    /// <param name="exponent">The number's exponent, and then the result's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AreaSine(ulong mantissa, ref ulong low, ref int exponent) => exponent < Steps.LeastExponent
        ? Steps.Series(AreaSinePowers, alternates: true, adds: false, 10, mantissa, ref exponent, out low)
        : Steps.Evaluate(AreaSineSteps, mantissa, low, ref exponent, out low);

    /// <summary>The inverse hyperbolic tangent of a number below 1/32 whose square is given, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AreaTangent(ulong mantissa, ulong square, ref int exponent)
    {
        ulong sum = H4 + FixedPoint.MultiplyHigh(H5, square);
        sum = H3 + FixedPoint.MultiplyHigh(sum, square);
        sum = H2 + FixedPoint.MultiplyHigh(sum, square);
        sum = H1 + FixedPoint.MultiplyHigh(sum, square);
        sum = H0 + FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return Arc.Add(mantissa, FixedPoint.MultiplyHigh(mantissa, sum) >> 1, ref exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Normalize(ulong mantissa, ref int exponent)
    {
        int shift = (int)(mantissa >> 63) ^ 1;
        exponent -= shift;
        return mantissa << shift;
    }
}
