using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>What is known of an interface of the network.</summary>
public struct InterfaceStatus
{
    /// <summary>The link-layer address; none of the loopback.</summary>
    public MacAddress Address;

    /// <summary>The longest packet, in bytes.</summary>
    public int Mtu;

    /// <summary>Whether it is the loopback.</summary>
    public bool IsLoopback;

    /// <summary>Whether it has a carrier.</summary>
    public bool IsUp;
}
