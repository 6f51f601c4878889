using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>The handshake: RFC 9293, 3.5.</content>
internal partial struct TcpConnection
{
    // The shift that lets the largest window be offered.
    private const byte WindowShift = 7;

    /// <summary>The largest shift of a window: RFC 7323, 2.3.</summary>
    public const int MaximumShift = 14;

    // What a peer accepts that does not say: RFC 9293, 3.7.1.
    private const ushort DefaultSegmentV4 = 536;
    private const ushort DefaultSegmentV6 = 1220;

    // Below this no path's maximum is believed: RFC 9293, 3.7.2 asks for robustness, RFC 1191 and 8201 for these sizes.
    private const int SmallestPayload = 48;

    /// <summary>Makes it a connection that has not begun.</summary>
    public void Initialize(in TcpSettings settings)
    {
        Settings = settings;
        Timers.StopAll();
        _tuning.Limit = TcpSettings.InitialReceiveBuffer;
        Congestion.Algorithm = settings.Congestion;
    }

    /// <summary>Makes what is left of an attempt to connect something that has not begun.</summary>
    public void Renew()
    {
        TcpLinks links = Links;
        TcpSettings settings = Settings;
        this = default;
        Links = links;
        Initialize(settings);
    }

    /// <summary>Follows other settings from now on.</summary>
    public void Change(in TcpSettings settings, Instant now)
    {
        bool keepAlive = settings.KeepAlive != Settings.KeepAlive
            || !settings.KeepAliveIdle.Equals(Settings.KeepAliveIdle)
            || !settings.KeepAliveInterval.Equals(Settings.KeepAliveInterval);
        Settings = settings;
        Congestion.Algorithm = settings.Congestion;
        if (keepAlive)
        {
            StartKeepAlive(now);
        }
    }

    /// <summary>The receive buffer that a connection with these settings starts with.</summary>
    public static uint InitialReceiveLimit(in TcpSettings settings) =>
        settings.ReceiveBuffer != 0 ? settings.ReceiveBuffer : TcpSettings.InitialReceiveBuffer;

    /// <summary>Opens it actively: sends a SYN.</summary>
    public void Connect<TEmitter>(scoped in TcpFlow flow, TcpSequence initial, uint timestampOffset, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Flow = flow;
        State = TcpState.SynSent;
        StartSending(initial);
        Send.Next = initial + 1;
        Options.TimestampOffset = timestampOffset;
        Options.ReceiveScale = WindowShift;
        Options.OfferedSegment = SegmentOffer(context.Emitter.LargestSegment(flow));
        Timers.LastReceived = context.Now;
        context.Records.Counters.ActiveOpens++;
        SendSyn(ref context);
        Timers.StartRetransmission(RetransmissionTimer.Timeout, context.Now + Rtt.Timeout);
    }

    /// <summary>Makes it the connection that a peer has opened, whose SYN was answered and whose acknowledgement of that has come.</summary>
    public void Accept<TEmitter>(scoped in TcpFlow flow, scoped in SynRecord syn, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Flow = flow;
        Set(ConnectionFlags.Passive);
        StartSending(syn.Initial);
        Send.Next = syn.Initial + 1;
        Options.TimestampOffset = syn.TimestampOffset;
        Options.OfferedSegment = syn.OfferedSegment;
        Receive.Initial = syn.PeerInitial;
        Receive.Next = syn.PeerInitial + 1;
        Receive.Edge = Receive.Next + syn.Window;
        Receive.Acknowledged = Receive.Next;
        Options.PeerSegment = syn.PeerSegment;
        Options.Sack = syn.Sack;
        Options.Ecn = syn.Ecn;
        Options.Timestamps = syn.Timestamps;
        Options.RecentTimestamp = syn.RecentTimestamp;
        Options.RecentAt = syn.ReceivedAt;
        Options.WindowScaling = syn.WindowScaling;
        Options.SendScale = syn.SendScale;
        Options.ReceiveScale = syn.WindowScaling ? WindowShift : (byte)0;
        if (syn.Attempts > 1)
        {
            Set(ConnectionFlags.SynRepeated);
        }

        State = TcpState.SynReceived;
        context.Records.Counters.PassiveOpens++;
        Timers.LastReceived = context.Now;
        if (syn.Attempts == 1)
        {
            Rtt.OnSample(context.Now - syn.AnsweredAt, context.Now);
        }
    }

