namespace Hermit.Net;

/// <summary>The options of datagram, ping and raw sockets. Values are numbers; switches are 0 or 1.</summary>
public enum SocketOption : byte
{
    /// <summary>SO_REUSEADDR, SO_REUSEPORT: others may have the same port.</summary>
    ReuseAddress = 1,

    /// <summary>SO_BROADCAST: may send to everybody.</summary>
    Broadcast,

    /// <summary>SO_RCVBUF: how many bytes of buffers may wait to be read.</summary>
    ReceiveBuffer,

    /// <summary>SO_BINDTODEVICE: the only interface that is used; 0 for all.</summary>
    BoundInterface,

    /// <summary>IPV6_V6ONLY: an IPv6 socket has nothing to do with IPv4.</summary>
    V6Only,

    /// <summary>IP_TTL, IPV6_UNICAST_HOPS; 0 for the usual.</summary>
    HopLimit,

    /// <summary>IP_TOS, IPV6_TCLASS.</summary>
    TrafficClass,

    /// <summary>IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS.</summary>
    MulticastHopLimit,

    /// <summary>IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP.</summary>
    MulticastLoop,

    /// <summary>IP_MULTICAST_IF, IPV6_MULTICAST_IF: the number of the interface; 0 for what the routes say.</summary>
    MulticastInterface,

    /// <summary>IP_MTU_DISCOVER as IP_PMTUDISC_DO: what is too long is refused.</summary>
    DontFragment,
}
