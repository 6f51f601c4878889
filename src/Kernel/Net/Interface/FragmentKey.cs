using System;

namespace Hermit.Net;

/// <summary>Which packet a fragment belongs to (RFC 791, section 2.3; RFC 8200, section 4.5).</summary>
internal struct FragmentKey : IEquatable<FragmentKey>
{
    /// <summary>From whom.</summary>
    public IpAddress Source;

    /// <summary>To whom.</summary>
    public IpAddress Destination;

    /// <summary>The sender's number of the packet.</summary>
    public uint Identification;

    /// <summary>For IPv4 what the packet carries; for IPv6 it is 0, as the identification says enough.</summary>
    public IpProtocol Protocol;

    /// <summary>Where it came in.</summary>
    public byte Interface;

    /// <inheritdoc/>
    public readonly bool Equals(FragmentKey other) =>
        Identification == other.Identification && Source.Equals(other.Source) && Destination.Equals(other.Destination) && Protocol == other.Protocol &&
        Interface == other.Interface;
}
