namespace Hermit.Net;

/// <summary>What the one timer of the sending side is running for.</summary>
internal enum RetransmissionTimer : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The retransmission timeout: RFC 6298.</summary>
    Timeout,

    /// <summary>The tail loss probe: RFC 8985, 7.</summary>
    TailLossProbe,

    /// <summary>What may have been overtaken is lost when it expires: RFC 8985, 6.2.</summary>
    Reordering,

    /// <summary>The peer's window is closed, and is asked about when it expires: RFC 9293, 3.8.6.1.</summary>
    Persist,
}
