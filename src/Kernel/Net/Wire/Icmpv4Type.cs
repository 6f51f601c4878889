namespace Hermit.Net;

/// <summary>The kinds of ICMP messages that matter to a host (RFC 792, RFC 1122, section 3.2.2).</summary>
public enum Icmpv4Type : byte
{
    /// <summary>The answer to an echo request.</summary>
    EchoReply = 0,

    /// <summary>A packet did not arrive: the code says why.</summary>
    DestinationUnreachable = 3,

    /// <summary>There is a better first hop. Ignored: anybody on the link could take over routes.</summary>
    Redirect = 5,

    /// <summary>To be sent back.</summary>
    EchoRequest = 8,

    /// <summary>The hop limit, or the time for reassembly, ran out.</summary>
    TimeExceeded = 11,

    /// <summary>A field of the header made no sense.</summary>
    ParameterProblem = 12,
}
