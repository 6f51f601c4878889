using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// A connection: the transmission control block of RFC 9293, and the functions that take it from step to step. It knows nothing of tables, threads and
/// clocks: segments and times come in by <see cref="OnSegment"/> and <see cref="OnTimer"/>, segments go out through the emitter of the step's context.
/// <para>The parts are in files of their own: opening, arrival, acknowledgement, delivery, output, timers, and what its owner does.</para>
/// </summary>
internal partial struct TcpConnection : IFlowRecord<TcpConnection>
{
    private ByteChain _sendBuffer;
    private ByteChain _receiveBuffer;
    private ReassemblyQueue _reassembly;
    private TcpSackRange _duplicate;
    private ConnectionFlags _flags;
    private ReceiveTuning _tuning;
    private Instant _nextChallenge;

    /// <summary>Who is connected.</summary>
    public TcpFlow Flow;

    /// <summary>What the owner has chosen.</summary>
    public TcpSettings Settings;

    /// <summary>The send sequence space.</summary>
    public SendSequence Send;

    /// <summary>The receive sequence space.</summary>
    public ReceiveSequence Receive;

    /// <summary>What was agreed upon.</summary>
    public NegotiatedOptions Options;

    /// <summary>The round-trip time.</summary>
    public RttEstimator Rtt;

    /// <summary>The congestion window.</summary>
    public CongestionControl Congestion;

    /// <summary>What is under way.</summary>
    public Scoreboard Board;

    /// <summary>How loss is recovered from.</summary>
    public LossRecovery Recovery;

    /// <summary>How loss is found.</summary>
    public RackState Rack;

    /// <summary>What it waits for.</summary>
    public TcpTimers Timers;

    /// <summary>Where it stands in the tables.</summary>
    public TcpLinks Links;

    /// <summary>The state.</summary>
    public TcpState State;

    /// <summary>Why the connection ended, until the owner has been told.</summary>
    public SystemError Error;

    /// <summary>What the network has complained about, for when the connection times out (RFC 9293, 3.9.2.2).</summary>
    public SystemError SoftError;

    /// <inheritdoc/>
    public readonly uint FlowHash => Links.Hash;

    /// <inheritdoc/>
    public Handle<TcpConnection> NextInBucket
    {
        readonly get => Links.NextInBucket;
        set => Links.NextInBucket = value;
    }

    /// <summary>Whether nobody owns it.</summary>
    public readonly bool IsDetached => Has(ConnectionFlags.Detached);

    /// <summary>Whether something waits for room below, or the owner for buffers.</summary>
    public readonly bool IsBlocked => Has(ConnectionFlags.Blocked | ConnectionFlags.Starved);

    /// <summary>Whether it has something to say, or may have.</summary>
    public readonly bool WantsOutput =>
        Has(ConnectionFlags.AcknowledgeNow) || Board.HasLost || Send.Next < SendEnd || (Has(ConnectionFlags.FinQueued) && Send.Next == SendEnd);

    /// <summary>Whether the peer opened it.</summary>
    public readonly bool IsPassive => Has(ConnectionFlags.Passive);

    /// <summary>How many bytes wait to be read.</summary>
    public readonly uint Unread => _receiveBuffer.Length;

    /// <summary>How many bytes are not acknowledged yet, sent or not.</summary>
    public readonly uint Unsettled => _sendBuffer.Length;

    /// <summary>How many bytes wait for bytes before them.</summary>
    public readonly uint OutOfOrder => _reassembly.Bytes;

    /// <summary>Whether the peer has said that it sends no more, and all of it was received.</summary>
    public readonly bool PeerFinished => Receive.FinKnown && Receive.Next > Receive.Fin;

    /// <summary>The number after the last byte in the send buffer: that of our FIN, once it is queued.</summary>
    public readonly TcpSequence SendEnd => Send.Data + _sendBuffer.Length;

    /// <summary>How many bytes were never sent.</summary>
    public readonly uint Unsent => SendEnd > Send.Next ? (uint)(SendEnd - Send.Next) : 0;

    /// <summary>How many bytes are under way: RFC 6675, 4.</summary>
    public readonly uint Pipe
    {
        get
        {
            uint pipe = Send.Flight - Board.Sacked - Board.Lost + Board.Retransmitted;
            return pipe - Math.Min(pipe, Recovery.DuplicateBytes);
        }
    }

    /// <summary>Whether our FIN was sent and acknowledged.</summary>
    public readonly bool FinAcknowledged => Has(ConnectionFlags.FinQueued) && Send.Unacknowledged > SendEnd;

    /// <summary>What the owner could do without waiting.</summary>
    public readonly Readiness Readiness
    {
        get
        {
            var readiness = Readiness.None;
            bool over = State is TcpState.Closed or TcpState.TimeWait;
            if (Unread != 0 || PeerFinished || over || Error != SystemError.None || Has(ConnectionFlags.ReceiveShut))
            {
                readiness |= Readiness.Readable;
            }

            if (over || Error != SystemError.None || Has(ConnectionFlags.FinQueued) || (State >= TcpState.Established && !Has(ConnectionFlags.Starved) && (_sendBuffer.Length == 0 || SendSpace >= SendLimit / 3)))
            {
                readiness |= Readiness.Writable;
            }

            if (Error != SystemError.None)
            {
                readiness |= Readiness.Error;
            }

            if (PeerFinished || over)
            {
                readiness |= Readiness.PeerClosed;
            }

            if (over || (PeerFinished && Has(ConnectionFlags.FinQueued)))
            {
                readiness |= Readiness.HangUp;
            }

            return readiness;
        }
    }

    /// <summary>How many bytes may be in the send buffer: chosen, or twice what the congestion window lets out, so that it never runs dry.</summary>
    public readonly uint SendLimit => Settings.SendBuffer != 0
        ? Settings.SendBuffer
        : Math.Clamp(2 * Congestion.Window, TcpSettings.InitialSendBuffer, TcpSettings.MaximumSendBuffer);

    /// <summary>How many bytes may wait to be read: what is offered as a window.</summary>
    public readonly uint ReceiveLimit => Settings.ReceiveBuffer != 0 ? Settings.ReceiveBuffer : _tuning.Limit;

    private readonly uint SendSpace => SendLimit - Math.Min(SendLimit, _sendBuffer.Length);

    /// <inheritdoc/>
    public readonly bool IsOf(in TcpFlow flow) => Flow.Equals(flow);

    /// <summary>Whether a flag is set.</summary>
    public readonly bool Has(ConnectionFlags flag) => (_flags & flag) != 0;

    private void Set(ConnectionFlags flag) => _flags |= flag;

    private void Clear(ConnectionFlags flag) => _flags &= ~flag;

    /// <summary>Ends it: nothing is sent or received any more, what was received stays to be read unless there is an error.</summary>
    private void Enter<TEmitter>(TcpState final, SystemError error, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        State = final;
        Timers.StopAll();
        Clear(ConnectionFlags.Blocked | ConnectionFlags.Starved | ConnectionFlags.AcknowledgeNow);
        Board.Clear(ref context.Records.Sent);
        _sendBuffer.Clear(ref context.Packets);
        _reassembly.Clear(ref context.Records.Received, ref context.Packets);
        if (error != SystemError.None)
        {
            Error = error;
        }

        if (error != SystemError.None || IsDetached)
        {
            _receiveBuffer.Clear(ref context.Packets);
        }
    }
}
