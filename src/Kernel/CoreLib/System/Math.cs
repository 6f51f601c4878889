using System.Runtime.CompilerServices;

namespace System;

/// <summary>Arithmetic on integers, and the square root.</summary>
public static class Math
{
    /// <summary>The smaller.</summary>
    public static byte Min(byte left, byte right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static byte Max(byte left, byte right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static byte Clamp(byte value, byte min, byte max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static ushort Min(ushort left, ushort right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static ushort Max(ushort left, ushort right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static ushort Clamp(ushort value, ushort min, ushort max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static int Min(int left, int right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static int Max(int left, int right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static uint Min(uint left, uint right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static uint Max(uint left, uint right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static uint Clamp(uint value, uint min, uint max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static long Min(long left, long right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static long Max(long left, long right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static long Clamp(long value, long min, long max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static ulong Min(ulong left, ulong right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static ulong Max(ulong left, ulong right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static ulong Clamp(ulong value, ulong min, ulong max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static nint Min(nint left, nint right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static nint Max(nint left, nint right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static nint Clamp(nint value, nint min, nint max) => value < min ? min : value > max ? max : value;

    /// <summary>The smaller.</summary>
    public static nuint Min(nuint left, nuint right) => left < right ? left : right;

    /// <summary>The larger.</summary>
    public static nuint Max(nuint left, nuint right) => left > right ? left : right;

    /// <summary>The value, brought between the two.</summary>
    public static nuint Clamp(nuint value, nuint min, nuint max) => value < min ? min : value > max ? max : value;

    /// <summary>The value without its sign.</summary>
    public static int Abs(int value) => value < 0 ? -value : value;

    /// <summary>The value without its sign.</summary>
    public static long Abs(long value) => value < 0 ? -value : value;

    /// <summary>The square root, rounded once: the compiler puts the processor's instruction in the place of every call, this one included.</summary>
    [Intrinsic]
    public static double Sqrt(double value) => Sqrt(value);

    /// <summary>The full product: returns the high half, hands out the low half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BigMul(ulong left, ulong right, out ulong low)
    {
        ulong leftLow = (uint)left;
        ulong leftHigh = left >> 32;
        ulong rightLow = (uint)right;
        ulong rightHigh = right >> 32;
        ulong cross = (leftHigh * rightLow) + ((leftLow * rightLow) >> 32);
        ulong middle = (uint)cross + (leftLow * rightHigh);
        low = unchecked(left * right);
        return (leftHigh * rightHigh) + (cross >> 32) + (middle >> 32);
    }
}
