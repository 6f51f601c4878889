using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The hyperbolic functions and their inverses near zero, by polynomials.</summary>
internal static partial class Hyperbola
{
    /// <summary>How far the functions that add may be too small, and those that subtract too large, in their units for an exact argument.</summary>
    /// <remarks>
    /// As for <see cref="Arc.Sine"/> and <see cref="Arc.Tangent"/>, whose coefficients' units they share or halve: up to 5.5 and, the highest bit being
    /// brought up, 8.5.
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

    /// <summary>The inverse hyperbolic sine of a number up to a half whose square is given, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AreaSine(ulong mantissa, ulong square, ref int exponent)
    {
        ulong sum = A12 - FixedPoint.MultiplyHigh(A13, square);
        sum = A11 - FixedPoint.MultiplyHigh(sum, square);
        sum = A10 - FixedPoint.MultiplyHigh(sum, square);
        sum = A9 - FixedPoint.MultiplyHigh(sum, square);
        sum = A8 - FixedPoint.MultiplyHigh(sum, square);
        sum = A7 - FixedPoint.MultiplyHigh(sum, square);
        sum = A6 - FixedPoint.MultiplyHigh(sum, square);
        sum = A5 - FixedPoint.MultiplyHigh(sum, square);
        sum = A4 - FixedPoint.MultiplyHigh(sum, square);
        sum = A3 - FixedPoint.MultiplyHigh(sum, square);
        sum = A2 - FixedPoint.MultiplyHigh(sum, square);
        sum = A1 - FixedPoint.MultiplyHigh(sum, square);
        sum = A0 - FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return Normalize(mantissa - (FixedPoint.MultiplyHigh(mantissa, sum) >> 2), ref exponent);
    }

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
