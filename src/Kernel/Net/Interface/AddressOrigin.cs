namespace Hermit.Net;

/// <summary>Where an address or a route comes from.</summary>
public enum AddressOrigin : byte
{
    /// <summary>Somebody configured it.</summary>
    Static = 0,

    /// <summary>It belongs to the interface itself: a loopback address, a link-local address, the route to its subnet.</summary>
    Interface,

    /// <summary>A DHCP server leased it.</summary>
    Dhcp,

    /// <summary>A router advertised it.</summary>
    Advertisement,
}
