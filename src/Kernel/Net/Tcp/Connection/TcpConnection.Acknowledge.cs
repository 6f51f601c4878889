using System;

using Hermit.Abi;

namespace Hermit.Net;

/// <content>Acknowledgements: what arrived, what was lost, and how fast to go on. RFC 9293, 5681, 6582, 6675, 8985.</content>
internal partial struct TcpConnection
{
    private const int DuplicateThreshold = 3;

    // Returns whether the rest of the segment counts.
    private bool OnAcknowledgement<TEmitter>(scoped in TcpHeader segment, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpSequence acknowledgement = segment.Acknowledgement;
        if (acknowledgement > Send.Next)
        {
            Challenge(ref context);
            return false;
        }

        // RFC 5961, 5.2: no older than the largest window allows.
        if (Send.Unacknowledged - acknowledgement > (long)Send.LargestWindow)
        {
            Challenge(ref context);
            return false;
        }

        uint flight = Send.Flight;
        bool advanced = acknowledgement > Send.Unacknowledged;
        bool duplicated = false;
        var delivery = default(Delivery);
        if (Options.Sack && segment.SackCount != 0)
        {
            duplicated = TakeSelection(segment, ref delivery, ref context);
        }

        if (advanced)
        {
            Board.Acknowledge(ref context.Records.Sent, acknowledgement, Rack.Furthest, ref delivery);
            Release(acknowledgement, ref context);
            OnProgress();
        }

        bool windowChanged = UpdateWindow(segment, ref context);
        if (!Options.Sack)
        {
            CountDuplicates(length, advanced, windowChanged, flight, ref delivery, ref context);
        }

        Measure(segment, delivery, advanced, context.Now);
        Instant reordering = Options.Sack ? FindLoss(segment, delivery, duplicated, ref context) : Instant.Never;
        bool slowDown = SettleProbe(acknowledgement, advanced, duplicated, length) || IsMarked(segment);
        Respond(delivery, advanced, slowDown, flight, ref context);
        if (advanced || delivery.SelectiveBytes != 0 || windowChanged)
        {
            ArmRetransmission(context.Now, restart: true);
        }

        if (reordering < Timers.Retransmission)
        {
            Timers.StartRetransmission(RetransmissionTimer.Reordering, reordering);
        }

        return State != TcpState.Closed;
    }

    // Everything before the acknowledgement has arrived.
    private void Release<TEmitter>(TcpSequence acknowledgement, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint count = Math.Min((uint)(acknowledgement - Send.Data), _sendBuffer.Length);
        _sendBuffer.Drop(ref context.Packets, count);
        Send.Data += count;
        Send.Unacknowledged = acknowledgement;
        if (Has(ConnectionFlags.FinQueued) && acknowledgement > SendEnd)
        {
            OnFinAcknowledged(ref context);
        }
    }