    /// <summary>The largest segment to offer a peer: MSS of RFC 9293, 3.7.1.</summary>
    public static ushort SegmentOffer(int largestSegment) => (ushort)Math.Clamp(largestSegment - TcpHeader.MinimumBytes, SmallestPayload, ushort.MaxValue);

    /// <summary>The window in a SYN, which is never scaled: RFC 7323, 2.2.</summary>
    public static ushort InitialWindow(uint limit) => (ushort)Math.Min(limit, ushort.MaxValue);

    /// <summary>What a SYN and an answer to one say besides their numbers.</summary>
    public static void DescribeSyn(ref TcpHeader header, ushort segment, bool scaling, bool sack, bool timestamps)
    {
        header.MaximumSegment = segment;
        header.HasWindowScale = scaling;
        header.WindowScale = scaling ? WindowShift : (byte)0;
        header.SackPermitted = sack;
        header.HasTimestamps = timestamps;
    }

    /// <summary>The payload that fits into the segments of a path, given what the peer said it accepts.</summary>
    public static ushort PayloadFor(int largestSegment, ushort peerSegment, bool v4, bool timestamps)
    {
        int peer = peerSegment != 0 ? peerSegment : v4 ? DefaultSegmentV4 : DefaultSegmentV6;
        int payload = Math.Min(peer, largestSegment - TcpHeader.MinimumBytes) - (timestamps ? TcpHeader.TimestampBytes : 0);
        return (ushort)Math.Clamp(payload, SmallestPayload, ushort.MaxValue);
    }

