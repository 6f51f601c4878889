namespace Hermit.Net.Tests;

/// <summary>A segment on its way: when it was sent, what its header says, and its payload.</summary>
internal sealed record SentSegment(Instant SentAt, TcpFlow Flow, TcpHeader Header, byte[] Payload, bool EcnCapable)
{
    /// <summary>Whether the network has marked it as having met congestion.</summary>
    public bool Marked { get; set; }

    /// <summary>The sequence numbers that it takes.</summary>
    public uint Length => (uint)Payload.Length + (Header.Has(TcpFlags.Syn) ? 1u : 0) + (Header.Has(TcpFlags.Fin) ? 1u : 0);
}
