using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Reads with acquire and writes with release ordering.</summary>
public static class Volatile
{
    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileBoolean is one field, of type bool; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe bool Read(ref readonly bool location) => Unsafe.As<bool, VolatileBoolean>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileBoolean is one field, of type bool; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref bool location, bool value) => Unsafe.As<bool, VolatileBoolean>(ref location).Value = value;

    private struct VolatileBoolean
    {
        public volatile bool Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileByte is one field, of type byte; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe byte Read(ref readonly byte location) => Unsafe.As<byte, VolatileByte>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileByte is one field, of type byte; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref byte location, byte value) => Unsafe.As<byte, VolatileByte>(ref location).Value = value;

    private struct VolatileByte
    {
        public volatile byte Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileSByte is one field, of type sbyte; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe sbyte Read(ref readonly sbyte location) => Unsafe.As<sbyte, VolatileSByte>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileSByte is one field, of type sbyte; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref sbyte location, sbyte value) => Unsafe.As<sbyte, VolatileSByte>(ref location).Value = value;

    private struct VolatileSByte
    {
        public volatile sbyte Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileInt16 is one field, of type short; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe short Read(ref readonly short location) => Unsafe.As<short, VolatileInt16>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileInt16 is one field, of type short; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref short location, short value) => Unsafe.As<short, VolatileInt16>(ref location).Value = value;

    private struct VolatileInt16
    {
        public volatile short Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileUInt16 is one field, of type ushort; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe ushort Read(ref readonly ushort location) => Unsafe.As<ushort, VolatileUInt16>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileUInt16 is one field, of type ushort; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref ushort location, ushort value) => Unsafe.As<ushort, VolatileUInt16>(ref location).Value = value;

    private struct VolatileUInt16
    {
        public volatile ushort Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileInt32 is one field, of type int; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe int Read(ref readonly int location) => Unsafe.As<int, VolatileInt32>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileInt32 is one field, of type int; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref int location, int value) => Unsafe.As<int, VolatileInt32>(ref location).Value = value;

    private struct VolatileInt32
    {
        public volatile int Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileUInt32 is one field, of type uint; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe uint Read(ref readonly uint location) => Unsafe.As<uint, VolatileUInt32>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileUInt32 is one field, of type uint; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref uint location, uint value) => Unsafe.As<uint, VolatileUInt32>(ref location).Value = value;

    private struct VolatileUInt32
    {
        public volatile uint Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe nint Read(ref readonly nint location) => Unsafe.As<nint, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref nint location, nint value) => Unsafe.As<nint, VolatileIntPtr>(ref location).Value = value;

    private struct VolatileIntPtr
    {
        public volatile nint Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileUIntPtr is one field, of type nuint; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe nuint Read(ref readonly nuint location) => Unsafe.As<nuint, VolatileUIntPtr>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileUIntPtr is one field, of type nuint; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref nuint location, nuint value) => Unsafe.As<nuint, VolatileUIntPtr>(ref location).Value = value;

    private struct VolatileUIntPtr
    {
        public volatile nuint Value;
    }

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint, which has 64 bits, too; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe long Read(ref readonly long location) => (long)Unsafe.As<long, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint, which has 64 bits, too; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref long location, long value) => Unsafe.As<long, VolatileIntPtr>(ref location).Value = (nint)value;

    /// <summary>Reads with acquire ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint, which has 64 bits, too; the caller's reference is to one, and only read.
    [Intrinsic]
    public static unsafe ulong Read(ref readonly ulong location) => (ulong)Unsafe.As<ulong, VolatileIntPtr>(ref Unsafe.AsRef(in location)).Value;

    /// <summary>Writes with release ordering.</summary>
    // SAFETY: VolatileIntPtr is one field, of type nint, which has 64 bits, too; the caller's reference is to one that can be written.
    [Intrinsic]
    public static unsafe void Write(ref ulong location, ulong value) => Unsafe.As<ulong, VolatileIntPtr>(ref location).Value = (nint)value;
}
