namespace Hermit.Net;

/// <summary>A station on the link and its link-layer address.</summary>
internal struct Neighbor
{
    /// <summary>How many packets wait for an answer; RFC 1122, section 2.3.2.2, wants at least one.</summary>
    public const int PendingLimit = 4;

    /// <summary>How often a neighbour is asked before it is given up (RFC 4861, section 10).</summary>
    public const int AttemptLimit = 3;

    /// <summary>The address.</summary>
    public IpAddress Address;

    /// <summary>The link-layer address, unless the state is incomplete.</summary>
    public MacAddress Hardware;

    /// <summary>When the state changes by itself, or the question is repeated.</summary>
    public Instant Deadline;

    /// <summary>When it was last needed.</summary>
    public Instant LastUsed;

    /// <summary>What waits for the answer.</summary>
    public PacketQueue Pending;

    /// <summary>The next entry in the same bucket, plus one; 0 for none.</summary>
    public ushort NextInBucket;

    /// <summary>The interface.</summary>
    public byte Interface;

    /// <summary>How often it was asked for.</summary>
    public byte Attempts;

    /// <summary>What is known.</summary>
    public NeighborState State;

    /// <summary>Whether it says that it is a router.</summary>
    public bool IsRouter;
}
