namespace Hermit.Net;

/// <summary>A block of a selective acknowledgement (RFC 2018, 3): what was received, from <see cref="Start"/> up to and without <see cref="End"/>.</summary>
internal struct TcpSackRange
{
    /// <summary>The first sequence number of the block.</summary>
    public TcpSequence Start;

    /// <summary>The sequence number after the block.</summary>
    public TcpSequence End;
}
