using System;

using Hermit.Abi;

namespace Hermit.Net;

/// <content>What happens when nothing happens: RFC 6298, RFC 8985, 7, RFC 9293, 3.8.</content>
internal partial struct TcpConnection
{
    private const int MaximumSynAttempts = 6;
    private const int MaximumAttempts = 15;

    // How long the acknowledgement of a single segment may be delayed by the peer: RFC 8985, 7.2.
    private static Duration WorstDelay => Duration.FromMilliseconds(200);

    // How long the peer of a socket that nobody owns may take to close.
    private static Duration OrphanLifetime => Duration.FromSeconds(60);

    // RFC 9293, 3.8.3: R2 is at least 100 seconds; here more than two of the longest intervals between questions.
    private static Duration DefaultPatience => Duration.FromSeconds(300);

    private readonly bool MayProbe =>
        Options.Sack && Recovery.Phase == RecoveryPhase.Open && Board.IsClean && !Recovery.ProbeUnderWay && Rtt.HasSample;

    /// <summary>Does what is due.</summary>
    public void OnTimer<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Instant now = context.Now;
        if (now >= Timers.Lifetime)
        {
            Enter(TcpState.Closed, SystemError.None, ref context);
            return;
        }

        if (now >= Timers.DelayedAcknowledgement)
        {
            Set(ConnectionFlags.AcknowledgeNow);
        }

        if (now >= Timers.Retransmission)
        {
            OnRetransmissionTimer(ref context);
        }

        if (now >= Timers.KeepAlive)
        {
            OnKeepAlive(ref context);
        }

