using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// Bytes that lie at a known address: part of the image. Every read is checked against the bounds, so a corrupt table ends in a
/// refused read, never in a fault.
/// </summary>
public readonly ref struct AddressedBytes
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Describes <paramref name="bytes"/>, whose first byte lies at <paramref name="start"/>.</summary>
    public AddressedBytes(ulong start, ReadOnlySpan<byte> bytes)
    {
        Start = start;
        _bytes = bytes;
    }

    /// <summary>The address of the first byte.</summary>
    public ulong Start { get; }

    /// <summary>The address behind the last byte.</summary>
    public ulong End => Start + (ulong)_bytes.Length;

    /// <summary>Whether <paramref name="size"/> bytes from <paramref name="address"/> on all lie inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ulong address, int size)
    {
        // One unsigned comparison refuses addresses below the start too: the difference then wraps around.
        ulong offset = address - Start;
        return offset <= (ulong)_bytes.Length && (ulong)size <= (ulong)_bytes.Length - offset;
    }

    /// <summary>The <paramref name="size"/> bytes at <paramref name="address"/>, or nothing when they are not all inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Slice(ulong address, int size) =>
        Contains(address, size) ? _bytes.Slice((int)(address - Start), size) : default;

    /// <summary>The bytes from <paramref name="address"/> to the end; none when it lies outside.</summary>
    public ReadOnlySpan<byte> From(ulong address) => Contains(address, 0) ? _bytes.Slice((int)(address - Start)) : default;

    /// <summary>Reads one byte; false when it lies outside.</summary>
    public bool TryRead(ulong address, out byte value)
    {
        ulong offset = address - Start;
        if (offset >= (ulong)_bytes.Length)
        {
            value = 0;
            return false;
        }

        value = _bytes[(int)offset];
        return true;
    }

    /// <summary>Reads a little-endian 32-bit word; false when it is not wholly inside.</summary>
    public bool TryRead(ulong address, out uint value)
    {
        ReadOnlySpan<byte> word = Slice(address, sizeof(uint));
        value = word.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(word);
        return !word.IsEmpty;
    }

    /// <summary>Reads a little-endian 64-bit word; false when it is not wholly inside.</summary>
    public bool TryRead(ulong address, out ulong value)
    {
        ReadOnlySpan<byte> word = Slice(address, sizeof(ulong));
        value = word.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(word);
        return !word.IsEmpty;
    }
}
