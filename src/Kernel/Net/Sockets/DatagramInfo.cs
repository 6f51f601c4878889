namespace Hermit.Net;

/// <summary>What is known about a datagram that was received.</summary>
public struct DatagramInfo
{
    /// <summary>From whom.</summary>
    public IpEndpoint Source;

    /// <summary>To whom (IP_PKTINFO, IPV6_PKTINFO).</summary>
    public IpAddress Destination;

    /// <summary>The number of the interface.</summary>
    public int Interface;

    /// <summary>How long it is: more than was received if the caller's buffer was too short (MSG_TRUNC).</summary>
    public int Length;

    /// <summary>How many more hops it could have made (IP_TTL).</summary>
    public byte HopLimit;

    /// <summary>Differentiated services and congestion notification (IP_TOS).</summary>
    public byte TrafficClass;
}
