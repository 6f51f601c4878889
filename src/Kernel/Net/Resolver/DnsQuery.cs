using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A program's question for the addresses of a name, or for the name of an address.</summary>
internal struct DnsQuery
{
    /// <summary>How its owner names it.</summary>
    public Handle<Socket> Owner;

    /// <summary>The next query in the list.</summary>
    public Handle<DnsQuery> Next;

    /// <summary>The name as it was given.</summary>
    public DnsName Name;

    /// <summary>The name that is asked for now: the one given, or that with a domain of the search list.</summary>
    public DnsName Current;

    /// <summary>The addresses found.</summary>
    public DnsAddresses Addresses;

    /// <summary>The name found, where one is asked for; else the default value.</summary>
    public DnsName Found;

    /// <summary>The question for IPv4 addresses, or for a name.</summary>
    public DnsAttempt V4;

    /// <summary>The question for IPv6 addresses.</summary>
    public DnsAttempt V6;

    /// <summary>Which of the names to try is being tried.</summary>
    public byte Step;

    /// <summary>Whether the name is only tried as it is: it was given with a dot behind.</summary>
    public bool IsAbsolute;

    /// <summary>Whether something was found.</summary>
    public readonly bool HasResult => Addresses.Count > 0 || Found.Length > 0;

    /// <summary>How it stands.</summary>
    public DnsStatus Status;
}
