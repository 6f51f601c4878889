namespace Hermit.Net;

/// <summary>What the stack can say of itself in lines of text: the files of <c>/proc/net</c> (<c>proc(5)</c>) and <c>resolv.conf(5)</c>.</summary>
public enum NetworkTable : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>dev</c>: what passed the interfaces.</summary>
    Interfaces,

    /// <summary><c>route</c>: the routes of IPv4.</summary>
    Routes,

    /// <summary><c>ipv6_route</c>: the routes of IPv6.</summary>
    RoutesV6,

    /// <summary><c>arp</c>: the neighbours of IPv4.</summary>
    Neighbors,

    /// <summary><c>if_inet6</c>: the addresses of IPv6.</summary>
    AddressesV6,

    /// <summary><c>tcp</c>: listeners and connections of IPv4 sockets.</summary>
    Tcp,

    /// <summary><c>tcp6</c>: those of IPv6 sockets.</summary>
    TcpV6,

    /// <summary><c>udp</c>: the IPv4 sockets.</summary>
    Udp,

    /// <summary><c>udp6</c>: the IPv6 sockets.</summary>
    UdpV6,

    /// <summary><c>snmp</c>: what was counted, in the terms of the management information bases.</summary>
    Counters,

    /// <summary><c>snmp6</c>: the same of IPv6 alone, which is not counted by itself: zeros.</summary>
    CountersV6,

    /// <summary><c>netstat</c>: what was counted beyond that.</summary>
    MoreCounters,

    /// <summary><c>sockstat</c>: how many sockets there are.</summary>
    Sockets,

    /// <summary><c>sockstat6</c>: the same of IPv6.</summary>
    SocketsV6,

    /// <summary><c>/etc/resolv.conf</c>: the name servers and the search list.</summary>
    Resolver,
}
