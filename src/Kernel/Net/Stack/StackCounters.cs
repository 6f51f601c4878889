namespace Hermit.Net;

/// <summary>What the stack has done, in the terms of RFC 4293 and RFC 4113.</summary>
public struct StackCounters
{
    /// <summary>IP packets received.</summary>
    public ulong IpReceived;

    /// <summary>IP packets with damaged headers.</summary>
    public ulong IpHeaderErrors;

    /// <summary>IP packets from or to addresses that cannot be there, or that are not ours.</summary>
    public ulong IpAddressErrors;

    /// <summary>IP packets that carried what nobody here speaks.</summary>
    public ulong IpUnknownProtocols;

    /// <summary>IP packets sent.</summary>
    public ulong IpSent;

    /// <summary>IP packets not sent for want of a route.</summary>
    public ulong IpNoRoutes;

    /// <summary>Packets not received or sent for want of buffers.</summary>
    public ulong NoBuffers;

    /// <summary>Fragments received.</summary>
    public ulong FragmentsReceived;

    /// <summary>Packets put together.</summary>
    public ulong Reassembled;

    /// <summary>Packets that could not be put together.</summary>
    public ulong ReassemblyFailures;

    /// <summary>Fragments sent.</summary>
    public ulong FragmentsSent;

    /// <summary>ICMP messages received.</summary>
    public ulong IcmpReceived;

    /// <summary>ICMP messages received that were damaged.</summary>
    public ulong IcmpErrors;

    /// <summary>ICMP messages sent.</summary>
    public ulong IcmpSent;

    /// <summary>ICMP errors not sent because there were too many.</summary>
    public ulong IcmpRateLimited;

    /// <summary>UDP datagrams delivered.</summary>
    public ulong UdpReceived;

    /// <summary>UDP datagrams for a port without a socket.</summary>
    public ulong UdpNoPorts;

    /// <summary>UDP datagrams that were damaged.</summary>
    public ulong UdpErrors;

    /// <summary>UDP datagrams dropped because the socket's queue was full.</summary>
    public ulong UdpReceiveBufferErrors;

    /// <summary>UDP datagrams sent.</summary>
    public ulong UdpSent;

    /// <summary>TCP segments that were damaged.</summary>
    public ulong TcpErrors;
}
