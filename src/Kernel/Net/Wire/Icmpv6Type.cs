namespace Hermit.Net;

/// <summary>The kinds of ICMPv6 messages that matter to a host (RFC 4443, RFC 4861, RFC 2710, RFC 3810).</summary>
public enum Icmpv6Type : byte
{
    /// <summary>A packet did not arrive: the code says why.</summary>
    DestinationUnreachable = 1,

    /// <summary>A packet was too long for a link: the parameter says what fits.</summary>
    PacketTooBig = 2,

    /// <summary>The hop limit, or the time for reassembly, ran out.</summary>
    TimeExceeded = 3,

    /// <summary>A field made no sense: the parameter says where.</summary>
    ParameterProblem = 4,

    /// <summary>To be sent back.</summary>
    EchoRequest = 128,

    /// <summary>The answer to an echo request.</summary>
    EchoReply = 129,

    /// <summary>Who listens to which groups?</summary>
    MulticastListenerQuery = 130,

    /// <summary>Is there a router?</summary>
    RouterSolicitation = 133,

    /// <summary>There is, with these prefixes.</summary>
    RouterAdvertisement = 134,

    /// <summary>Who has this address?</summary>
    NeighborSolicitation = 135,

    /// <summary>I have.</summary>
    NeighborAdvertisement = 136,

    /// <summary>There is a better first hop.</summary>
    Redirect = 137,

    /// <summary>These groups are listened to (version 2).</summary>
    MulticastListenerReport = 143,
}
