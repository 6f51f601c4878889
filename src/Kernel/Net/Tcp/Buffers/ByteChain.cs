using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// Bytes in line, in a chain of packet buffers: what waits to be sent or acknowledged, and what waits to be read. The default value is empty and owns
/// nothing.
/// </summary>
internal struct ByteChain
{
    // What is copied into the rest of the last buffer instead of keeping a buffer of its own: a buffer must not be held for a few bytes.
    private const int LargestCopy = 1024;

    private Handle<Packet> _first;
    private Handle<Packet> _last;

    // The buffer found last, and how many bytes are before it: the next one to be sent follows it.
    private Handle<Packet> _cursor;
    private uint _cursorOffset;

    /// <summary>How many bytes there are.</summary>
    public uint Length { get; private set; }

    /// <summary>Adds a copy of bytes; returns how many, fewer when the budget of <paramref name="packets"/> is used up.</summary>
    public int Append(ref PacketPool packets, ReadOnlySpan<byte> source)
    {
        int copied = 0;
        while (copied < source.Length)
        {
            Span<byte> tail = _last.IsNull ? default : packets.Tail(_last);
            if (tail.Length == 0)
            {
                if (!packets.TryAllocate(out Handle<Packet> buffer, headroom: 0))
                {
                    break;
                }

                Link(ref packets, buffer, buffer);
                tail = packets.Tail(buffer);
            }

            int step = Math.Min(tail.Length, source.Length - copied);
            source.Slice(copied, step).CopyTo(tail);
            packets[_last].Length += (ushort)step;
            copied += step;
        }

        Length += (uint)copied;
        return copied;
    }

    /// <summary>Adds the bytes of a packet, which belongs to the chain then or is freed.</summary>
    public void Append(ref PacketPool packets, Handle<Packet> packet)
    {
        ref Packet record = ref packets[packet];
        int length = record.TotalLength;
        Length += (uint)length;
        if (!_last.IsNull && length <= LargestCopy)
        {
            Span<byte> tail = packets.Tail(_last);
            if (tail.Length >= length)
            {
                packets.CopyOut(packet, 0, tail[..length]);
                packets[_last].Length += (ushort)length;
                packets.Free(packet);
                return;
            }
        }

        Handle<Packet> last = packet;
        while (!packets[last].Next.IsNull)
        {
            last = packets[last].Next;
        }

        Link(ref packets, packet, last);
    }

    /// <summary>Adds the bytes of another chain, which is empty afterwards.</summary>
    public void Append(ref PacketPool packets, ref ByteChain other)
    {
        if (other.Length != 0)
        {
            Link(ref packets, other._first, other._last);
            Length += other.Length;
            other = default;
        }
    }

    /// <summary>Copies the first bytes out, as many as there are and fit, without removing them; returns how many.</summary>
    public readonly int Peek(ref PacketPool packets, Span<byte> destination)
    {
        destination = destination[..(int)Math.Min((uint)destination.Length, Length)];
        return _first.IsNull ? 0 : packets.CopyOut(_first, 0, destination);
    }

    /// <summary>Takes the first bytes out, as many as there are and fit; returns how many. Buffers are freed as they are read.</summary>
    public int Read(ref PacketPool packets, Span<byte> destination)
    {
        int copied = Peek(ref packets, destination);
        Drop(ref packets, (uint)copied);
        return copied;
    }

    /// <summary>Removes the first <paramref name="count"/> bytes; there must be so many.</summary>
    public void Drop(ref PacketPool packets, uint count)
    {
        Length -= count;
        bool cursorFreed = false;
        _cursorOffset -= Math.Min(count, _cursorOffset);
        while (count > 0)
        {
            ref Packet record = ref packets[_first];
            if (count < record.Length)
            {
                record.Start += (ushort)count;
                record.Length -= (ushort)count;
                break;
            }

            count -= record.Length;
            Handle<Packet> next = record.Next;
            cursorFreed |= _first.Equals(_cursor);
            record.Next = default;
            packets.Free(_first);
            _first = next;
        }

        if (_first.IsNull)
        {
            _last = default;
            _cursor = default;
        }
        else if (cursorFreed)
        {
            _cursor = _first;
            _cursorOffset = 0;
        }
    }

    /// <summary>Removes everything but the first <paramref name="length"/> bytes.</summary>
    public void Truncate(ref PacketPool packets, uint length)
    {
        if (length >= Length)
        {
            return;
        }

        if (length == 0)
        {
            Clear(ref packets);
            return;
        }

        uint left = length;
        Handle<Packet> current = _first;
        while (packets[current].Length < left)
        {
            left -= packets[current].Length;
            current = packets[current].Next;
        }

        ref Packet last = ref packets[current];
        last.Length = (ushort)left;
        Handle<Packet> rest = last.Next;
        last.Next = default;
        if (!rest.IsNull)
        {
            packets.Free(rest);
        }

        _last = current;
        _cursor = default;
        Length = length;
    }

    /// <summary>Names bytes in the chain without copying them; they must be there. Valid until the chain changes.</summary>
    public TcpPayload At(ref PacketPool packets, uint offset, uint count)
    {
        if (count == 0)
        {
            return default;
        }

        if (_cursor.IsNull || offset < _cursorOffset)
        {
            _cursor = _first;
            _cursorOffset = 0;
        }

        while (true)
        {
            ref Packet record = ref packets[_cursor];
            if (offset - _cursorOffset < record.Length)
            {
                return new TcpPayload(_cursor, (int)(offset - _cursorOffset), (int)count);
            }

            _cursorOffset += record.Length;
            _cursor = record.Next;
        }
    }

    /// <summary>Frees everything.</summary>
    public void Clear(ref PacketPool packets)
    {
        if (!_first.IsNull)
        {
            packets.Free(_first);
        }

        this = default;
    }

    private void Link(ref PacketPool packets, Handle<Packet> first, Handle<Packet> last)
    {
        if (_last.IsNull)
        {
            _first = first;
            _cursor = default;
        }
        else
        {
            packets[_last].Next = first;
        }

        _last = last;
    }
}
