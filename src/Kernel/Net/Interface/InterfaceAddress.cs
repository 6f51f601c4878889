namespace Hermit.Net;

/// <summary>An address of an interface.</summary>
public struct InterfaceAddress
{
    /// <summary>The address.</summary>
    public IpAddress Address;

    /// <summary>The address of everybody on an IPv4 subnet; that of everybody anywhere if it has none of its own (RFC 3021).</summary>
    public IpAddress Broadcast;

    /// <summary>When the address is gone.</summary>
    public Instant ValidUntil;

    /// <summary>When the address becomes deprecated.</summary>
    public Instant PreferredUntil;

    /// <summary>While tentative: when the next solicitation is sent, or the address becomes usable.</summary>
    public Instant NextProbe;

    /// <summary>How many bits of the address name the subnet.</summary>
    public byte PrefixLength;

    /// <summary>While tentative: how many solicitations are still to be sent.</summary>
    public byte ProbesLeft;

    /// <summary>Whether it may be used.</summary>
    public AddressState State;

    /// <summary>Where it comes from.</summary>
    public AddressOrigin Origin;

    /// <summary>The subnet.</summary>
    public readonly IpPrefix Prefix => new(Address, PrefixLength);

    /// <summary>Whether packets to the address are for us.</summary>
    public readonly bool IsUsable => State is AddressState.Preferred or AddressState.Deprecated;

    /// <summary>Whether an address is that of everybody on the IPv4 subnet.</summary>
    public readonly bool IsBroadcast(IpAddress address) => Broadcast.Equals(address) && Address.IsV4;
}
