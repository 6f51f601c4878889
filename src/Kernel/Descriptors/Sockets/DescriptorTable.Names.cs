using System;

using Hermit.Net;

namespace Hermit.Descriptors;

/// <content>Names of hosts.</content>
public static partial class DescriptorTable
{
    /// <summary>The addresses of a name, as many as there is room for. Waits for the answer.</summary>
    public static DnsStatus Resolve(ReadOnlySpan<byte> name, bool v4, bool v6, Span<IpAddress> addresses, out int count) =>
        Network.Resolve(name, v4, v6, addresses, out count);
}
