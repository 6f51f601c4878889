namespace Hermit.Net;

/// <summary>Where packets to some destinations go.</summary>
public struct Route
{
    /// <summary>Which destinations.</summary>
    public IpPrefix Prefix;

    /// <summary>The next hop; unspecified if the destinations are on the link.</summary>
    public IpAddress Gateway;

    /// <summary>When the route is gone.</summary>
    public Instant ValidUntil;

    /// <summary>Of two routes with equal prefixes the one with the lower metric is taken.</summary>
    public uint Metric;

    /// <summary>The number of the interface; 0 for an entry that is free.</summary>
    public byte Interface;

    /// <summary>Where the route comes from.</summary>
    public AddressOrigin Origin;

    /// <summary>Whether the destinations are not on the link.</summary>
    public readonly bool HasGateway => !Gateway.IsUnspecified;
}
