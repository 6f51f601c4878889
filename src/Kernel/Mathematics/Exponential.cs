using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The exponential function.</summary>
public static class Exponential
{
    // Smaller numbers than 2^-45 have no bits to reduce, larger ones than 2^10 no finite result.
    private const int LeastExponent = -45;
    private const int Exponents = 55;

    // log2(e) in units of 2^-94: three words of 32 bits.
    private const ulong InverseLogOf2First = 0x5C551D94;
    private const ulong InverseLogOf2Second = 0xAE0BF85D;
    private const ulong InverseLogOf2Third = 0xDF43FF68;

    /// <summary>e to a power.</summary>
    public static double Of(double value) => Approximate(value, brief: false).TryRound(out double result) ? result : AccurateExponential.Of(value);

    /// <inheritdoc cref="Of(double)"/>
    public static float Of(float value) => Approximate(Binary64.Widen(value), brief: true).TryRound(out float result) ? result : OfAgain(value);

    /// <summary>Whether <see cref="Reduce"/> takes numbers of this exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsReducible(int exponent) => (uint)(exponent - LeastExponent) < Exponents;

    /// <summary>
    /// The power of two that e to a power is, as a fraction in units of 2^-64, at most 1 unit too small, and an integer. The sign is the
    /// <paramref name="bits"/>' highest bit, the exponent is given beside them.
    /// </summary>
    /// <remarks>The integer product has 84 bits and is off by 3 of its units, of which at least 2^9 make one of the result.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Reduce(ulong bits, int exponent, out int integer)
    {
        ulong high = ((bits & Binary64.FractionMask) | (1ul << 52)) >> 32;
        ulong low = (uint)bits;
        ulong first = high * InverseLogOf2First;
        ulong second = (high * InverseLogOf2Second) + (low * InverseLogOf2First) + ((low * InverseLogOf2Second) >> 32) + ((high * InverseLogOf2Third) >> 32);
        ulong productLow = (first << 32) + second;
        ulong productHigh = (first >> 32) + (productLow < second ? 1ul : 0ul);
        int shift = 18 - exponent;
        long sign = (long)bits >> 63;
        integer = (int)(productHigh >> shift) ^ (int)sign;
        return ((productLow >> shift) | (productHigh << (64 - shift))) ^ (ulong)sign;
    }

    // The few whose brief approximation leaves the rounding in doubt.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float OfAgain(float value) => (float)Of((double)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled Approximate(double value, bool brief)
    {
        int exponent = Binary64.BiasedExponent(value) - 1023;
        if (!IsReducible(exponent))
        {
            return Scaled.None;
        }

        ulong fraction = Reduce(Binary64.Bits(value), exponent, out int integer);
        return new Scaled(0, BinaryExponential.OfFraction(fraction, brief), integer, 0, BinaryExponential.Error << (brief ? 32 : 0));
    }
}
