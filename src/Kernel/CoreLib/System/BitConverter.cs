using System.Runtime.CompilerServices;

namespace System;

/// <summary>Floating-point numbers as the integers of the same bits. The compiler puts a move between registers in the place of every call.</summary>
public static class BitConverter
{
    /// <summary>The bits of a number (IEEE 754 binary64).</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ulong DoubleToUInt64Bits(double value)
    {
        // SAFETY: the argument's own storage, which has the result's size; all bits are values.
        return *(ulong*)&value;
    }

    /// <summary>The number of some bits (IEEE 754 binary64).</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double UInt64BitsToDouble(ulong value)
    {
        // SAFETY: the argument's own storage, which has the result's size; all bits are values.
        return *(double*)&value;
    }

    /// <summary>The number of some bits (IEEE 754 binary32).</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe float UInt32BitsToSingle(uint value)
    {
        // SAFETY: the argument's own storage, which has the result's size; all bits are values.
        return *(float*)&value;
    }

    /// <summary>The bits of a number (IEEE 754 binary32).</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe uint SingleToUInt32Bits(float value)
    {
        // SAFETY: the argument's own storage, which has the result's size; all bits are values.
        return *(uint*)&value;
    }
}
