using System;

using Hermit.Net;

namespace Hermit.Descriptors;

/// <content>Names of hosts, and interfaces.</content>
public static partial class DescriptorTable
{
    /// <summary>The addresses of a name, as many as there is room for. Waits for the answer.</summary>
    public static DnsStatus Resolve(ReadOnlySpan<byte> name, bool v4, bool v6, Span<IpAddress> addresses, out int count) =>
        Network.Resolve(name, v4, v6, addresses, out count);

    /// <inheritdoc cref="Network.ResolveName"/>
    public static DnsStatus ResolveName(IpAddress address, Span<byte> name, out int length) => Network.ResolveName(address, name, out length);

    /// <inheritdoc cref="Network.TryGetInterface"/>
    public static bool TryGetInterface(int index, out InterfaceStatus status) => Network.TryGetInterface(index, out status);

    /// <inheritdoc cref="Network.GetAddresses"/>
    public static int GetAddresses(int index, Span<InterfaceAddress> addresses) => Network.GetAddresses(index, addresses);

    /// <inheritdoc cref="Network.FindInterface"/>
    public static int FindInterface(IpAddress address) => Network.FindInterface(address);
}
