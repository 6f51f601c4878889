namespace Hermit.Net;

/// <summary>What a DHCP server gave.</summary>
public struct DhcpLease
{
    /// <summary>The address.</summary>
    public IpAddress Address;

    /// <summary>The server.</summary>
    public IpAddress Server;

    /// <summary>The routers, the first being the default gateway.</summary>
    public IpAddressList Routers;

    /// <summary>The name servers.</summary>
    public IpAddressList NameServers;

    /// <summary>The domain that names without one are looked up in; the default value for none.</summary>
    public DnsName Domain;

    /// <summary>When to ask the server for more time.</summary>
    public Instant RenewAt;

    /// <summary>When to ask any server for more time.</summary>
    public Instant RebindAt;

    /// <summary>When the address is gone.</summary>
    public Instant ExpiresAt;

    /// <summary>How many bits of the address name the subnet.</summary>
    public byte PrefixLength;

    /// <summary>The MTU of the link; 0 if not said.</summary>
    public ushort Mtu;
}
