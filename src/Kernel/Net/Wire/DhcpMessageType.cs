namespace Hermit.Net;

/// <summary>The kinds of DHCP messages (RFC 2132, section 9.6).</summary>
public enum DhcpMessageType : byte
{
    /// <summary>No DHCP message, but BOOTP.</summary>
    None = 0,

    /// <summary>Client: which servers are there?</summary>
    Discover = 1,

    /// <summary>Server: this address could be yours.</summary>
    Offer = 2,

    /// <summary>Client: I take it, or want to keep it.</summary>
    Request = 3,

    /// <summary>Client: somebody has it already.</summary>
    Decline = 4,

    /// <summary>Server: it is yours.</summary>
    Acknowledge = 5,

    /// <summary>Server: it is not.</summary>
    Refuse = 6,

    /// <summary>Client: I give it back.</summary>
    Release = 7,
}