        Output(ref context);
    }

    private void OnRetransmissionTimer<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        RetransmissionTimer kind = Timers.Kind;
        Timers.StopRetransmission();
        if (State is TcpState.SynSent or TcpState.SynReceived)
        {
            OnHandshakeTimeout(ref context);
            return;
        }

        switch (kind)
        {
            case RetransmissionTimer.Timeout:
                OnTimeout(ref context);
                break;
            case RetransmissionTimer.TailLossProbe:
                SendTailLossProbe(ref context);
                break;
            case RetransmissionTimer.Reordering:
                OnReorderingTimeout(ref context);
                break;
            case RetransmissionTimer.Persist:
                OnPersist(ref context);
                break;
        }
    }

    private void OnHandshakeTimeout<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (++Timers.Attempts > MaximumSynAttempts || IsOutOfPatience(context.Now))
        {
            Enter(TcpState.Closed, SoftError != SystemError.None ? SoftError : SystemError.TimedOut, ref context);
            return;
        }

        if (Timers.StalledSince.Equals(Instant.Never))
        {
            Timers.StalledSince = context.Now;
        }

        Set(ConnectionFlags.SynRepeated);
        Rtt.BackOff();
        SendSyn(ref context);
        context.Records.Counters.SegmentsRetransmitted++;
        Timers.StartRetransmission(RetransmissionTimer.Timeout, context.Now + Rtt.Timeout);
    }

    // RFC 6298, 5.4 to 5.7; RFC 5681, 3.1.
    private void OnTimeout<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (Timers.StalledSince.Equals(Instant.Never))
        {
            Timers.StalledSince = context.Now;
        }

        if (++Timers.Attempts > MaximumAttempts || IsOutOfPatience(context.Now))
        {
            Enter(TcpState.Closed, SoftError != SystemError.None ? SoftError : SystemError.TimedOut, ref context);
            return;
        }

        context.Records.Counters.Timeouts++;
        if ((context.Records.Sent[Board.First].Flags & SentFlags.Sacked) != 0)
        {
            Board.Renege(ref context.Records.Sent);
        }

        Congestion.OnTimeout(Send.Flight, Options.SegmentSize, first: Timers.Attempts == 1);
        Recovery.Phase = RecoveryPhase.Loss;
        Recovery.Point = Send.Next;
        Recovery.ProbeUnderWay = false;
        Recovery.Duplicates = 0;
        Recovery.DuplicateBytes = 0;
        Board.MarkAllLost(ref context.Records.Sent);
        Rtt.BackOff();
    }

    private readonly bool IsOutOfPatience(Instant now)
    {
        Duration patience = Settings.UserTimeout;
        return patience > Duration.Zero && !Timers.StalledSince.Equals(Instant.Never) && now - Timers.StalledSince >= patience;
    }

    // RFC 8985, 7.3: new data if there is some, otherwise the last segment.
    private void SendTailLossProbe<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (Send.Flight == 0)
        {
            return;
        }

        uint segment = Options.SegmentSize;
        uint count = Math.Min(Unsent, segment);
        bool fresh = count != 0 && Send.Flight + count <= Send.Window;
        bool sent = fresh
            ? TrySendNew(count, fin: false, ref context)
            : TryRepeat(Board.SplitLast(ref context.Records.Sent, segment), segment, ref context);
        if (sent)
        {
            Recovery.ProbeUnderWay = true;
            Recovery.ProbeRepeats = !fresh;
            Recovery.ProbeEnd = Send.Next;
            context.Records.Counters.TailLossProbes++;
        }

        Timers.StartRetransmission(RetransmissionTimer.Timeout, context.Now + Rtt.Timeout);
    }

    private void OnReorderingTimeout<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint flight = Send.Flight;
        Duration wait = Rack.DetectLoss(ref Board, ref context.Records.Sent, context.Now, CurrentReorderingWindow());
        if (Board.HasLost && Recovery.Phase == RecoveryPhase.Open)
        {
            BeginReduction(flight, 0, ref context);
        }

        if (wait > Duration.Zero)
        {
            Timers.StartRetransmission(RetransmissionTimer.Reordering, context.Now + wait);
        }
        else
        {
            ArmRetransmission(context.Now, restart: true);
        }
    }

    // Asks about the closed window with a byte beyond it; or sends what little the window has room for, because nobody will ask for it.
    private void OnPersist<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        bool silent = context.Now - Timers.LastReceived > DefaultPatience;
        if (Timers.StalledSince.Equals(Instant.Never))
        {
            Timers.StalledSince = context.Now;
        }

        if ((Timers.Attempts >= MaximumAttempts && (silent || IsDetached)) || IsOutOfPatience(context.Now))
        {
            Enter(TcpState.Closed, SystemError.TimedOut, ref context);
            return;
        }

        if (Timers.Attempts < byte.MaxValue)
        {
            Timers.Attempts++;
        }

        if (Send.Flight != 0)
        {
            TryRepeat(Board.First, 1, ref context);
        }
        else if (Unsent != 0)
        {
            TrySendNew(Math.Clamp(Send.Window, 1, Math.Min(Unsent, Options.SegmentSize)), fin: false, ref context);
        }

        ArmRetransmission(context.Now, restart: true);
    }

    private void OnKeepAlive<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Instant due = Timers.LastReceived + Settings.KeepAliveIdle;
        if (Timers.KeepAliveProbes == 0 && due > context.Now)
        {
            Timers.KeepAlive = due;
            return;
        }

        // While something is under way the retransmission timer finds out.
        if (Send.Flight == 0)
        {
            if (Timers.KeepAliveProbes >= Settings.KeepAliveProbes)
            {
                SendReset(Send.Next, ref context);
                Enter(TcpState.Closed, SoftError != SystemError.None ? SoftError : SystemError.TimedOut, ref context);
                return;
            }

            Timers.KeepAliveProbes++;
            SendQuestion(ref context);
        }

        Timers.KeepAlive = context.Now + Settings.KeepAliveInterval;
    }

    private void StartKeepAlive(Instant now)
    {
        bool possible = State is >= TcpState.Established and not TcpState.TimeWait;
        Timers.KeepAlive = Settings.KeepAlive && possible ? Instant.Max(now, Timers.LastReceived) + Settings.KeepAliveIdle : Instant.Never;
    }

    // Chooses what the sending side waits for. Without `restart` a timer that runs for the right reason goes on (RFC 6298, 5.1).
    private void ArmRetransmission(Instant now, bool restart)
    {
        if (State is TcpState.Closed or TcpState.TimeWait)
        {
            return;
        }

        uint flight = Send.Flight;
        if (Send.Window == 0 || flight == 0)
        {
            // The peer's window is what keeps us from sending, and the peer may not tell again that it has opened.
            bool waits = flight != 0 || (Unsent != 0 && !Has(ConnectionFlags.Blocked));
            if (!waits)
            {
                Timers.StopRetransmission();
            }
            else if (restart || Timers.Kind != RetransmissionTimer.Persist)
            {
                Duration wait = Duration.Min(
                    Rtt.Timeout * (1L << Math.Min((int)Timers.Attempts, 10)),
                    Duration.FromMilliseconds(RttEstimator.MaximumTimeout));
                Timers.StartRetransmission(RetransmissionTimer.Persist, now + wait);
            }

            return;
        }

        if (!restart && Timers.Kind is RetransmissionTimer.Timeout or RetransmissionTimer.TailLossProbe or RetransmissionTimer.Reordering)
        {
            return;
        }

        Instant timeout = now + Rtt.Timeout;
        if (MayProbe)
        {
            Duration wait = Rtt.Smoothed * 2;
            if (flight <= Options.SegmentSize)
            {
                wait += WorstDelay;
            }

            if (now + wait < timeout)
            {
                Timers.StartRetransmission(RetransmissionTimer.TailLossProbe, now + wait);
                return;
            }
        }

        Timers.StartRetransmission(RetransmissionTimer.Timeout, timeout);
    }
}
