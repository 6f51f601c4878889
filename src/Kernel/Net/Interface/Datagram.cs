using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A packet of which not all fragments have come.</summary>
internal struct Datagram
{
    /// <summary>Which packet.</summary>
    public FragmentKey Key;

    /// <summary>The fragments that came, in the order of their offsets, linked by <see cref="Packet.Link"/>.</summary>
    public Handle<Packet> First;

    /// <summary>When it is given up.</summary>
    public Instant Deadline;

    /// <summary>The length of the payload; 0 until the last fragment has come.</summary>
    public int TotalLength;

    /// <summary>How many bytes of payload have come.</summary>
    public int ReceivedLength;

    /// <summary>Where the payload ends that stands furthest back.</summary>
    public int HighestEnd;

    /// <summary>How many buffers are used.</summary>
    public int Buffers;

    /// <summary>The length of the header of the fragment with offset 0.</summary>
    public ushort HeaderLength;

    /// <summary>Whether the entry is in use.</summary>
    public bool InUse;
}
