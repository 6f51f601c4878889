using System;

namespace Hermit.Net;

/// <summary>The addresses that begin with the same bits: a subnet, the destinations of a route.</summary>
public readonly struct IpPrefix : IEquatable<IpPrefix>
{
    private const byte MappedBits = 96;

    private readonly byte _bits;

    /// <summary>The prefix of <paramref name="address"/> with <paramref name="length"/> bits, at most 32 for IPv4 and 128 for IPv6. The others are dropped.</summary>
    public IpPrefix(IpAddress address, int length)
    {
        _bits = (byte)(address.IsV4 ? MappedBits + Math.Clamp(length, 0, 32) : Math.Clamp(length, 0, 128));
        Address = IpAddress.FromV6(address.High & HighMask, address.Low & LowMask);
        IsV4 = address.IsV4;
    }

    /// <summary>Every IPv4 address.</summary>
    public static IpPrefix AllV4 => new(IpAddress.AnyV4, 0);

    /// <summary>Every IPv6 address.</summary>
    public static IpPrefix AllV6 => new(IpAddress.AnyV6, 0);

    /// <summary>The first address.</summary>
    public IpAddress Address { get; }

    /// <summary>Whether the addresses are IPv4.</summary>
    public bool IsV4 { get; }

    /// <summary>How many bits the addresses share.</summary>
    public int Length => IsV4 ? _bits - MappedBits : _bits;

    /// <summary>The last address of an IPv4 subnet: its broadcast address, where it has one.</summary>
    public IpAddress Last => IpAddress.FromV6(Address.High | ~HighMask, Address.Low | ~LowMask);

    private ulong HighMask => _bits >= 64 ? ulong.MaxValue : _bits == 0 ? 0 : ulong.MaxValue << (64 - _bits);

    private ulong LowMask => _bits <= 64 ? 0 : ulong.MaxValue << (128 - _bits);

    /// <summary>The length of the prefix that an IPv4 mask describes; that of its leading ones if it has gaps.</summary>
    public static byte LengthOfMask(uint mask)
    {
        byte length = 0;
        for (; (mask & 0x8000_0000) != 0; mask <<= 1)
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether an address has the prefix.</summary>
    public bool Contains(IpAddress address) =>
        (address.High & HighMask) == Address.High && (address.Low & LowMask) == Address.Low && address.IsV4 == IsV4;

    /// <inheritdoc/>
    public bool Equals(IpPrefix other) => Address.Equals(other.Address) && _bits == other._bits && IsV4 == other.IsV4;
}
