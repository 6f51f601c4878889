using System;

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

    /// <summary>The bits.</summary>
    public static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);

    /// <summary>The biased exponent: 0 for zero and what is below the normal range.</summary>
    public static int BiasedExponent(double value) => (int)(Bits(value) >> 52) & SpecialExponent;

    /// <summary>Whether it is neither infinite nor not a number.</summary>
    public static bool IsFinite(double value) => BiasedExponent(value) != SpecialExponent;

    /// <summary>Whether it is a number, be it infinite.</summary>
    public static bool IsNumber(double value) => (Bits(value) & ~SignBit) <= (ulong)SpecialExponent << 52;

    /// <summary>The magnitude.</summary>
    public static double Magnitude(double value) => BitConverter.UInt64BitsToDouble(Bits(value) & ~SignBit);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    public static double WithSignOf(double magnitude, double sign) => BitConverter.UInt64BitsToDouble((Bits(magnitude) & ~SignBit) | (Bits(sign) & SignBit));

    /// <summary>Whether the sign is set: of minus zero, too.</summary>
    public static bool IsNegative(double value) => (Bits(value) & SignBit) != 0;

    /// <summary>Two to a power from -1022 to 1023.</summary>
    public static double PowerOfTwo(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);

    /// <summary>A number times two to any power.</summary>
    public static double Scale(double value, int exponent)
    {
        for (; exponent > 1023; exponent -= 1023)
        {
            value *= PowerOfTwo(1023);
            if (!IsFinite(value))
            {
                return value;
            }
        }

        // In steps that stay above the normal range's end, so that only the last one rounds.
        for (; exponent < -1022; exponent += 969)
        {
            value *= PowerOfTwo(-969);
            if (value == 0)
            {
                return value;
            }
        }

        return value * PowerOfTwo(exponent);
    }

    /// <summary>Takes a finite number other than zero apart: the result, from 1 up to 2 in magnitude, times two to <paramref name="exponent"/>.</summary>
    public static double Split(double value, out int exponent)
    {
        int bias = 1023;
        if (BiasedExponent(value) == 0)
        {
            value *= PowerOfTwo(54);
            bias += 54;
        }

        exponent = BiasedExponent(value) - bias;
        return BitConverter.UInt64BitsToDouble((Bits(value) & (SignBit | FractionMask)) | (1023ul << 52));
    }
}
