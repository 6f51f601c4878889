using Hermit.Memory;

namespace Hermit.Net;

/// <summary>What remains of a connection in TIME-WAIT: enough to answer a FIN that comes again, and to tell a new SYN from an old one (RFC 6191).</summary>
internal struct TimeWaitRecord : IFlowRecord<TimeWaitRecord>, IQueued<TimeWaitRecord>
{
    /// <summary>Who was connected.</summary>
    public TcpFlow Flow;

    /// <summary>When it is over.</summary>
    public Instant Expires;

    /// <summary>When it was answered last.</summary>
    public Instant AnsweredAt;

    /// <summary>SND.NXT.</summary>
    public TcpSequence SendNext;

    /// <summary>RCV.NXT.</summary>
    public TcpSequence ReceiveNext;

    /// <summary>The peer's clock.</summary>
    public uint RecentTimestamp;

    /// <summary>What is added to our clock.</summary>
    public uint TimestampOffset;

    /// <summary>The window, as headers have it.</summary>
    public ushort Window;

    /// <summary>Whether segments have timestamps.</summary>
    public bool Timestamps;

    /// <inheritdoc/>
    public uint FlowHash { readonly get; set; }

    /// <inheritdoc/>
    public Handle<TimeWaitRecord> NextInBucket { readonly get; set; }

    /// <inheritdoc/>
    public Handle<TimeWaitRecord> Next { readonly get; set; }

    /// <inheritdoc/>
    public Handle<TimeWaitRecord> Previous { readonly get; set; }

    /// <inheritdoc/>
    public readonly bool IsOf(in TcpFlow flow) => Flow.Equals(flow);
}
