using System.Runtime.CompilerServices;

namespace System;

/// <summary>
/// Floating-point numbers as the integers of the same bits. The compiler puts a move between registers in the place of every call, those in the methods
/// themselves included.
/// </summary>
public static class BitConverter
{
    /// <summary>The bits of a number (IEEE 754 binary64).</summary>
    [Intrinsic]
    public static ulong DoubleToUInt64Bits(double value) => DoubleToUInt64Bits(value);

    /// <summary>The number of some bits (IEEE 754 binary64).</summary>
    [Intrinsic]
    public static double UInt64BitsToDouble(ulong value) => UInt64BitsToDouble(value);

    /// <summary>The bits of a number (IEEE 754 binary32).</summary>
    [Intrinsic]
    public static uint SingleToUInt32Bits(float value) => SingleToUInt32Bits(value);

    /// <summary>The number of some bits (IEEE 754 binary32).</summary>
    [Intrinsic]
    public static float UInt32BitsToSingle(uint value) => UInt32BitsToSingle(value);
}
