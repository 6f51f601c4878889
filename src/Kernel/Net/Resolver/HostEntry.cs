using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A name and an address of it from <c>/etc/hosts</c>.</summary>
internal struct HostEntry
{
    /// <summary>The name.</summary>
    public DnsName Name;

    /// <summary>The address.</summary>
    public IpAddress Address;

    /// <summary>The next entry.</summary>
    public Handle<HostEntry> Next;
}
