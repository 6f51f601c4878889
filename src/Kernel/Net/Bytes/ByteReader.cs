using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>Reads a message of unknown length from front to back, in network byte order. Every read says whether the bytes were there.</summary>
public ref struct ByteReader
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>A reader at the start of <paramref name="bytes"/>.</summary>
    public ByteReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        Position = 0;
    }

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes.Slice(Position);

    /// <summary>Reads a byte.</summary>
    public bool TryReadByte(out byte value)
    {
        if (Remaining < 1)
        {
            value = 0;
            return false;
        }

        value = _bytes[Position++];
        return true;
    }

    /// <summary>Reads two bytes.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        if (Remaining < 2)
        {
            value = 0;
            return false;
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(Position));
        Position += 2;
        return true;
    }

    /// <summary>Reads four bytes.</summary>
    public bool TryReadUInt32(out uint value)
    {
        if (Remaining < 4)
        {
            value = 0;
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(_bytes.Slice(Position));
        Position += 4;
        return true;
    }

    /// <summary>Reads eight bytes.</summary>
    public bool TryReadUInt64(out ulong value)
    {
        if (Remaining < 8)
        {
            value = 0;
            return false;
        }

        value = BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(Position));
        Position += 8;
        return true;
    }

    /// <summary>Takes the next <paramref name="count"/> bytes.</summary>
    public bool TryRead(int count, out ReadOnlySpan<byte> value)
    {
        if ((uint)count > (uint)Remaining)
        {
            value = default;
            return false;
        }

        value = _bytes.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>Passes over the next <paramref name="count"/> bytes.</summary>
    public bool TrySkip(int count) => TryRead(count, out _);
}