    /// <summary>The path takes segments of another size: what is under way and too large was dropped (RFC 1191, RFC 8201).</summary>
    public void OnPathChanged<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State < TcpState.Established)
        {
            return;
        }

        ushort before = Options.SegmentSize;
        SizeSegments(context.Emitter.LargestSegment(Flow));
        if (Options.SegmentSize < before && Send.Flight > Options.SegmentSize)
        {
            Board.MarkAllLost(ref context.Records.Sent);
            Output(ref context);
        }
    }

    private void StartSending(TcpSequence initial)
    {
        Send.Initial = initial;
        Send.Unacknowledged = initial;
        Send.Next = initial;
        Send.Data = initial + 1;
        Recovery.Point = initial;
        Rack.Start(initial + 1);
    }

    private void SizeSegments(int largestSegment) =>
        Options.SegmentSize = PayloadFor(largestSegment, Options.PeerSegment, Flow.Remote.Address.IsV4, Options.Timestamps);

    private void SendSyn<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        bool answer = State == TcpState.SynReceived;
        TcpHeader header = default;
        header.SourcePort = Flow.Local.Port;
        header.DestinationPort = Flow.Remote.Port;
        header.Sequence = Send.Initial;
        header.Flags = answer ? TcpFlags.Syn | TcpFlags.Ack : TcpFlags.Syn;
        header.Window = InitialWindow(ReceiveLimit);
        DescribeSyn(
            ref header,
            Options.OfferedSegment,
            !answer || Options.WindowScaling,
            !answer || Options.Sack,
            !answer || Options.Timestamps);
        header.TimestampValue = Options.Clock(context.Now);

        // RFC 3168, 6.1.1: a SYN that is sent again does not ask, in case that is why nobody answers.
        if (answer)
        {
            header.Acknowledgement = Receive.Next;
            header.TimestampEcho = Options.RecentTimestamp;
            header.Flags |= Options.Ecn ? TcpFlags.Ece : TcpFlags.None;
            Receive.Acknowledged = Receive.Next;
            Receive.Edge = TcpSequence.Max(Receive.Edge, Receive.Next + header.Window);
        }
        else if (Settings.Ecn && !Has(ConnectionFlags.SynRepeated))
        {
            header.Flags |= TcpFlags.Ece | TcpFlags.Cwr;
        }

        Timers.LastSent = context.Now;
        TrySend(header, default, ref context);
    }

    // RFC 9293, 3.10.7.3.
    private void OnSegmentInSynSent<TEmitter>(scoped in TcpHeader segment, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        bool acknowledges = segment.Has(TcpFlags.Ack);
        if (acknowledges && segment.Acknowledgement != Send.Next)
        {
            if (!segment.Has(TcpFlags.Rst))
            {
                SendReset(segment.Acknowledgement, ref context);
            }

            return;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            if (acknowledges)
            {
                Enter(TcpState.Closed, SystemError.ConnectionRefused, ref context);
            }

            return;
        }

        if (!segment.Has(TcpFlags.Syn))
        {
            return;
        }

        NegotiateAsOpener(segment, context.Now);
        Receive.Initial = segment.Sequence;
        Receive.Next = segment.Sequence + 1;
        Receive.Edge = Receive.Next + InitialWindow(ReceiveLimit);
        if (!acknowledges)
        {
            // Both have opened at one time: RFC 9293, 3.5, figure 8.
            State = TcpState.SynReceived;
            SendSyn(ref context);
            Timers.StartRetransmission(RetransmissionTimer.Timeout, context.Now + Rtt.Timeout);
            return;
        }

        if (!Has(ConnectionFlags.SynRepeated))
        {
            Rtt.OnSample(context.Now - Timers.LastSent, context.Now);
        }

        TakeWindow(segment, segment.Window);
        Establish(segment.Acknowledgement, ref context);
        Set(ConnectionFlags.AcknowledgeNow);
        Output(ref context);
    }

    private void NegotiateAsOpener(scoped in TcpHeader syn, Instant now)
    {
        Options.PeerSegment = syn.MaximumSegment;
        Options.Sack = syn.SackPermitted;
        Options.Timestamps = syn.HasTimestamps;
        Options.RecentTimestamp = syn.TimestampValue;
        Options.RecentAt = now;
        Options.WindowScaling = syn.HasWindowScale;
        Options.SendScale = (byte)Math.Min((int)syn.WindowScale, MaximumShift);
        if (!syn.HasWindowScale)
        {
            Options.ReceiveScale = 0;
        }

        bool offered = syn.Has(TcpFlags.Ack)
            ? (syn.Flags & (TcpFlags.Ece | TcpFlags.Cwr)) == TcpFlags.Ece
            : (syn.Flags & (TcpFlags.Ece | TcpFlags.Cwr)) == (TcpFlags.Ece | TcpFlags.Cwr);
        Options.Ecn = Settings.Ecn && offered && !Has(ConnectionFlags.SynRepeated);
    }

    // Our SYN is acknowledged, and the peer's is known.
    private void Establish<TEmitter>(TcpSequence acknowledgement, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        State = Has(ConnectionFlags.FinQueued) ? TcpState.FinWait1 : TcpState.Established;
        Send.Unacknowledged = acknowledgement;
        Options.ReceivedSegment = 0;
        SizeSegments(context.Emitter.LargestSegment(Flow));
        Timers.StopRetransmission();
        Timers.Attempts = 0;
        Timers.StalledSince = Instant.Never;
        Congestion.Start(Options.SegmentSize, Has(ConnectionFlags.SynRepeated));
        if (Has(ConnectionFlags.SynRepeated))
        {
            Rtt.OnLostSyn();
        }

        SoftError = SystemError.None;
        StartKeepAlive(context.Now);
    }
}
