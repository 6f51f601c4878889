namespace Hermit.Net;

/// <summary>Why the extension headers of an IPv6 packet are refused: the codes of an ICMP parameter problem (RFC 4443, section 3.4), and who is told.</summary>
public enum Ipv6Problem : byte
{
    /// <summary>Code 0: a field has a wrong value.</summary>
    ErroneousField = 0,

    /// <summary>Code 1: a next header that is not known, or not there.</summary>
    UnknownNextHeader = 1,

    /// <summary>Code 2: an option that is not known; the sender is told even when the packet went to a group.</summary>
    UnknownOption = 2,

    /// <summary>Code 2, but only when the packet did not go to a group.</summary>
    UnknownOptionUnicastOnly = 3,

    /// <summary>Nobody is told.</summary>
    Silent = 4,
}
