namespace Hermit.Net;

/// <summary>What passed an interface since it was added.</summary>
public struct InterfaceCounters
{
    /// <summary>Frames received.</summary>
    public ulong ReceivedPackets;

    /// <summary>Bytes received.</summary>
    public ulong ReceivedBytes;

    /// <summary>Frames received that were not for us or not understood.</summary>
    public ulong ReceivedDropped;

    /// <summary>Frames received that were damaged.</summary>
    public ulong ReceivedErrors;

    /// <summary>Frames received that went to a group.</summary>
    public ulong ReceivedMulticast;

    /// <summary>Frames sent.</summary>
    public ulong SentPackets;

    /// <summary>Bytes sent.</summary>
    public ulong SentBytes;

    /// <summary>Frames not sent because the queue was full or the link down.</summary>
    public ulong SentDropped;
}
