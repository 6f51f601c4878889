namespace Hermit.Net;

/// <summary>The receive sequence space: RFC 9293, 3.3.1.</summary>
internal struct ReceiveSequence
{
    /// <summary>IRS: the number of the peer's SYN.</summary>
    public TcpSequence Initial;

    /// <summary>RCV.NXT: the number that is expected next.</summary>
    public TcpSequence Next;

    /// <summary>RCV.NXT + RCV.WND: what was offered to the peer. It never moves back.</summary>
    public TcpSequence Edge;

    /// <summary>What we acknowledged last.</summary>
    public TcpSequence Acknowledged;

    /// <summary>The number of the peer's FIN, if it is known.</summary>
    public TcpSequence Fin;

    /// <summary>Whether it is.</summary>
    public bool FinKnown;

    /// <summary>RCV.WND.</summary>
    public readonly uint Window => Edge > Next ? (uint)(Edge - Next) : 0;
}
