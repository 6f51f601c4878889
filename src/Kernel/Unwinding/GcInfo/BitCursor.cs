using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// Reads forward through a stream of bits, the lowest of each byte first. Failure sticks: after a read past the end every further one
/// gives zero and <see cref="Failed"/> stays true, so that a parser asks once at its end.
/// </summary>
public ref struct BitCursor
{
    private const int MostBits = 32;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>A cursor at the first bit of <paramref name="bytes"/>.</summary>
    public BitCursor(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
    }

    /// <summary>The number of the next bit.</summary>
    public ulong Position { get; private set; }

    /// <summary>Whether any read so far went past the end, or was of a number too large.</summary>
    public bool Failed { get; private set; }

    /// <summary>Reads <paramref name="count"/> bits, at most 32.</summary>
    public uint Read(int count)
    {
        ulong position = Position;
        int first = (int)(position >> 3);
        if (Failed || count > MostBits || position + (ulong)count > (ulong)_bytes.Length << 3)
        {
            Failed = true;
            return 0;
        }

        Position = position + (ulong)count;
        ulong word = _bytes.Length - first >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(first))
            : ReadLastBytes(_bytes.Slice(first));
        return (uint)((word >> (int)(position & 7)) & ((1UL << count) - 1));
    }

    /// <summary>Reads one bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadBit()
    {
        ulong position = Position;
        int index = (int)(position >> 3);
        if (Failed || (uint)index >= (uint)_bytes.Length)
        {
            Failed = true;
            return false;
        }

        Position = position + 1;
        return ((_bytes[index] >> (int)(position & 7)) & 1) != 0;
    }

    /// <summary>Reads a number in groups of <paramref name="group"/> bits, the lowest first, each followed by a bit that says whether another comes.</summary>
    public uint ReadUnsigned(int group)
    {
        ulong value = 0;
        for (int shift = 0; shift < MostBits; shift += group)
        {
            uint next = Read(group + 1);
            value |= (ulong)(next & ((1u << group) - 1)) << shift;
            if (next >> group == 0)
            {
                return value <= uint.MaxValue ? (uint)value : Fail();
            }
        }

        return Fail();
    }

    /// <summary>The same as <see cref="ReadUnsigned"/> for a number whose highest bit is its sign.</summary>
    public int ReadSigned(int group)
    {
        long value = 0;
        for (int shift = 0; shift < MostBits; shift += group)
        {
            uint next = Read(group + 1);
            value |= (long)(next & ((1u << group) - 1)) << shift;
            if (next >> group == 0)
            {
                int unused = 64 - (shift + group);
                return (int)(value << unused >> unused);
            }
        }

        return (int)Fail();
    }

    /// <summary>Passes over <paramref name="count"/> bits.</summary>
    public void Skip(ulong count) => MoveTo(Position + count);

    /// <summary>Goes to a bit by its number.</summary>
    public void MoveTo(ulong position)
    {
        if (position > (ulong)_bytes.Length << 3)
        {
            Failed = true;
            return;
        }

        Position = position;
    }

    private static ulong ReadLastBytes(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (int index = bytes.Length - 1; index >= 0; index--)
        {
            word = (word << 8) | bytes[index];
        }

        return word;
    }

    private uint Fail()
    {
        Failed = true;
        return 0;
    }
}