    private void OnFinAcknowledged<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        switch (State)
        {
            case TcpState.FinWait1:
                State = TcpState.FinWait2;
                if (IsDetached)
                {
                    Timers.Lifetime = context.Now + OrphanLifetime;
                }

                break;
            case TcpState.Closing:
                Enter(TcpState.TimeWait, SystemError.None, ref context);
                break;
            case TcpState.LastAck:
                Enter(TcpState.Closed, SystemError.None, ref context);
                break;
        }
    }

    private void OnProgress()
    {
        Timers.Attempts = 0;
        Timers.StalledSince = Instant.Never;
    }

    // RFC 9293, 3.10.7.4: SND.WND, from the latest segment.
    private bool UpdateWindow<TEmitter>(scoped in TcpHeader segment, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (segment.Acknowledgement < Send.Unacknowledged
            || segment.Sequence < Send.WindowSequence
            || (segment.Sequence == Send.WindowSequence && segment.Acknowledgement < Send.WindowAcknowledgement))
        {
            return false;
        }

        uint before = Send.Window;
        TakeWindow(segment, (uint)segment.Window << Options.SendScale);
        if (before == 0 && Send.Window != 0)
        {
            // What was sent into the closed window was a question; it has not arrived, and is no sign of congestion.
            Timers.Attempts = 0;
            Board.MarkAllLost(ref context.Records.Sent);
        }

        return before != Send.Window;
    }

    private void TakeWindow(scoped in TcpHeader segment, uint window)
    {
        Send.Window = window;
        Send.LargestWindow = Math.Max(Send.LargestWindow, window);
        Send.WindowSequence = segment.Sequence;
        Send.WindowAcknowledgement = segment.Acknowledgement;
    }

    // Returns whether the peer tells of bytes that it got twice (RFC 2883).
    private bool TakeSelection<TEmitter>(scoped in TcpHeader segment, scoped ref Delivery delivery, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        int first = 0;
        TcpSackRange head = segment.Sack(0);
        bool duplicated = head.Start < head.End
            && (head.End <= segment.Acknowledgement
                || (segment.SackCount > 1 && head.Start >= segment.Sack(1).Start && head.End <= segment.Sack(1).End));
        if (duplicated)
        {
            first = 1;
            Rack.OnDuplicate(Send.Unacknowledged, Send.Next);
        }

        for (int i = first; i < segment.SackCount; i++)
        {
            TcpSackRange range = segment.Sack(i);
            if (range.Start < range.End && range.Start >= Send.Unacknowledged && range.Start > segment.Acknowledgement && range.End <= Send.Next)
            {
                Board.Select(ref context.Records.Sent, range.Start, range.End, Rack.Furthest, ref delivery);
            }
        }

        return duplicated;
    }

    // Without selective acknowledgements a duplicate one says that some segment has arrived (RFC 5681, 2; RFC 6582).
    private void CountDuplicates<TEmitter>(uint length, bool advanced, bool windowChanged, uint flight, scoped ref Delivery delivery, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint segmentSize = Options.SegmentSize;
        if (advanced)
        {
            uint known = Math.Min(Recovery.DuplicateBytes, delivery.Bytes - Math.Min(delivery.Bytes, segmentSize));
            Recovery.DuplicateBytes -= known;
            delivery.Bytes -= known;
            Recovery.Duplicates = 0;
            if (Recovery.Phase == RecoveryPhase.Open)
            {
                Recovery.DuplicateBytes = 0;
            }
            else if (Send.Unacknowledged < Recovery.Point)
            {
                // A partial acknowledgement: what is first now was lost too.
                Board.MarkFirstLost(ref context.Records.Sent, segmentSize);
            }

            return;
        }

        if (length != 0 || windowChanged || flight == 0 || Send.Window == 0)
        {
            return;
        }

        if (Recovery.DuplicateBytes + segmentSize <= flight)
        {
            Recovery.DuplicateBytes += segmentSize;
            delivery.Bytes += segmentSize;
        }

        if (Recovery.Duplicates < byte.MaxValue)
        {
            Recovery.Duplicates++;
        }

        if (Recovery.Duplicates == DuplicateThreshold && Recovery.Phase == RecoveryPhase.Open && Send.Unacknowledged > Recovery.Point)
        {
            Board.MarkFirstLost(ref context.Records.Sent, segmentSize);
        }
    }

    // A round trip: of what was sent once, or by the echo of our clock (RFC 7323, 4.1).
    private void Measure(scoped in TcpHeader segment, scoped in Delivery delivery, bool advanced, Instant now)
    {
        if (delivery.HasSample)
        {
            Rtt.OnSample(now - delivery.SampleSentAt, now);
        }
        else if (advanced && segment.HasTimestamps && segment.TimestampEcho != 0)
        {
            uint ticks = Options.Clock(now) - segment.TimestampEcho;
            if (ticks < 1u << 20)
            {
                Rtt.OnSample(Duration.FromNanoseconds((long)ticks << TcpClock.TickBits), now);
            }
        }

        if (Options.Sack && delivery.Bytes != 0)
        {
            bool echoesOriginal = segment.HasTimestamps && delivery.Repeated
                && (int)(segment.TimestampEcho - Options.Clock(delivery.SentAt)) < 0;
            Rack.OnDelivery(delivery, now, Rtt.Minimum, echoesOriginal);
        }
    }

    private Instant FindLoss<TEmitter>(scoped in TcpHeader segment, scoped in Delivery delivery, bool duplicated, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (Send.Flight == 0 || (delivery.Bytes == 0 && !duplicated) || (Board.IsClean && !Rack.ReorderingSeen && segment.SackCount == 0 && Recovery.Phase == RecoveryPhase.Open))
        {
            return Instant.Never;
        }

        Duration wait = Rack.DetectLoss(ref Board, ref context.Records.Sent, context.Now, CurrentReorderingWindow());
        return wait > Duration.Zero ? context.Now + wait : Instant.Never;
    }

    private readonly Duration CurrentReorderingWindow() =>
        Rack.ReorderingWindow(Rtt.Minimum, Rtt.Smoothed, Recovery.Phase != RecoveryPhase.Open, Board.Sacked, Options.SegmentSize);

    // RFC 8985, 7.4.2. Returns whether the probe has repaired a loss, which is congestion all the same.
    private bool SettleProbe(TcpSequence acknowledgement, bool advanced, bool duplicated, uint length)
    {
        if (!Recovery.ProbeUnderWay || acknowledgement < Recovery.ProbeEnd)
        {
            return false;
        }

        if (!Recovery.ProbeRepeats || duplicated)
        {
            Recovery.ProbeUnderWay = false;
            return false;
        }

        if (acknowledgement > Recovery.ProbeEnd)
        {
            Recovery.ProbeUnderWay = false;
            return true;
        }

        // The same once more, without data: both copies have arrived.
        if (!advanced && length == 0)
        {
            Recovery.ProbeUnderWay = false;
        }

        return false;
    }

    // The peer echoes a mark of congestion: once a round trip that counts (RFC 3168, 6.1.2).
    private bool IsMarked(scoped in TcpHeader segment)
    {
        if (!Options.Ecn || !segment.Has(TcpFlags.Ece) || Recovery.Phase != RecoveryPhase.Open || Send.Unacknowledged <= Recovery.Point)
        {
            return false;
        }

        Set(ConnectionFlags.ReducedPending);
        return true;
    }

    private void Respond<TEmitter>(scoped in Delivery delivery, bool advanced, bool slowDown, uint flight, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint segment = Options.SegmentSize;
        switch (Recovery.Phase)
        {
            case RecoveryPhase.Open:
                if ((Board.HasLost && Send.Window != 0 && Timers.Kind != RetransmissionTimer.Persist) || slowDown)
                {
                    BeginReduction(flight, delivery.Bytes, ref context);
                }
                else if (advanced)
                {
                    Grow(delivery.Bytes, flight, context.Now);
                }

                break;
            case RecoveryPhase.Reducing:
                if (Send.Unacknowledged >= Recovery.Point)
                {
                    Congestion.Window = Math.Max(Congestion.SlowStartThreshold, segment);
                    EndRecovery();
                }
                else if (delivery.Bytes != 0)
                {
                    Congestion.Window = Recovery.Reduce(delivery.Bytes, Pipe, Congestion.SlowStartThreshold, segment, first: false);
                }

                break;
            case RecoveryPhase.Loss:
                if (advanced)
                {
                    Congestion.OnAcknowledged(delivery.Bytes, segment, context.Now, Rtt.Smoothed);
                }

                if (Send.Unacknowledged >= Recovery.Point)
                {
                    EndRecovery();
                }

                break;
        }
    }

    private void BeginReduction<TEmitter>(uint flight, uint delivered, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        context.Records.Counters.FastRecoveries++;
        Congestion.OnCongestion(flight, Options.SegmentSize);
        Recovery.Begin(Send.Next, flight);
        Congestion.Window = Recovery.Reduce(delivered, Pipe, Congestion.SlowStartThreshold, Options.SegmentSize, first: true);
    }

    private void EndRecovery()
    {
        Recovery.Phase = RecoveryPhase.Open;
        Recovery.DuplicateBytes = 0;
        Recovery.Duplicates = 0;
        Rack.OnRecovered();
    }

    private void Grow(uint delivered, uint flight, Instant now)
    {
        // Growing a window that is not used would say nothing about the path (RFC 7661, 9438 5.8).
        bool limited = Has(ConnectionFlags.CongestionLimited) || (Congestion.InSlowStart && 2 * flight >= Congestion.Window);
        if (limited)
        {
            Congestion.OnAcknowledged(delivered, Options.SegmentSize, now, Rtt.Smoothed);
        }
        else
        {
            Congestion.OnNotLimiting();
        }
    }
}
