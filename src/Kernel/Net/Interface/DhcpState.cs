namespace Hermit.Net;

/// <summary>Where a DHCP client is in its dealings (RFC 2131, figure 5).</summary>
public enum DhcpState : byte
{
    /// <summary>It is not used.</summary>
    Off = 0,

    /// <summary>It has no address and asks for servers.</summary>
    Selecting,

    /// <summary>It has taken an offer, which is not confirmed yet.</summary>
    Requesting,

    /// <summary>It has an address.</summary>
    Bound,

    /// <summary>It asks its server to keep the address.</summary>
    Renewing,

    /// <summary>It asks any server to keep the address.</summary>
    Rebinding,
}
