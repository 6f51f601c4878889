namespace Hermit.Net;

/// <summary>What has happened so far, for whoever watches.</summary>
public struct TcpCounters
{
    /// <summary>Segments received.</summary>
    public ulong SegmentsReceived;

    /// <summary>Segments sent; what a device cuts counts once.</summary>
    public ulong SegmentsSent;

    /// <summary>Segments sent again.</summary>
    public ulong SegmentsRetransmitted;

    /// <summary>Expired retransmission timeouts.</summary>
    public ulong Timeouts;

    /// <summary>Fast recoveries begun.</summary>
    public ulong FastRecoveries;

    /// <summary>Tail loss probes sent.</summary>
    public ulong TailLossProbes;

    /// <summary>Segments that took the short way.</summary>
    public ulong Predicted;

    /// <summary>Acknowledgements that challenge a suspicious segment (RFC 5961).</summary>
    public ulong Challenges;

    /// <summary>Segments with an old timestamp (RFC 7323, 5).</summary>
    public ulong OldTimestamps;

    /// <summary>Resets sent.</summary>
    public ulong ResetsSent;

    /// <summary>Connections opened by us.</summary>
    public ulong ActiveOpens;

    /// <summary>Connections opened by peers.</summary>
    public ulong PassiveOpens;

    /// <summary>SYN segments answered with a cookie.</summary>
    public ulong CookiesSent;

    /// <summary>Connections made from a cookie.</summary>
    public ulong CookiesAccepted;

    /// <summary>Connections that were complete and found the backlog full.</summary>
    public ulong BacklogOverflows;

    /// <summary>Connections in TIME-WAIT that were given up for a new one.</summary>
    public ulong TimeWaitRecycled;
}
