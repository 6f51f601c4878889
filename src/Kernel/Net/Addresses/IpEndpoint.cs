using System;

namespace Hermit.Net;

/// <summary>An address, a port, and for an address that is valid on one link only, which link: the number of its interface.</summary>
public readonly struct IpEndpoint : IEquatable<IpEndpoint>
{
    /// <summary>An endpoint. <paramref name="zone"/> is the number of an interface, 0 for none.</summary>
    public IpEndpoint(IpAddress address, ushort port, uint zone = 0)
    {
        Address = address;
        Port = port;
        Zone = zone;
    }

    /// <summary>The address.</summary>
    public IpAddress Address { get; }

    /// <summary>The number of the interface whose link the address is valid on; 0 where that is not said (<c>sin6_scope_id</c>).</summary>
    public uint Zone { get; }

    /// <summary>The port; 0 for none.</summary>
    public ushort Port { get; }

    /// <inheritdoc/>
    public bool Equals(IpEndpoint other) => Address.Equals(other.Address) && Port == other.Port && Zone == other.Zone;
}
