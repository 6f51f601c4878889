using System;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The parts of a double: IEEE 754 binary64.</summary>
internal static class Binary64
{
    /// <summary>The sign.</summary>
    public const ulong SignBit = 1ul << 63;

    /// <summary>The fraction.</summary>
    public const ulong FractionMask = (1ul << 52) - 1;

    /// <summary>The exponent of infinities and of what is not a number.</summary>
    public const int SpecialExponent = 0x7FF;

    /// <summary>Positive infinity.</summary>
    public static double Infinity => BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0000);

    /// <summary>Not a number: the one that the processor makes, which has its sign set.</summary>
    public static double NotANumber => BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_0000);

    /// <summary>A float as a double: by integers where it is normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Widen(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint magnitude = bits & 0x7FFF_FFFF;
        return magnitude - 0x0080_0000 < 0x7F00_0000
            ? BitConverter.UInt64BitsToDouble(((ulong)(bits ^ magnitude) << 32) | (((ulong)magnitude << 29) + (896ul << 52)))
            : value;
    }

    /// <summary>The bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);

    /// <summary>The biased exponent: 0 for zero and what is below the normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BiasedExponent(double value) => (int)(Bits(value) >> 52) & SpecialExponent;

    /// <summary>Whether it is neither infinite nor not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFinite(double value) => BiasedExponent(value) != SpecialExponent;

    /// <summary>Whether it is a number, be it infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber(double value) => (Bits(value) & ~SignBit) <= (ulong)SpecialExponent << 52;

    /// <summary>The magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Magnitude(double value) => BitConverter.UInt64BitsToDouble(Bits(value) & ~SignBit);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double WithSignOf(double magnitude, double sign) => BitConverter.UInt64BitsToDouble((Bits(magnitude) & ~SignBit) | (Bits(sign) & SignBit));

    /// <summary>Whether the sign is set: of minus zero, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegative(double value) => (Bits(value) & SignBit) != 0;
}
