using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>Sending: RFC 9293, 3.8.6.2.1 and 3.10.2, RFC 6675, 5.</content>
internal partial struct TcpConnection
{
    /// <summary>
    /// Sends what there is to be sent and may be: what was lost, what is new, and otherwise an acknowledgement if one is due.
    /// <see langword="false"/> if the emitter would not take it: then it is called again when there may be room.
    /// </summary>
    public bool Output<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State is TcpState.Closed or TcpState.SynSent or TcpState.SynReceived or TcpState.TimeWait)
        {
            return true;
        }

        if (Has(ConnectionFlags.Starved) && TcpBudget.SendSpace(context.Packets, _sendBuffer.Length) >= TcpBudget.ModestBuffer / 2)
        {
            Clear(ConnectionFlags.Starved);
        }

        bool taken = true;
        if (Board.HasLost || Send.Next < SendEnd || (Has(ConnectionFlags.FinQueued) && Send.Next == SendEnd))
        {
            TcpSequence next = Send.Next;
            taken = TryRepeatLost(ref context) && TrySendNew(ref context);
            ArmRetransmission(context.Now, restart: Send.Next != next && MayProbe);
        }

        if (taken && Has(ConnectionFlags.AcknowledgeNow))
        {
            taken = TrySendAcknowledgement(ref context);
        }

        if (taken)
        {
            Clear(ConnectionFlags.Blocked);
        }
        else
        {
            Set(ConnectionFlags.Blocked);
        }

        return taken;
    }

    private bool TryRepeatLost<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        while (Board.HasLost && Send.Window != 0 && Board.TryFindLost(ref context.Records.Sent, out Handle<SentRange> range))
        {
            uint pipe = Pipe;
            if (pipe != 0 && pipe + Options.SegmentSize > Congestion.Window)
            {
                break;
            }

            if (!TryRepeat(range, Options.SegmentSize, ref context))
            {
                return false;
            }
        }

        return true;
    }

    // Sends the first bytes of a range again, at most so many.
    private bool TryRepeat<TEmitter>(Handle<SentRange> handle, uint limit, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref SentRange range = ref context.Records.Sent[handle];
        uint numbers = Math.Min(range.Length, limit);
        TcpSequence end = range.Start + numbers;
        uint count = end > SendEnd ? numbers - 1 : numbers;
        TcpHeader header = Header(range.Start, ref context);
        header.Flags |= end > SendEnd ? TcpFlags.Fin | TcpFlags.Psh : TcpFlags.Psh;
        if (!TrySend(header, _sendBuffer.At(ref context.Packets, (uint)(range.Start - Send.Data), count), ref context))
        {
            return false;
        }

        Recovery.OnSent(Board.Retransmit(ref context.Records.Sent, handle, numbers, context.Now));
        context.Records.Counters.SegmentsRetransmitted++;
        OnSent(context.Now);
        return true;
    }

    private bool TrySendNew<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Clear(ConnectionFlags.CongestionLimited);
        if (Send.Flight == 0 && context.Now - Timers.LastSent > Rtt.Timeout)
        {
            Congestion.OnIdle(Options.SegmentSize);
        }

        uint burst = (uint)context.Emitter.LargestBurst(Flow) / Options.SegmentSize * Options.SegmentSize;
        while (true)
        {
            uint unsent = Unsent;
            bool finishes = Has(ConnectionFlags.FinQueued) && Send.Next <= SendEnd;
            if (unsent == 0 && !finishes)
            {
                return true;
            }

            uint count = Math.Min(Allowance(unsent, finishes), Math.Max(burst, Options.SegmentSize));
            if (count == 0 && unsent != 0)
            {
                return true;
            }

            if (!TrySendNew(count, finishes && count == unsent, ref context))
            {
                return false;
            }
        }
    }

    // How many of the bytes that were never sent may be sent now: what the windows allow, without sending small segments needlessly (RFC 9293, 3.8.6.2.1
    // and 3.7.4).
    private uint Allowance(uint unsent, bool finishes)
    {
        uint flight = Send.Flight;
        uint window = Send.Window > flight ? Send.Window - flight : 0;
        uint pipe = Pipe;
        uint room = Congestion.Window > pipe ? Congestion.Window - pipe : 0;
        uint count = Math.Min(unsent, Math.Min(window, room));
        if (room < unsent && room <= window)
        {
            Set(ConnectionFlags.CongestionLimited);
        }

        bool eager = Settings.NoDelay || finishes;
        if (count >= Options.SegmentSize)
        {
            return count == unsent && eager ? count : count - (count % Options.SegmentSize);
        }

        if (count == unsent)
        {
            return eager || flight == 0 ? count : 0;
        }

        return window <= room && (eager || flight == 0) && count >= Send.LargestWindow / 2 ? count : 0;
    }

    private bool TrySendNew<TEmitter>(uint count, bool fin, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpSequence start = Send.Next;
        TcpHeader header = Header(start, ref context);
        if (count == Unsent)
        {
            header.Flags |= TcpFlags.Psh;
        }

        if (fin)
        {
            header.Flags |= TcpFlags.Fin;
        }

        if (Has(ConnectionFlags.ReducedPending) && count != 0)
        {
            header.Flags |= TcpFlags.Cwr;
        }

        if (!TrySend(header, _sendBuffer.At(ref context.Packets, (uint)(start - Send.Data), count), ref context))
        {
            return false;
        }

        // Without memory for the record the bytes count as never sent, and go once more.
        uint numbers = count + (fin ? 1u : 0);
        if (!Board.TryAppend(ref context.Records.Sent, start, start + numbers, context.Now))
        {
            return false;
        }

        Send.Next = start + numbers;
        Recovery.OnSent(numbers);
        if (count != 0)
        {
            Clear(ConnectionFlags.ReducedPending);
        }

        OnSent(context.Now);
        return true;
    }

    private bool TrySendAcknowledgement<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpHeader header = Header(Send.Next, ref context);
        if (Options.Sack && (Has(ConnectionFlags.DuplicateKnown) || !_reassembly.IsEmpty))
        {
            if (Has(ConnectionFlags.DuplicateKnown))
            {
                header.AddSack(_duplicate.Start, _duplicate.End);
            }

            _reassembly.Describe(ref context.Records.Received, ref header, header.SackRoom());
        }

        if (!TrySend(header, default, ref context))
        {
            Set(ConnectionFlags.AcknowledgeNow);
            return false;
        }

        Clear(ConnectionFlags.DuplicateKnown);
        OnAcknowledged();
        return true;
    }

    // A segment without data that the peer must answer: its number is one that was acknowledged long ago.
    private void SendQuestion<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpHeader header = Header(Send.Unacknowledged - 1, ref context);
        TrySend(header, default, ref context);
    }

    // Resets the peer. Sequence number rules: RFC 9293, 3.5.2.
    private void SendReset<TEmitter>(TcpSequence number, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpHeader header = default;
        header.SourcePort = Flow.Local.Port;
        header.DestinationPort = Flow.Remote.Port;
        header.Sequence = number;
        header.Flags = TcpFlags.Rst;
        if (State >= TcpState.Established)
        {
            header.Flags |= TcpFlags.Ack;
            header.Acknowledgement = Receive.Next;
            header.HasTimestamps = Options.Timestamps;
            header.TimestampValue = Options.Clock(context.Now);
            header.TimestampEcho = Options.RecentTimestamp;
        }

        context.Records.Counters.ResetsSent++;
        TrySend(header, default, ref context);
    }

    private TcpHeader Header<TEmitter>(TcpSequence number, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        OpenWindow(context.Packets);
        TcpHeader header = default;
        header.SourcePort = Flow.Local.Port;
        header.DestinationPort = Flow.Remote.Port;
        header.Sequence = number;
        header.Acknowledgement = Receive.Next;
        header.Flags = Has(ConnectionFlags.EchoCongestion) ? TcpFlags.Ack | TcpFlags.Ece : TcpFlags.Ack;
        header.Window = (ushort)Math.Min(Receive.Window >> Options.ReceiveScale, ushort.MaxValue);
        if (Options.Timestamps)
        {
            header.HasTimestamps = true;
            header.TimestampValue = Options.Clock(context.Now);
            header.TimestampEcho = Options.RecentTimestamp;
        }

        return header;
    }

    private bool TrySend<TEmitter>(scoped in TcpHeader header, TcpPayload payload, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        // What is sent for the first time and has data may be marked; nothing else (RFC 3168, 6.1.4 to 6.1.6).
        bool capable = Options.Ecn && payload.Length != 0 && header.Sequence == Send.Next;
        if (!context.Emitter.TrySend(Flow, header, payload, Options.SegmentSize, capable))
        {
            return false;
        }

        context.Records.Counters.SegmentsSent++;
        return true;
    }

    private void OnSent(Instant now)
    {
        Timers.LastSent = now;
        OnAcknowledged();
    }

    // Every segment acknowledges.
    private void OnAcknowledged()
    {
        Receive.Acknowledged = Receive.Next;
        Timers.DelayedAcknowledgement = Instant.Never;
        Clear(ConnectionFlags.AcknowledgeNow);
    }
}
