namespace Hermit.Net;

/// <summary>The way of TCP's segments into the stack.</summary>
internal readonly ref struct TcpEmitter : ITcpEmitter
{
    private readonly ref NetworkStack _stack;

    /// <summary>The way into a stack.</summary>
    public TcpEmitter(ref NetworkStack stack)
    {
        _stack = ref stack;
    }

    /// <inheritdoc/>
    public int LargestSegment(in TcpFlow flow) => _stack.LargestSegment(flow);

    /// <inheritdoc/>
    public int LargestBurst(in TcpFlow flow) => _stack.LargestBurst(flow);

    /// <inheritdoc/>
    public bool TrySend(in TcpFlow flow, in TcpHeader header, TcpPayload payload, int segmentSize, bool ecnCapable) =>
        _stack.TrySendSegment(flow, header, payload, segmentSize, ecnCapable);
}
