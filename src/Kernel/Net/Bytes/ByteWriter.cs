using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>Writes a message from front to back, in network byte order. Every write says whether there was room, and writes nothing if not.</summary>
public ref struct ByteWriter
{
    private readonly Span<byte> _bytes;

    /// <summary>A writer at the start of <paramref name="bytes"/>.</summary>
    public ByteWriter(Span<byte> bytes)
    {
        _bytes = bytes;
        Position = 0;
    }

    /// <summary>How many bytes were written.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes there is room for.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>What was written.</summary>
    public readonly Span<byte> Written => _bytes.Slice(0, Position);

    /// <summary>Writes a byte.</summary>
    public bool TryWriteByte(byte value)
    {
        if (Remaining < 1)
        {
            return false;
        }

        _bytes[Position++] = value;
        return true;
    }

    /// <summary>Writes two bytes.</summary>
    public bool TryWriteUInt16(ushort value)
    {
        if (Remaining < 2)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_bytes.Slice(Position), value);
        Position += 2;
        return true;
    }

    /// <summary>Writes four bytes.</summary>
    public bool TryWriteUInt32(uint value)
    {
        if (Remaining < 4)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(_bytes.Slice(Position), value);
        Position += 4;
        return true;
    }

    /// <summary>Writes eight bytes.</summary>
    public bool TryWriteUInt64(ulong value)
    {
        if (Remaining < 8)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt64BigEndian(_bytes.Slice(Position), value);
        Position += 8;
        return true;
    }

    /// <summary>Writes bytes.</summary>
    public bool TryWrite(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > Remaining)
        {
            return false;
        }

        value.CopyTo(_bytes.Slice(Position));
        Position += value.Length;
        return true;
    }

    /// <summary>Writes <paramref name="count"/> zeros.</summary>
    public bool TryWriteZeros(int count)
    {
        if ((uint)count > (uint)Remaining)
        {
            return false;
        }

        _bytes.Slice(Position, count).Clear();
        Position += count;
        return true;
    }
}
