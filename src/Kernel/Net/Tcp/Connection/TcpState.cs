namespace Hermit.Net;

/// <summary>The states of a connection: RFC 9293, 3.3.2. LISTEN is a thing of its own here.</summary>
public enum TcpState : byte
{
    /// <summary>There is no connection, not yet or not any more.</summary>
    Closed,

    /// <summary>A SYN was sent.</summary>
    SynSent,

    /// <summary>A SYN was sent and received.</summary>
    SynReceived,

    /// <summary>Data flows both ways.</summary>
    Established,

    /// <summary>We have closed, and the peer does not know yet.</summary>
    FinWait1,

    /// <summary>We have closed, and the peer has not.</summary>
    FinWait2,

    /// <summary>The peer has closed, and we have not.</summary>
    CloseWait,

    /// <summary>Both have closed at one time, and the peer does not know yet.</summary>
    Closing,

    /// <summary>The peer has closed, then we, and the peer does not know yet.</summary>
    LastAck,

    /// <summary>Both know that all is over; stray segments are waited out.</summary>
    TimeWait,
}
