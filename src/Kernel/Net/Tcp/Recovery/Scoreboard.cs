using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// What was sent and is not acknowledged, in ranges ordered by sequence number (RFC 6675, 2): the ranges are consecutive, cover exactly what is between
/// SND.UNA and SND.NXT, and merge where nothing tells them apart, so that their number follows the holes and not the window.
/// </summary>
internal struct Scoreboard
{
    private Handle<SentRange> _first;
    private Handle<SentRange> _last;

    // Lost, and nothing before it waits for being sent again; null if that is not known.
    private Handle<SentRange> _hint;

    /// <summary>Bytes that the peer has out of order.</summary>
    public uint Sacked;

    /// <summary>Bytes that are taken for lost, sent again or not.</summary>
    public uint Lost;

    /// <summary>Bytes that were taken for lost and are under way again.</summary>
    public uint Retransmitted;

    /// <summary>The first range; null when nothing is under way.</summary>
    public readonly Handle<SentRange> First => _first;

    /// <summary>The last range; null when nothing is under way.</summary>
    public readonly Handle<SentRange> Last => _last;

    /// <summary>Whether something is taken for lost and was not sent again.</summary>
    public readonly bool HasLost => Lost > Retransmitted;

    /// <summary>Whether everything is simply under way.</summary>
    public readonly bool IsClean => (Sacked | Lost) == 0;

    /// <summary>Adds what is sent for the first time; <see langword="false"/>, with nothing changed, when memory has run out.</summary>
    public bool TryAppend(ref RecordPool<SentRange> ranges, TcpSequence start, TcpSequence end, Instant now)
    {
        if (!_last.IsNull)
        {
            ref SentRange last = ref ranges[_last];
            if (last.Flags == SentFlags.None && last.SentAt.Equals(now))
            {
                last.End = end;
                return true;
            }
        }

        if (!ranges.TryTake(out Handle<SentRange> handle))
        {
            return false;
        }

        ref SentRange added = ref ranges[handle];
        added.Start = start;
        added.End = end;
        added.SentAt = now;
        if (_last.IsNull)
        {
            _first = handle;
        }
        else
        {
            ranges[_last].Next = handle;
        }

        _last = handle;
        return true;
    }

    /// <summary>Takes out everything before <paramref name="acknowledged"/>.</summary>
    public void Acknowledge(ref RecordPool<SentRange> ranges, TcpSequence acknowledged, TcpSequence highestSacked, ref Delivery delivery)
    {
        while (!_first.IsNull)
        {
            ref SentRange range = ref ranges[_first];
            if (range.Start >= acknowledged)
            {
                return;
            }

            TcpSequence end = TcpSequence.Min(range.End, acknowledged);
            uint bytes = (uint)(end - range.Start);
            if ((range.Flags & SentFlags.Sacked) == 0)
            {
                delivery.Add(range, bytes, end);
                delivery.Reordered |= end < highestSacked && (range.Flags & SentFlags.Repeated) == 0;
            }

            Forget(range.Flags, bytes);
            if (end < range.End)
            {
                range.Start = end;
                return;
            }

            Handle<SentRange> next = range.Next;
            ranges.Return(_first);
            _first = next;
        }

        _last = default;
    }

    /// <summary>Notes that the peer has what is between two numbers. Needs memory to split ranges; without, it notes less.</summary>
    public void Select(ref RecordPool<SentRange> ranges, TcpSequence start, TcpSequence end, TcpSequence highestSacked, ref Delivery delivery)
    {
        Handle<SentRange> previous = default;
        Handle<SentRange> current = _first;
        while (!current.IsNull)
        {
            ref SentRange range = ref ranges[current];
            if (range.Start >= end)
            {
                return;
            }

            if (range.End > start && (range.Flags & SentFlags.Sacked) == 0)
            {
                if (range.Start < start)
                {
                    if (!TrySplit(ref ranges, current, start))
                    {
                        return;
                    }
                }
                else if (range.End <= end || TrySplit(ref ranges, current, end))
                {
                    delivery.Add(range, range.Length, range.End);
                    delivery.SelectiveBytes += range.Length;
                    delivery.Reordered |= range.End < highestSacked && (range.Flags & SentFlags.Repeated) == 0;
                    Forget(range.Flags, range.Length);
                    range.Flags = SentFlags.Sacked;
                    Sacked += range.Length;
                    current = MergeSacked(ref ranges, previous, current);
                }
            }

            previous = current;
            current = ranges[current].Next;
        }
    }

    /// <summary>Takes a range that is under way for lost.</summary>
    public void MarkLost(ref SentRange range)
    {
        if ((range.Flags & SentFlags.Retransmitted) != 0)
        {
            range.Flags &= ~SentFlags.Retransmitted;
            Retransmitted -= range.Length;
        }
        else if ((range.Flags & (SentFlags.Lost | SentFlags.Sacked)) == 0)
        {
            range.Flags |= SentFlags.Lost;
            Lost += range.Length;
        }

        _hint = default;
    }

