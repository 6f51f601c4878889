namespace Hermit.Net.Tests;

/// <summary>Hands segments to the machine that sends them, after a trip through their form on the wire.</summary>
internal readonly struct CapturingEmitter(TcpMachine machine) : ITcpEmitter
{
    public int LargestSegment(in TcpFlow flow) => machine.LargestSegment;

    public int LargestBurst(in TcpFlow flow) => machine.LargestBurst;

    public bool TrySend(in TcpFlow flow, in TcpHeader header, TcpPayload payload, int segmentSize, bool ecnCapable) =>
        machine.TrySend(flow, header, payload, segmentSize, ecnCapable);
}
