using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Arctangent and arcsine of fractions, and sums of fractions and turns.</summary>
internal static partial class Arc
{
    /// <summary>Up to which power of two, excluded, <see cref="Tangent"/> goes.</summary>
    public const int TangentLimit = 2;

    // pi/2 in units of 2^-126, high word first.
    private const ulong HalfPiHigh = 0x6487ED5110B4611A;
    private const ulong HalfPiLow = 0x62633145C06E0E69;

    /// <summary>The arctangent of <paramref name="mantissa"/> 2^-63 2^<paramref name="exponent"/>, which is below 4, in the form of its argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Tangent(ulong mantissa, ref int exponent, out ulong low) => exponent < Steps.LeastExponent
        ? Steps.Series(TangentPowers, alternates: true, adds: false, 9, mantissa, ref exponent, out low)
        : Steps.Evaluate(TangentSteps, mantissa, 0, ref exponent, out low);

    /// <summary>The arcsine of (<paramref name="mantissa"/> + <paramref name="low"/> 2^-64) 2^-63 2^<paramref name="exponent"/>, which is below a half, in the form of its argument.</summary>
    /// <param name="mantissa">The number.</param>
    /// <param name="low">What follows it, and then the result; below 1/16 it is left out.</param>
    /// <param name="exponent">The number's exponent, and then the result's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Sine(ulong mantissa, ref ulong low, ref int exponent) => exponent < Steps.LeastExponent
        ? Steps.Series(SinePowers, alternates: false, adds: true, 10, mantissa, ref exponent, out low)
        : Steps.Evaluate(SineSteps, mantissa, low, ref exponent, out low);

    /// <summary>The sum of a normalised number and a smaller one in its units, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong mantissa, ulong smaller, ref int exponent)
    {
        ulong sum = unchecked(mantissa + smaller);
        if (sum < smaller)
        {
            exponent++;
            return (sum >> 1) | (1ul << 63);
        }

        return sum;
    }

    /// <summary>One or two quarter turns plus or minus an angle below two, normalised; half of what that was off is what this is, or as much for a result below one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Turn(int quarters, ulong mantissa, bool subtract, ref ulong low, ref int exponent)
    {
        // In units of 2^-126, of which the angle has (mantissa 2^64 + low) 2^(exponent - 1).
        int shift = 1 - exponent;
        ulong high = shift < 64 ? mantissa >> shift : 0;
        low = shift < 64 ? (mantissa << (64 - shift)) | (low >> shift) : shift < 128 ? mantissa >> (shift - 64) : 0;
        ulong turnLow = HalfPiLow << (quarters - 1);
        ulong turnHigh = quarters == 1 ? HalfPiHigh : (HalfPiHigh << 1) | (HalfPiLow >> 63);
        if (subtract)
        {
            high = unchecked(turnHigh - high - (turnLow < low ? 1ul : 0ul));
            low = unchecked(turnLow - low);
        }
        else
        {
            low = unchecked(turnLow + low);
            high = unchecked(turnHigh + high + (low < turnLow ? 1ul : 0ul));
        }

        int zeros = BitOperations.LeadingZeroCount(high);
        exponent = 1 - zeros;
        high = (high << zeros) | (low >> 1 >> (63 - zeros));
        low <<= zeros;
        return high;
    }
}
