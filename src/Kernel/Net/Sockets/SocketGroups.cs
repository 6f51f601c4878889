using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The groups that a socket has joined, with their interfaces as zones.</summary>
[InlineArray(Capacity)]
internal struct SocketGroups
{
    /// <summary>How many there are at most: as many as Linux allows for IPv4 (igmp_max_memberships).</summary>
    public const int Capacity = 20;

    private IpEndpoint _group;
}
