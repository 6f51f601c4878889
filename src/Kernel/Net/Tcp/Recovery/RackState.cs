using System;

namespace Hermit.Net;

/// <summary>
/// Recent acknowledgement: loss is told from reordering by time (RFC 8985, 6). What was sent a round trip and a reordering window before something that
/// has arrived, is lost.
/// </summary>
internal struct RackState
{
    // After how many recoveries without a duplicate selective acknowledgement the window shrinks again (6.2, step 4).
    private const int PersistRecoveries = 16;

    // What RFC 5681 takes for loss without waiting, in segments.
    private const int DuplicateThreshold = 3;

    private Instant _sentAt;
    private TcpSequence _end;
    private TcpSequence _dsackRound;
    private byte _multiplier;
    private byte _persist;
    private bool _dsackRoundSet;

    /// <summary>The round trip of what arrived and was sent last.</summary>
    public Duration RoundTrip;

    /// <summary>The end of the furthest bytes that arrived: RACK.fack.</summary>
    public TcpSequence Furthest;

    /// <summary>Whether reordering was seen on this connection.</summary>
    public bool ReorderingSeen;

    /// <summary>Starts at the first sequence number.</summary>
    public void Start(TcpSequence first)
    {
        Furthest = first;
        _end = first;
        _multiplier = 1;
    }

    /// <summary>Takes in what an acknowledgement delivered (steps 2 and 3). <paramref name="echo"/> is when the peer says the segment was sent, if it says so.</summary>
    public void OnDelivery(in Delivery delivery, Instant now, Duration minimum, bool echoesOriginal)
    {
        if (delivery.Bytes == 0)
        {
            return;
        }

        ReorderingSeen |= delivery.Reordered;
        if (delivery.End > Furthest)
        {
            Furthest = delivery.End;
        }

        // What was sent again may have been delivered by the first copy: too early for the second.
        Duration roundTrip = now - delivery.SentAt;
        if (delivery.Repeated && (echoesOriginal || roundTrip < minimum))
        {
            return;
        }

        RoundTrip = roundTrip;
        if (delivery.SentAt > _sentAt || (delivery.SentAt.Equals(_sentAt) && delivery.End > _end))
        {
            _sentAt = delivery.SentAt;
            _end = delivery.End;
        }
    }

    /// <summary>The peer got something twice: we were too fast (step 4). Once a round trip.</summary>
    public void OnDuplicate(TcpSequence unacknowledged, TcpSequence next)
    {
        if (!_dsackRoundSet || unacknowledged >= _dsackRound)
        {
            _dsackRound = next;
            _dsackRoundSet = true;
            _multiplier = (byte)Math.Min(_multiplier + 1, 64);
            _persist = PersistRecoveries;
        }
    }

    /// <summary>A recovery ended: a wide window is not kept for ever (step 4).</summary>
    public void OnRecovered()
    {
        if (_persist > 0 && --_persist == 0)
        {
            _multiplier = 1;
        }
    }

    /// <summary>How long what was sent may be overtaken (step 4).</summary>
    public readonly Duration ReorderingWindow(Duration minimum, Duration smoothed, bool recovering, uint sacked, uint segment)
    {
        if (!ReorderingSeen && (recovering || sacked >= DuplicateThreshold * segment))
        {
            return Duration.Zero;
        }

        return Duration.Min(Duration.FromNanoseconds((minimum.Nanoseconds >> 2) * _multiplier), smoothed);
    }

    /// <summary>
    /// Marks what is lost (step 5). Returns how long from now something else may have to be taken for lost; zero if nothing.
    /// </summary>
    public readonly Duration DetectLoss(ref Scoreboard board, ref RecordPool<SentRange> ranges, Instant now, Duration window)
    {
        Duration longest = Duration.Zero;
        for (var current = board.First; !current.IsNull; current = ranges[current].Next)
        {
            ref SentRange range = ref ranges[current];
            bool underWay = (range.Flags & SentFlags.Sacked) == 0
                && (range.Flags & (SentFlags.Lost | SentFlags.Retransmitted)) != SentFlags.Lost;
            if (!underWay || !IsBeforeDelivered(range))
            {
                continue;
            }

            Duration left = range.SentAt + RoundTrip + window - now;
            if (left <= Duration.Zero)
            {
                board.MarkLost(ref range);
            }
            else
            {
                longest = Duration.Max(longest, left);
            }
        }

        return longest;
    }

    private readonly bool IsBeforeDelivered(in SentRange range) =>
        range.SentAt < _sentAt || (range.SentAt.Equals(_sentAt) && range.End < _end);
}
