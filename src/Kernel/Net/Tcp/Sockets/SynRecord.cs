using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// A peer's SYN that was answered and whose acknowledgement is waited for: SYN-RECEIVED, in as little as a flood should cost. Or what a cookie says of one.
/// </summary>
internal struct SynRecord : IFlowRecord<SynRecord>, IQueued<SynRecord>
{
    /// <summary>Who is connected.</summary>
    public TcpFlow Flow;

    /// <summary>Who listens.</summary>
    public Handle<TcpListener> Listener;

    /// <summary>When the SYN came.</summary>
    public Instant ReceivedAt;

    /// <summary>When it was answered last.</summary>
    public Instant AnsweredAt;

    /// <summary>Our first sequence number.</summary>
    public TcpSequence Initial;

    /// <summary>The peer's first sequence number.</summary>
    public TcpSequence PeerInitial;

    /// <summary>The peer's clock.</summary>
    public uint RecentTimestamp;

    /// <summary>What is added to our clock.</summary>
    public uint TimestampOffset;

    /// <summary>The window that was offered.</summary>
    public ushort Window;

    /// <summary>The largest segment that was offered.</summary>
    public ushort OfferedSegment;

    /// <summary>The largest segment that the peer accepts; 0 if it did not say.</summary>
    public ushort PeerSegment;

    /// <summary>By how many bits the peer's windows are shifted.</summary>
    public byte SendScale;

    /// <summary>How often it was answered.</summary>
    public byte Attempts;

    /// <summary>Whether acknowledgements are selective.</summary>
    public bool Sack;

    /// <summary>Whether segments have timestamps.</summary>
    public bool Timestamps;

    /// <summary>Whether windows are scaled.</summary>
    public bool WindowScaling;

    /// <summary>Whether congestion is marked.</summary>
    public bool Ecn;

    /// <inheritdoc/>
    public uint FlowHash { readonly get; set; }

    /// <inheritdoc/>
    public Handle<SynRecord> NextInBucket { readonly get; set; }

    /// <inheritdoc/>
    public Handle<SynRecord> Next { readonly get; set; }

    /// <inheritdoc/>
    public Handle<SynRecord> Previous { readonly get; set; }

    /// <inheritdoc/>
    public readonly bool IsOf(in TcpFlow flow) => Flow.Equals(flow);
}
