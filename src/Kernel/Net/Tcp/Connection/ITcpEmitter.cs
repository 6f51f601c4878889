namespace Hermit.Net;

/// <summary>Where segments go: to the network layer, or into a test's hands.</summary>
internal interface ITcpEmitter
{
    /// <summary>The largest segment, header included and options of the network layer not, that the path to the peer takes; in bytes.</summary>
    int LargestSegment(in TcpFlow flow);

    /// <summary>
    /// The largest payload that one call of <see cref="TrySend"/> may carry, if whatever is below cuts it into segments; 0 if it must be one segment.
    /// </summary>
    int LargestBurst(in TcpFlow flow);

    /// <summary>
    /// Sends a segment, or several in a row: a payload longer than <paramref name="segmentSize"/> is cut, and the flags for the last are those in
    /// <paramref name="header"/>, for the others without FIN and PSH. The payload is copied before it returns. <see langword="false"/> if it cannot be
    /// sent now: then it was not, and the connection tries again. <paramref name="ecnCapable"/> says that the packet may be marked instead of dropped.
    /// </summary>
    bool TrySend(in TcpFlow flow, in TcpHeader header, TcpPayload payload, int segmentSize, bool ecnCapable);
}
