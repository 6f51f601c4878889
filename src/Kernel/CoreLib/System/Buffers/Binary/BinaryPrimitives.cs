using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Buffers.Binary;

/// <summary>Integers in a stated byte order, bounds-checked. Every supported machine is little-endian.</summary>
public static class BinaryPrimitives
{
    /// <summary>Swaps the bytes.</summary>
    [Intrinsic]
    public static ushort ReverseEndianness(ushort value) => (ushort)((value >> 8) | (value << 8));

    /// <summary>Swaps the bytes.</summary>
    [Intrinsic]
    public static uint ReverseEndianness(uint value) => (value >> 24) | ((value >> 8) & 0xFF00) | ((value << 8) & 0xFF_0000) | (value << 24);

    /// <summary>Swaps the bytes.</summary>
    [Intrinsic]
    public static ulong ReverseEndianness(ulong value) => ((ulong)ReverseEndianness((uint)value) << 32) | ReverseEndianness((uint)(value >> 32));

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<short>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value)
    {
        if (source.Length < sizeof(short))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<short>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteInt16LittleEndian(Span<byte> destination, short value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ushort>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        if (source.Length < sizeof(ushort))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<ushort>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<int>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value)
    {
        if (source.Length < sizeof(int))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<int>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteInt32LittleEndian(Span<byte> destination, int value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<uint>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value)
    {
        if (source.Length < sizeof(uint))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<uint>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<long>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value)
    {
        if (source.Length < sizeof(long))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<long>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteInt64LittleEndian(Span<byte> destination, long value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, little-endian.</summary>
    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => MemoryMarshal.Read<ulong>(source);

    /// <summary>Reads at the start of the span, little-endian, unless it is too short.</summary>
    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        if (source.Length < sizeof(ulong))
        {
            value = 0;
            return false;
        }

        value = MemoryMarshal.Read<ulong>(source);
        return true;
    }

    /// <summary>Writes at the start of the span, little-endian.</summary>
    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => MemoryMarshal.Write(destination, in value);

    /// <summary>Reads at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ushort>(source));

    /// <summary>Writes at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value)
    {
        ushort swapped = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in swapped);
    }

    /// <summary>Reads at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<uint>(source));

    /// <summary>Writes at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUInt32BigEndian(Span<byte> destination, uint value)
    {
        uint swapped = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in swapped);
    }

    /// <summary>Reads at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(MemoryMarshal.Read<ulong>(source));

    /// <summary>Writes at the start of the span, big-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value)
    {
        ulong swapped = ReverseEndianness(value);
        MemoryMarshal.Write(destination, in swapped);
    }
}
