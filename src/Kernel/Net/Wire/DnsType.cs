namespace Hermit.Net;

/// <summary>The kinds of DNS records that a resolver asks for or looks at (RFC 1035, section 3.2.2, RFC 3596).</summary>
public enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>Another name for the same thing.</summary>
    Cname = 5,

    /// <summary>The start of a zone, which says how long an absence may be remembered.</summary>
    Soa = 6,

    /// <summary>The name of an address.</summary>
    Ptr = 12,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>Options of the message (RFC 6891).</summary>
    Opt = 41,
}
