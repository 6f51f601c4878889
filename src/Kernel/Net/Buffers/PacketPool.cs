using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// The buffers of all frames, received and sent, within one budget. What is out of budget is dropped, as a full network card drops.
/// </summary>
public struct PacketPool
{
    /// <summary>The space in front of a new packet for the headers of the network and the link: IPv6 with a fragment header, VLAN, Ethernet, and some.</summary>
    public const int Headroom = 128;

    /// <summary>How many bytes a single buffer holds behind the headroom.</summary>
    public const int Capacity = BufferPool<Packet>.DataBytes - Headroom;

    private BufferPool<Packet> _buffers;

    /// <summary>How many buffers are in use.</summary>
    public readonly int Count => _buffers.Count;

    /// <summary>How many buffers can still be allocated.</summary>
    public readonly int Available => _buffers.Available;

    /// <summary>The record of a buffer. Panics if the handle is stale.</summary>
    [UnscopedRef]
    public readonly ref Packet this[Handle<Packet> packet]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffers[packet];
    }

    /// <summary>Sets the budget, in buffers of 2 KiB.</summary>
    public void SetLimit(int buffers) => _buffers.SetLimit(buffers);

    /// <summary>Whether the handle names a buffer that is allocated.</summary>
    public readonly bool Contains(Handle<Packet> packet) => _buffers.Contains(packet);

    /// <summary>Allocates an empty packet, with <paramref name="headroom"/> bytes before its start; <see langword="false"/> when the budget is used up.</summary>
    public bool TryAllocate(out Handle<Packet> packet, int headroom = Headroom)
    {
        if (!_buffers.TryAllocate(out packet))
        {
            return false;
        }

        ref Packet record = ref _buffers[packet];
        record = default;
        record.Start = (ushort)Math.Min(headroom, BufferPool<Packet>.DataBytes);
        return true;
    }

    /// <summary>Frees a frame with all its buffers.</summary>
    public void Free(Handle<Packet> packet)
    {
        while (!packet.IsNull)
        {
            Handle<Packet> next = _buffers[packet].Next;
            _buffers.Free(packet);
            packet = next;
        }
    }

    /// <summary>The bytes of this buffer.</summary>
    public readonly Span<byte> Bytes(Handle<Packet> packet)
    {
        ref Packet record = ref _buffers.Open(packet, out Span<byte> buffer);
        return buffer.Slice(record.Start, record.Length);
    }

    /// <summary>The space behind the bytes of this buffer.</summary>
    public readonly Span<byte> Tail(Handle<Packet> packet)
    {
        ref Packet record = ref _buffers.Open(packet, out Span<byte> buffer);
        return buffer.Slice(record.Start + record.Length);
    }

    /// <summary>Puts <paramref name="count"/> bytes of room in front, to be filled by the caller. <see langword="false"/> if there is no headroom.</summary>
    public readonly bool TryPrepend(Handle<Packet> packet, int count, out Span<byte> header)
    {
        ref Packet record = ref _buffers.Open(packet, out Span<byte> buffer);
        if ((uint)count > record.Start)
        {
            header = default;
            return false;
        }

        record.Start -= (ushort)count;
        record.Length += (ushort)count;
        record.TotalLength += count;
        if ((record.Flags & PacketFlags.PartialChecksum) != 0)
        {
            record.ChecksumStart += (ushort)count;
        }

        header = buffer.Slice(record.Start, count);
        return true;
    }

    /// <summary>
    /// Puts <paramref name="count"/> bytes behind the bytes of a frame of one buffer, to be filled by the caller. <see langword="false"/> if there is no
    /// room.
    /// </summary>
    public readonly bool TryAppend(Handle<Packet> packet, int count, out Span<byte> bytes)
    {
        ref Packet record = ref _buffers.Open(packet, out Span<byte> buffer);
        int end = record.Start + record.Length;
        if ((uint)count > (uint)(BufferPool<Packet>.DataBytes - end) || !record.Next.IsNull)
        {
            bytes = default;
            return false;
        }

        record.Length += (ushort)count;
        record.TotalLength += count;
        bytes = buffer.Slice(end, count);
        return true;
    }

    /// <summary>
    /// Drops <paramref name="count"/> bytes from the front of a frame, freeing buffers that become empty except the first. The frame must have them.
    /// </summary>
    public void TrimFront(Handle<Packet> packet, int count)
    {
        ref Packet record = ref _buffers[packet];
        record.TotalLength -= count;
        int step = Math.Min(count, record.Length);
        record.Start += (ushort)step;
        record.Length -= (ushort)step;
        if ((record.Flags & PacketFlags.PartialChecksum) != 0)
        {
            record.ChecksumStart = (ushort)Math.Max(0, record.ChecksumStart - count);
        }

        for (count -= step; count > 0; count -= step)
        {
            Handle<Packet> next = record.Next;
            ref Packet following = ref _buffers[next];
            step = Math.Min(count, following.Length);
            following.Start += (ushort)step;
            following.Length -= (ushort)step;
            if (following.Length == 0)
            {
                record.Next = following.Next;
                _buffers.Free(next);
            }
        }
    }

    /// <summary>Cuts a frame to <paramref name="length"/> bytes, freeing the buffers behind. A shorter one stays as it is.</summary>
    public void Truncate(Handle<Packet> packet, int length)
    {
        ref Packet first = ref _buffers[packet];
        if (length >= first.TotalLength)
        {
            return;
        }

        first.TotalLength = length;
        Handle<Packet> at = packet;
        while (true)
        {
            ref Packet record = ref _buffers[at];
            if (length <= record.Length)
            {
                record.Length = (ushort)length;
                Handle<Packet> rest = record.Next;
                record.Next = default;
                Free(rest);
                return;
            }

            length -= record.Length;
            at = record.Next;
        }
    }

    /// <summary>Puts the buffers of one frame behind those of another, which gets its bytes.</summary>
    public readonly void Join(Handle<Packet> packet, Handle<Packet> rest)
    {
        _buffers[LastOf(packet)].Next = rest;
        _buffers[packet].TotalLength += _buffers[rest].TotalLength;
    }

    /// <summary>
    /// Makes the first <paramref name="count"/> bytes of a frame lie in its first buffer, moving bytes from the following ones;
    /// <see langword="false"/> if it has not so many, or they do not fit.
    /// </summary>
    public bool TryPullUp(Handle<Packet> packet, int count)
    {
        ref Packet record = ref _buffers[packet];
        if (count <= record.Length)
        {
            return true;
        }

        if (count > record.TotalLength || record.Start + count > BufferPool<Packet>.DataBytes)
        {
            return false;
        }

        int missing = count - record.Length;
        CopyOut(record.Next, 0, Tail(packet).Slice(0, missing));
        Handle<Packet> next = record.Next;
        record.Length = (ushort)count;
        while (missing > 0)
        {
            ref Packet following = ref _buffers[next];
            int step = Math.Min(missing, following.Length);
            following.Start += (ushort)step;
            following.Length -= (ushort)step;
            missing -= step;
            if (following.Length == 0)
            {
                record.Next = following.Next;
                _buffers.Free(next);
                next = record.Next;
            }
        }

        return true;
    }

    /// <summary>A copy of a frame in buffers of its own; <see langword="false"/> when the budget is used up.</summary>
    public bool TryDuplicate(Handle<Packet> packet, out Handle<Packet> copy)
    {
        ref Packet original = ref _buffers[packet];
        if (!TryAllocate(out copy, original.Start))
        {
            return false;
        }

        ref Packet record = ref _buffers[copy];
        record.Flags = original.Flags;
        record.Interface = original.Interface;
        record.ChecksumStart = original.ChecksumStart;
        record.ChecksumOffset = original.ChecksumOffset;
        record.SegmentSize = original.SegmentSize;
        record.HeaderLength = original.HeaderLength;
        record.TransportOffset = original.TransportOffset;
        record.PayloadOffset = original.PayloadOffset;
        for (Handle<Packet> at = packet; !at.IsNull; at = _buffers[at].Next)
        {
            if (!TryAppendCopy(copy, Bytes(at)))
            {
                Free(copy);
                copy = default;
                return false;
            }
        }

        return true;
    }

    /// <summary>Copies bytes of a frame out, from <paramref name="offset"/> on, as many as there are and fit; returns how many.</summary>
    public readonly int CopyOut(Handle<Packet> packet, int offset, Span<byte> destination)
    {
        int copied = 0;
        while (!packet.IsNull && copied < destination.Length)
        {
            Span<byte> bytes = Bytes(packet);
            if (offset < bytes.Length)
            {
                Span<byte> part = bytes.Slice(offset);
                part = part.Slice(0, Math.Min(part.Length, destination.Length - copied));
                part.CopyTo(destination.Slice(copied));
                copied += part.Length;
                offset = 0;
            }
            else
            {
                offset -= bytes.Length;
            }

            packet = _buffers[packet].Next;
        }

        return copied;
    }

    /// <summary>
    /// Adds bytes to the end of a frame, in new buffers where the last one is full. <see langword="false"/> when the budget is used up: the frame may then
    /// have some of them.
    /// </summary>
    public bool TryAppendCopy(Handle<Packet> packet, ReadOnlySpan<byte> source)
    {
        Handle<Packet> last = LastOf(packet);
        return TryAppendCopy(packet, ref last, source);
    }

    /// <summary>Adds bytes of another frame to the end of a frame. <see langword="false"/> when the budget is used up: it may then have some of them.</summary>
    public bool TryAppendRange(Handle<Packet> packet, Handle<Packet> source, int offset, int count)
    {
        Handle<Packet> last = LastOf(packet);
        for (; !source.IsNull && count > 0; source = _buffers[source].Next)
        {
            Span<byte> bytes = Bytes(source);
            if (offset >= bytes.Length)
            {
                offset -= bytes.Length;
                continue;
            }

            Span<byte> part = bytes.Slice(offset);
            part = part.Slice(0, Math.Min(part.Length, count));
            if (!TryAppendCopy(packet, ref last, part))
            {
                return false;
            }

            count -= part.Length;
            offset = 0;
        }

        return count == 0;
    }

    /// <summary>How many buffers a frame has.</summary>
    public readonly int BufferCount(Handle<Packet> packet)
    {
        int count = 0;
        for (; !packet.IsNull; packet = _buffers[packet].Next)
        {
            count++;
        }

        return count;
    }

    /// <summary>Adds the bytes of a frame from <paramref name="offset"/> on to a checksum.</summary>
    public readonly ulong Sum(Handle<Packet> packet, int offset, ulong sum = 0)
    {
        bool odd = false;
        while (!packet.IsNull)
        {
            Span<byte> bytes = Bytes(packet);
            if (offset < bytes.Length)
            {
                ulong part = InternetChecksum.Add(bytes.Slice(offset));

                // What stands at odd places counts in the other half of its words.
                sum += odd ? InternetChecksum.Swapped(part) : part;
                odd ^= ((bytes.Length - offset) & 1) != 0;
                offset = 0;
            }
            else
            {
                offset -= bytes.Length;
            }

            packet = _buffers[packet].Next;
        }

        return sum;
    }

    private readonly Handle<Packet> LastOf(Handle<Packet> packet)
    {
        while (_buffers[packet].Next is var next && !next.IsNull)
        {
            packet = next;
        }

        return packet;
    }

    // Adds bytes behind `last`, the last buffer of the frame, and moves that along.
    private bool TryAppendCopy(Handle<Packet> packet, ref Handle<Packet> last, ReadOnlySpan<byte> source)
    {
        while (true)
        {
            Span<byte> tail = Tail(last);
            int step = Math.Min(tail.Length, source.Length);
            source.Slice(0, step).CopyTo(tail);
            _buffers[last].Length += (ushort)step;
            _buffers[packet].TotalLength += step;
            source = source.Slice(step);
            if (source.Length == 0)
            {
                return true;
            }

            if (!TryAllocate(out Handle<Packet> next, headroom: 0))
            {
                return false;
            }

            _buffers[last].Next = next;
            last = next;
        }
    }
}
