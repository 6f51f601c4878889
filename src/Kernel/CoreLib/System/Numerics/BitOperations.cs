using System.Runtime.CompilerServices;

namespace System.Numerics;

/// <summary>Counting and rotating bits.</summary>
public static partial class BitOperations
{
    /// <summary>Whether exactly one bit is set.</summary>
    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

    /// <summary>Whether exactly one bit is set.</summary>
    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

    /// <summary>Whether exactly one bit is set.</summary>
    public static bool IsPow2(nuint value) => IsPow2((ulong)value);

    /// <summary>The number of zero bits above the highest set one; 32 for zero.</summary>
    public static int LeadingZeroCount(uint value) => value == 0 ? 32 : 31 - Log2(value);

    /// <summary>The number of zero bits above the highest set one; 64 for zero.</summary>
    public static int LeadingZeroCount(ulong value) => value == 0 ? 64 : 63 - Log2(value);

    /// <summary>The number of zero bits below the lowest set one; 32 for zero.</summary>
    public static int TrailingZeroCount(uint value) => value == 0 ? 32 : Log2(value & (0 - value));

    /// <summary>The number of zero bits below the lowest set one; 32 for zero.</summary>
    public static int TrailingZeroCount(int value) => TrailingZeroCount((uint)value);

    /// <summary>The number of set bits.</summary>
    public static int PopCount(uint value)
    {
        value -= (value >> 1) & 0x5555_5555u;
        value = (value & 0x3333_3333u) + ((value >> 2) & 0x3333_3333u);
        return (int)((((value + (value >> 4)) & 0x0F0F_0F0Fu) * 0x0101_0101u) >> 24);
    }

    /// <summary>The number of set bits.</summary>
    public static int PopCount(ulong value)
    {
        value -= (value >> 1) & 0x5555_5555_5555_5555ul;
        value = (value & 0x3333_3333_3333_3333ul) + ((value >> 2) & 0x3333_3333_3333_3333ul);
        return (int)((((value + (value >> 4)) & 0x0F0F_0F0F_0F0F_0F0Ful) * 0x0101_0101_0101_0101ul) >> 56);
    }

    /// <summary>The smallest power of two that is not less; 0 when that does not fit.</summary>
    public static uint RoundUpToPowerOf2(uint value) => value <= 1 ? value : (uint)(1ul << (Log2(value - 1) + 1));

    /// <summary>The smallest power of two that is not less; 0 when that does not fit.</summary>
    public static ulong RoundUpToPowerOf2(ulong value)
    {
        if (value <= 1)
        {
            return value;
        }

        int shift = Log2(value - 1) + 1;
        return shift == 64 ? 0 : 1ul << shift;
    }

    /// <summary>The position of the highest set bit; 0 for zero.</summary>
    public static int Log2(uint value) => Log2((ulong)value);

    /// <summary>Rotates to the left.</summary>
    [Intrinsic]
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    /// <summary>Rotates to the left.</summary>
    [Intrinsic]
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    /// <summary>Rotates to the right.</summary>
    [Intrinsic]
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    /// <summary>Rotates to the right.</summary>
    [Intrinsic]
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));
}