    /// <summary>Takes everything for lost that the peer is not known to have.</summary>
    public void MarkAllLost(ref RecordPool<SentRange> ranges)
    {
        for (Handle<SentRange> current = _first; !current.IsNull; current = ranges[current].Next)
        {
            MarkLost(ref ranges[current]);
        }
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of what is under way for lost; all of the first range when memory has run out.</summary>
    public void MarkFirstLost(ref RecordPool<SentRange> ranges, uint count)
    {
        if (_first.IsNull || (ranges[_first].Flags & (SentFlags.Sacked | SentFlags.Lost)) != 0)
        {
            return;
        }

        if (ranges[_first].Length > count)
        {
            TrySplit(ref ranges, _first, ranges[_first].Start + count);
        }

        MarkLost(ref ranges[_first]);
    }

    /// <summary>Forgets what selective acknowledgements said: the peer may have dropped it (RFC 2018, 8).</summary>
    public void Renege(ref RecordPool<SentRange> ranges)
    {
        for (Handle<SentRange> current = _first; !current.IsNull; current = ranges[current].Next)
        {
            ref SentRange range = ref ranges[current];
            if ((range.Flags & SentFlags.Sacked) != 0)
            {
                range.Flags = SentFlags.Repeated;
                Sacked -= range.Length;
            }
        }
    }

    /// <summary>Finds the first range that is lost and was not sent again.</summary>
    public bool TryFindLost(ref RecordPool<SentRange> ranges, out Handle<SentRange> found)
    {
        for (found = _hint.IsNull ? _first : _hint; !found.IsNull; found = ranges[found].Next)
        {
            if ((ranges[found].Flags & (SentFlags.Lost | SentFlags.Retransmitted)) == SentFlags.Lost)
            {
                _hint = found;
                return true;
            }
        }

        _hint = default;
        return false;
    }

    /// <summary>
    /// Notes that the first bytes of a range, at most <paramref name="count"/>, are sent again now. Returns how many: all of them when memory for a
    /// split has run out.
    /// </summary>
    public uint Retransmit(ref RecordPool<SentRange> ranges, Handle<SentRange> handle, uint count, Instant now)
    {
        if (ranges[handle].Length > count)
        {
            TrySplit(ref ranges, handle, ranges[handle].Start + count);
        }

        ref SentRange range = ref ranges[handle];
        if ((range.Flags & (SentFlags.Lost | SentFlags.Retransmitted)) == SentFlags.Lost)
        {
            range.Flags |= SentFlags.Retransmitted;
            Retransmitted += range.Length;
        }

        range.Flags |= SentFlags.Repeated;
        range.SentAt = now;
        return range.Length;
    }

    /// <summary>Makes the end of what is under way a range of its own, of at most <paramref name="count"/> bytes; the last range if memory has run out.</summary>
    public Handle<SentRange> SplitLast(ref RecordPool<SentRange> ranges, uint count)
    {
        ref SentRange last = ref ranges[_last];
        if (last.Length > count)
        {
            TrySplit(ref ranges, _last, last.End - count);
        }

        return _last;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear(ref RecordPool<SentRange> ranges)
    {
        while (!_first.IsNull)
        {
            Handle<SentRange> next = ranges[_first].Next;
            ranges.Return(_first);
            _first = next;
        }

        this = default;
    }

    private bool TrySplit(ref RecordPool<SentRange> ranges, Handle<SentRange> handle, TcpSequence at)
    {
        ref SentRange range = ref ranges[handle];
        if (!ranges.TryTake(out Handle<SentRange> rest))
        {
            return false;
        }

        ranges[rest] = range;
        ranges[rest].Start = at;
        range.End = at;
        range.Next = rest;
        if (_last.Equals(handle))
        {
            _last = rest;
        }

        return true;
    }

    // Joins a range that was just selected with its neighbours, if they are too; returns the range that it is part of then.
    private Handle<SentRange> MergeSacked(ref RecordPool<SentRange> ranges, Handle<SentRange> previous, Handle<SentRange> current)
    {
        Absorb(ref ranges, current);
        if (!previous.IsNull && (ranges[previous].Flags & SentFlags.Sacked) != 0)
        {
            Absorb(ref ranges, previous);
            return previous;
        }

        return current;
    }

    private void Absorb(ref RecordPool<SentRange> ranges, Handle<SentRange> handle)
    {
        ref SentRange range = ref ranges[handle];
        Handle<SentRange> next = range.Next;
        if (next.IsNull || (ranges[next].Flags & SentFlags.Sacked) == 0)
        {
            return;
        }

        range.End = ranges[next].End;
        range.Next = ranges[next].Next;
        if (_last.Equals(next))
        {
            _last = handle;
        }

        ranges.Return(next);
        _hint = default;
    }

    private void Forget(SentFlags flags, uint bytes)
    {
        _hint = flags == SentFlags.None ? _hint : default;
        Sacked -= (flags & SentFlags.Sacked) != 0 ? bytes : 0;
        Lost -= (flags & SentFlags.Lost) != 0 ? bytes : 0;
        Retransmitted -= (flags & SentFlags.Retransmitted) != 0 ? bytes : 0;
    }
}
