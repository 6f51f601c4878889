using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Socket addresses in the form of Linux (<c>sockaddr_in</c>, <c>sockaddr_in6</c>).</summary>
internal static class SocketAddress
{
    /// <summary>The size of an IPv4 address with its port.</summary>
    public const int V4Bytes = 16;

    /// <summary>The size of an IPv6 address with its port and zone.</summary>
    public const int V6Bytes = 28;

    /// <summary>The size of a path of a Unix domain socket.</summary>
    public const int UnixBytes = 110;

    /// <summary>The size of the largest address there can be.</summary>
    public const int MaximumBytes = 128;

    /// <summary>Where the path of a local socket is.</summary>
    public const int PathOffset = 2;

    /// <summary>Where the port is.</summary>
    public const int PortOffset = 2;

    /// <summary>Where an IPv4 address is.</summary>
    public const int V4Offset = 4;

    /// <summary>Where an IPv6 address is.</summary>
    public const int V6Offset = 8;

    /// <summary>Where the zone of an IPv6 address is.</summary>
    public const int ZoneOffset = 24;

    // AF_UNIX, AF_INET and AF_INET6 of Linux, and of the libraries (System.Net.Sockets.AddressFamily).
    private const int LinuxUnix = PortableUnix;
    private const int LinuxV4 = PortableV4;
    private const int LinuxV6 = 10;

    /// <summary>The libraries' number for sockets of the machine's own, which is also that of Linux.</summary>
    public const int PortableUnix = 1;

    /// <summary>The libraries' number for IPv6.</summary>
    public const int PortableV6 = 23;

    /// <summary>The libraries' number for IPv4, which is also that of Linux.</summary>
    public const int PortableV4 = 2;

    /// <summary>The family of an address, by Linux's number.</summary>
    public static int FamilyOf(ReadOnlySpan<byte> address) => address.Length < 2 ? -1 : BinaryPrimitives.ReadUInt16LittleEndian(address);

    /// <summary>The libraries' number of a family; <see langword="false"/> if there is no such family.</summary>
    public static bool TryToPortable(int family, out int portable)
    {
        portable = family == LinuxV6 ? PortableV6 : family;
        return family is 0 or LinuxUnix or LinuxV4 or LinuxV6;
    }

    /// <summary>Linux's number of a family; <see langword="false"/> if there is no such family.</summary>
    public static bool TryToPlatform(int portable, out int family)
    {
        family = portable == PortableV6 ? LinuxV6 : portable;
        return portable is 0 or LinuxUnix or PortableV4 or PortableV6;
    }

    /// <summary>Reads an address. Errors: <see cref="SystemError.Invalid"/>, <see cref="SystemError.AddressFamilyNotSupported"/>.</summary>
    public static SystemError Read(ReadOnlySpan<byte> address, out IpEndpoint endpoint)
    {
        endpoint = default;
        switch (FamilyOf(address))
        {
            case LinuxV4 when address.Length >= V4Bytes:
                endpoint = new IpEndpoint(IpAddress.ReadV4(address.Slice(V4Offset)), ReadPort(address));
                return SystemError.None;
            case LinuxV6 when address.Length >= V6Bytes:
                uint zone = BinaryPrimitives.ReadUInt32LittleEndian(address.Slice(ZoneOffset));
                endpoint = new IpEndpoint(IpAddress.ReadV6(address.Slice(V6Offset)), ReadPort(address), zone);
                return SystemError.None;
            case LinuxV4 or LinuxV6:
                return SystemError.Invalid;
            default:
                return SystemError.AddressFamilyNotSupported;
        }
    }

    /// <summary>Whether an address is the name of a local socket (<c>sockaddr_un</c>).</summary>
    public static bool IsLocal(ReadOnlySpan<byte> address) => FamilyOf(address) == LinuxUnix;

    /// <summary>
    /// Reads the name of a local socket: a path ends at its first zero; one that begins with a zero is as long as the address (<c>unix(7)</c>). The error
    /// is <see cref="SystemError.Invalid"/>.
    /// </summary>
    public static SystemError ReadLocal(ReadOnlySpan<byte> address, out LocalName name)
    {
        name = default;
        if (address.Length is < PathOffset or > UnixBytes)
        {
            return SystemError.Invalid;
        }

        ReadOnlySpan<byte> path = address.Slice(PathOffset);
        int end = path.IsEmpty || path[0] == 0 ? -1 : path.IndexOf((byte)0);
        name = new LocalName(end < 0 ? path : path.Slice(0, end));
        return SystemError.None;
    }

    /// <summary>Writes as much of the name of a local socket as there is room for, and gives its whole length: with the zero that ends a path.</summary>
    public static int WriteLocal(in LocalName name, Span<byte> destination)
    {
        Span<byte> address = stackalloc byte[UnixBytes + 1];
        address.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(address, LinuxUnix);
        name.Span.CopyTo(address.Slice(PathOffset));
        int length = PathOffset + name.Span.Length + (name.IsEmpty || name.IsAbstract ? 0 : 1);
        address.Slice(0, Math.Min(length, destination.Length)).CopyTo(destination);
        return length;
    }

    /// <summary>Writes as much of an address as there is room for, and gives its whole length. On an IPv6 socket, IPv4 addresses are mapped ones.</summary>
    public static int Write(IpEndpoint endpoint, bool v6, Span<byte> destination)
    {
        Span<byte> address = stackalloc byte[V6Bytes];
        address.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(address.Slice(PortOffset), endpoint.Port);
        int length = v6 ? V6Bytes : V4Bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)(v6 ? LinuxV6 : LinuxV4));
        if (v6)
        {
            endpoint.Address.WriteV6(address.Slice(V6Offset));
            BinaryPrimitives.WriteUInt32LittleEndian(address.Slice(ZoneOffset), endpoint.Zone);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(address.Slice(V4Offset), endpoint.Address.ToV4Bits());
        }

        address.Slice(0, Math.Min(length, destination.Length)).CopyTo(destination);
        return length;
    }

    private static ushort ReadPort(ReadOnlySpan<byte> address) => BinaryPrimitives.ReadUInt16BigEndian(address.Slice(PortOffset));
}
