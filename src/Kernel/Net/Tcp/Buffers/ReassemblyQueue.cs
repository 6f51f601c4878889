using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// What arrived out of order: ranges by sequence number that neither touch nor overlap, in a bounded number, so that a peer that sends every other byte
/// costs little.
/// </summary>
internal partial struct ReassemblyQueue
{
    private const int MaximumRanges = 256;

    private Handle<ReceivedRange> _first;
    private uint _stamp;

    /// <summary>How many ranges there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they have.</summary>
    public uint Bytes { get; private set; }

    /// <summary>Whether there is nothing.</summary>
    public readonly bool IsEmpty => _first.IsNull;

    /// <summary>
    /// Takes the bytes of a packet, the first of which has the number <paramref name="start"/>; those that are there already are left out, and all of
    /// them when memory or the bound is exhausted. The packet is kept or freed. Returns whether bytes were there already, and which were the first such.
    /// </summary>
    public bool Insert(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets, TcpSequence start, Handle<Packet> packet, out TcpSackRange duplicate)
    {
        TcpSequence end = start + (uint)packets[packet].TotalLength;
        duplicate = default;
        bool overlaps = false;
        Handle<ReceivedRange> previous = default;
        Handle<ReceivedRange> current = _first;
        while (!current.IsNull && ranges[current].End < start)
        {
            previous = current;
            current = ranges[current].Next;
        }

        // Here current, if any, ends at or behind the start: what it has already is cut from the front of the packet.
        if (!current.IsNull && ranges[current].Start <= start)
        {
            TcpSequence known = TcpSequence.Min(ranges[current].End, end);
            if (known > start)
            {
                overlaps = true;
                duplicate.Start = start;
                duplicate.End = known;
                packets.TrimFront(packet, known - start);
                start = known;
            }

            if (start == end)
            {
                packets.Free(packet);
                ranges[current].Stamp = ++_stamp;
                return overlaps;
            }

            return Extend(ref ranges, ref packets, current, end, packet, ref duplicate) || overlaps;
        }

        if (Count >= MaximumRanges || !ranges.TryTake(out Handle<ReceivedRange> added))
        {
            packets.Free(packet);
            return false;
        }

        ref ReceivedRange range = ref ranges[added];
        range.Start = start;
        range.End = start;
        range.Next = current;
        if (previous.IsNull)
        {
            _first = added;
        }
        else
        {
            ranges[previous].Next = added;
        }

        Count++;
        return Extend(ref ranges, ref packets, added, end, packet, ref duplicate);
    }

    /// <summary>
    /// Moves what continues at <paramref name="next"/> to the end of a chain; returns the number after it. Bytes before <paramref name="next"/> are dropped.
    /// </summary>
    public TcpSequence Take(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets, TcpSequence next, ref ByteChain chain)
    {
        while (!_first.IsNull && ranges[_first].Start <= next)
        {
            ref ReceivedRange range = ref ranges[_first];
            if (range.End > next)
            {
                Bytes -= range.Data.Length;
                range.Data.Drop(ref packets, (uint)(next - range.Start));
                chain.Append(ref packets, ref range.Data);
                next = range.End;
            }

            RemoveFirst(ref ranges, ref packets);
        }

        return next;
    }

    /// <summary>Describes the ranges in a header, as many as there is room for, those that grew last first (RFC 2018, 4).</summary>
    public readonly void Describe(ref RecordPool<ReceivedRange> ranges, ref TcpHeader header, int room)
    {
        uint below = uint.MaxValue;
        for (; room > 0; room--)
        {
            Handle<ReceivedRange> latest = default;
            for (Handle<ReceivedRange> current = _first; !current.IsNull; current = ranges[current].Next)
            {
                uint stamp = ranges[current].Stamp;
                if (stamp < below && (latest.IsNull || stamp > ranges[latest].Stamp))
                {
                    latest = current;
                }
            }

            if (latest.IsNull)
            {
                return;
            }

            below = ranges[latest].Stamp;
            header.AddSack(ranges[latest].Start, ranges[latest].End);
        }
    }

    /// <summary>Frees everything.</summary>
    public void Clear(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets)
    {
        while (!_first.IsNull)
        {
            RemoveFirst(ref ranges, ref packets);
        }

        this = default;
    }

    // Adds a packet to the end of a range, and joins the ranges that it reaches. What those have already is cut from the packet's end, and what lies
    // between two of them stays the packet's.
    private bool Extend(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets, Handle<ReceivedRange> handle, TcpSequence end, Handle<Packet> packet, ref TcpSackRange duplicate)
    {
        ref ReceivedRange range = ref ranges[handle];
        range.Stamp = ++_stamp;
        bool overlaps = false;

        // Ranges that the packet covers entirely go: the packet has their bytes.
        while (!range.Next.IsNull && ranges[range.Next].End <= end)
        {
            overlaps |= NoteDuplicate(ranges[range.Next].Start, ranges[range.Next].End, ref duplicate);
            RemoveAfter(ref ranges, ref packets, handle);
        }

        bool joins = !range.Next.IsNull && ranges[range.Next].Start <= end;
        if (joins && ranges[range.Next].Start < end)
        {
            overlaps |= NoteDuplicate(ranges[range.Next].Start, end, ref duplicate);
            end = ranges[range.Next].Start;
            packets.Truncate(packet, end - range.End);
        }

        Bytes += (uint)(end - range.End);
        range.Data.Append(ref packets, packet);
        range.End = end;
        if (joins)
        {
            range.Data.Append(ref packets, ref ranges[range.Next].Data);
            range.End = ranges[range.Next].End;
            RemoveAfter(ref ranges, ref packets, handle);
        }

        return overlaps;
    }

    private static bool NoteDuplicate(TcpSequence start, TcpSequence end, ref TcpSackRange duplicate)
    {
        if (duplicate.Start == duplicate.End)
        {
            duplicate.Start = start;
            duplicate.End = end;
        }

        return true;
    }

    private void RemoveFirst(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets)
    {
        Handle<ReceivedRange> removed = _first;
        _first = ranges[removed].Next;
        Bytes -= ranges[removed].Data.Length;
        ranges[removed].Data.Clear(ref packets);
        ranges.Return(removed);
        Count--;
    }

    private void RemoveAfter(ref RecordPool<ReceivedRange> ranges, ref PacketPool packets, Handle<ReceivedRange> handle)
    {
        Handle<ReceivedRange> removed = ranges[handle].Next;
        ranges[handle].Next = ranges[removed].Next;
        Bytes -= ranges[removed].Data.Length;
        ranges[removed].Data.Clear(ref packets);
        ranges.Return(removed);
        Count--;
    }
}
