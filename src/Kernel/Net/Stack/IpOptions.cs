namespace Hermit.Net;

/// <summary>How a packet is to be sent.</summary>
public struct IpOptions
{
    /// <summary>What the packet carries.</summary>
    public IpProtocol Protocol;

    /// <summary>How many hops it may make; 0 for what is usual on the interface.</summary>
    public byte HopLimit;

    /// <summary>Differentiated services and congestion notification.</summary>
    public byte TrafficClass;

    /// <summary>Whether it is refused rather than cut when it is too long for its way.</summary>
    public bool DontFragment;

    /// <summary>Whether routers are to look at it (RFC 2113, RFC 2711).</summary>
    public bool RouterAlert;

    /// <summary>Whether, going to a group that we are in, we get a copy.</summary>
    public bool LoopGroup;
}
