using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>
/// An IPv4 or IPv6 address in 16 bytes. IPv4 addresses are kept in their IPv4-mapped form (<c>::ffff:a.b.c.d</c>, RFC 4291, section 2.5.5.2), so that a
/// dual-mode socket, a table and a hash have one kind of key. The default value is <c>::</c>.
/// <para>The zone of a link-local address is not part of it: it is in <see cref="IpEndpoint.Zone"/>.</para>
/// </summary>
public readonly struct IpAddress : IEquatable<IpAddress>
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    private IpAddress(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary><c>0.0.0.0</c>.</summary>
    public static IpAddress AnyV4 => FromV4(0);

    /// <summary><c>::</c>.</summary>
    public static IpAddress AnyV6 => default;

    /// <summary><c>127.0.0.1</c>.</summary>
    public static IpAddress LoopbackV4 => FromV4(0x7F00_0001);

    /// <summary><c>::1</c>.</summary>
    public static IpAddress LoopbackV6 => new(0, 1);

    /// <summary><c>255.255.255.255</c>.</summary>
    public static IpAddress BroadcastV4 => FromV4(0xFFFF_FFFF);

    /// <summary>The first eight bytes, as a big-endian number.</summary>
    public ulong High { get; }

    /// <summary>The last eight bytes, as a big-endian number.</summary>
    public ulong Low { get; }

    /// <summary>Whether it is an IPv4 address.</summary>
    public bool IsV4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High == 0 && (Low >> 32) == 0xFFFF;
    }

    /// <summary>Whether it is an IPv6 address that is not IPv4-mapped.</summary>
    public bool IsV6 => !IsV4;

    /// <summary>The length of the address on the wire: 4 or 16 bytes.</summary>
    public int Length => IsV4 ? 4 : 16;

    /// <summary>Whether it is <c>0.0.0.0</c> or <c>::</c>.</summary>
    public bool IsUnspecified
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High == 0 && (Low == 0 || Low == MappedPrefix);
    }

    /// <summary>Whether it is in <c>127.0.0.0/8</c>, or <c>::1</c>.</summary>
    public bool IsLoopback
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High == 0 && (Low == 1 || Low >> 24 == 0xFFFF_7F);
    }

    /// <summary>Whether it is <c>255.255.255.255</c>. The broadcast addresses of subnets are known to their interfaces only.</summary>
    public bool IsLimitedBroadcast
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High == 0 && Low == (MappedPrefix | 0xFFFF_FFFF);
    }

    /// <summary>Whether it names a group: <c>224.0.0.0/4</c> or <c>ff00::/8</c>.</summary>
    public bool IsMulticast
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High >> 56 == 0xFF || (High == 0 && Low >> 28 == 0xFFFF_E);
    }

    /// <summary>Whether it is a unicast address that is valid on one link only: <c>169.254.0.0/16</c> or <c>fe80::/10</c>.</summary>
    public bool IsLinkLocal => High >> 54 == 0xFE80 >> 6 || (High == 0 && Low >> 16 == 0xFFFF_A9FE);

    /// <summary>Whether it is a group that is valid on one link, or within one node, only: <c>224.0.0.0/24</c>, <c>ff01::/16</c>, <c>ff02::/16</c>.</summary>
    public bool IsLinkLocalMulticast => (High >> 56 == 0xFF && ((High >> 48) & 0xF) is 1 or 2) || (High == 0 && Low >> 8 == 0xFFFF_E000_00);

    /// <summary>Whether it means something only together with a zone (RFC 4007): an IPv6 address, unicast or group, of one link.</summary>
    public bool NeedsZone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High >> 54 == 0xFE80 >> 6 || (High >> 56 == 0xFF && ((High >> 48) & 0xF) is 1 or 2);
    }

    /// <summary>The IPv4 address with these 32 bits, the first byte being the most significant.</summary>
    public static IpAddress FromV4(uint bits) => new(0, MappedPrefix | bits);

    /// <summary>The IPv4 address <c>a.b.c.d</c>.</summary>
    public static IpAddress FromV4(byte a, byte b, byte c, byte d) => FromV4(((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d);

    /// <summary>The IPv6 address with these 128 bits. An IPv4-mapped one is an IPv4 address.</summary>
    public static IpAddress FromV6(ulong high, ulong low) => new(high, low);

    /// <summary>Reads four bytes. The caller has checked that they are there.</summary>
    public static IpAddress ReadV4(ReadOnlySpan<byte> source) => FromV4(BinaryPrimitives.ReadUInt32BigEndian(source));

    /// <summary>Reads 16 bytes. The caller has checked that they are there.</summary>
    public static IpAddress ReadV6(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source.Slice(8)));

    /// <summary>The group on which the owner of an address listens for solicitations: RFC 4291, section 2.7.1.</summary>
    public static IpAddress SolicitedNode(IpAddress address) => new(0xFF02_0000_0000_0000, 0x0000_0001_FF00_0000 | (address.Low & 0xFF_FFFF));

    /// <summary>The 32 bits of an IPv4 address. Meaningless for an IPv6 address.</summary>
    public uint ToV4Bits() => (uint)Low;

    /// <summary>Writes <see cref="Length"/> bytes: four for an IPv4 address. The caller has checked that there is room.</summary>
    public void Write(Span<byte> destination)
    {
        if (IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)Low);
            return;
        }

        WriteV6(destination);
    }

    /// <summary>Writes 16 bytes, an IPv4 address in its mapped form. The caller has checked that there is room.</summary>
    public void WriteV6(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), Low);
    }

    /// <summary>Whether both are of one family.</summary>
    public bool SameFamily(IpAddress other) => IsV4 == other.IsV4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(IpAddress other) => High == other.High && Low == other.Low;
}
