namespace Hermit.Net;

/// <summary>What is known about a neighbour's link-layer address (RFC 4861, section 7.3.2); ARP's entries have the same states.</summary>
public enum NeighborState : byte
{
    /// <summary>The entry is free.</summary>
    Free = 0,

    /// <summary>It was asked for; nobody has answered yet.</summary>
    Incomplete,

    /// <summary>The neighbour answered lately.</summary>
    Reachable,

    /// <summary>It is known, but nobody has confirmed it lately.</summary>
    Stale,

    /// <summary>It was used while stale: an upper layer may confirm it for some seconds.</summary>
    Delay,

    /// <summary>The neighbour is being asked.</summary>
    Probe,
}
