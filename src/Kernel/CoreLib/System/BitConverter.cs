using System.Runtime.CompilerServices;

namespace System;

/// <summary>Floating-point numbers as the integers of the same bits.</summary>
// SAFETY: both types have the same size, and all bits are values.
public static unsafe class BitConverter
{
    /// <summary>The bits of a number (IEEE 754 binary64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong DoubleToUInt64Bits(double value) => *(ulong*)&value;

    /// <summary>The number of some bits (IEEE 754 binary64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double UInt64BitsToDouble(ulong value) => *(double*)&value;
}
