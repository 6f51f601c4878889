using Hermit.Memory;

namespace Hermit.Net;

/// <summary>What is remembered of a name: its addresses of one kind, or that it has none.</summary>
internal struct DnsCacheEntry
{
    /// <summary>The name.</summary>
    public DnsName Name;

    /// <summary>The addresses; none if there are none.</summary>
    public DnsAddresses Addresses;

    /// <summary>Until when it is true.</summary>
    public Instant Until;

    /// <summary>The next entry in the same bucket.</summary>
    public Handle<DnsCacheEntry> Next;

    /// <summary>Which kind of record.</summary>
    public DnsType Type;

    /// <summary>Whether the name does not exist at all.</summary>
    public bool NoSuchName;
}
