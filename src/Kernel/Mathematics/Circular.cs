using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Sine and cosine up to an eighth of a turn, by polynomials.</summary>
internal static partial class Circular
{
    /// <summary>How far the sine is off at most, in its units, besides what its angle was off.</summary>
    public const ulong SineError = 8;

    /// <summary>The same of the cosine, its angle being at most 4 units off.</summary>
    public const ulong CosineError = 9;

    /// <summary>The square of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, which is below 1, in units of 2^-64; at most 5 too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Square(ulong mantissa, int exponent)
    {
        // A shift of 64 or more would leave bits.
        ulong value = exponent < -63 ? 0 : mantissa >> (-1 - exponent);
        return FixedPoint.MultiplyHigh(value, value);
    }

    /// <summary>The sine of an angle whose square is given, in the angle's units; it may want a shift by one to be normalised.</summary>
    /// <remarks>
    /// The sum is in units of 2^-66, which count a quarter: 3 for each product, of which each following step leaves 0.617, 1 for each coefficient,
    /// and 3 for the square, are 12 of them; the last product adds 1 and its shift 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sine(ulong angle, ulong square)
    {
        ulong half = square >> 32;
        ulong sum = S5 - ((S6 * half) >> 32);
        sum = S4 - FixedPoint.MultiplyHigh(sum, square);
        sum = S3 - FixedPoint.MultiplyHigh(sum, square);
        sum = S2 - FixedPoint.MultiplyHigh(sum, square);
        sum = S1 - FixedPoint.MultiplyHigh(sum, square);
        sum = S0 - FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return angle - (FixedPoint.MultiplyHigh(angle, sum) >> 2);
    }

    /// <summary>The cosine of an angle whose square is given, in units of 2^-64; 1 as the largest number there is.</summary>
    /// <remarks>The sum is off by 3 for each product, of which each following step leaves 0.617, and by half of the square's error.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Cosine(ulong square)
    {
        ulong half = square >> 32;
        ulong sum = C6 - ((C7 * half) >> 32);
        sum = C5 - FixedPoint.MultiplyHigh(sum, square);
        sum = C4 - FixedPoint.MultiplyHigh(sum, square);
        sum = C3 - FixedPoint.MultiplyHigh(sum, square);
        sum = C2 - FixedPoint.MultiplyHigh(sum, square);
        sum = C1 - FixedPoint.MultiplyHigh(sum, square);
        sum = C0 - FixedPoint.MultiplyHigh(sum, square);
        sum = FixedPoint.MultiplyHigh(sum, square);
        return unchecked(0 - (sum | 1));
    }
}
