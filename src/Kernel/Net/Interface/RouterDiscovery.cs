namespace Hermit.Net;

/// <summary>The search of an interface for IPv6 routers (RFC 4861, section 6.3.7).</summary>
internal struct RouterDiscovery
{
    /// <summary>How many solicitations are sent (RFC 4861, MAX_RTR_SOLICITATIONS).</summary>
    public const int SolicitationLimit = 3;

    /// <summary>Whether addresses are made from what routers advertise.</summary>
    public bool IsEnabled;

    /// <summary>How many solicitations were sent.</summary>
    public byte Sent;

    /// <summary>When the next one is sent; never once a router has answered.</summary>
    public Instant NextSolicitation;
}
