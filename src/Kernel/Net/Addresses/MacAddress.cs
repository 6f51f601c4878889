using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>An Ethernet address (EUI-48): six bytes, the first one on the wire being the most significant.</summary>
public readonly struct MacAddress : IEquatable<MacAddress>
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 6;

    private readonly ulong _bits;

    /// <summary>The address whose 48 bits these are; the upper 16 are dropped.</summary>
    public MacAddress(ulong bits)
    {
        _bits = bits & 0xFFFF_FFFF_FFFF;
    }

    /// <summary>Everybody on the link.</summary>
    public static MacAddress Broadcast => new(0xFFFF_FFFF_FFFF);

    /// <summary>The 48 bits.</summary>
    public ulong Bits => _bits;

    /// <summary>Whether all bits are zero: no station has that address.</summary>
    public bool IsZero => _bits == 0;

    /// <summary>Whether it names a group of stations, broadcast included.</summary>
    public bool IsMulticast => (_bits & 0x0100_0000_0000) != 0;

    /// <summary>Whether it is <see cref="Broadcast"/>.</summary>
    public bool IsBroadcast => _bits == 0xFFFF_FFFF_FFFF;

    /// <summary>Whether a station can have it: neither zero nor a group.</summary>
    public bool IsUnicast => _bits != 0 && !IsMulticast;

    /// <summary>Where a multicast group is received: RFC 1112, section 6.4, and RFC 2464, section 7.</summary>
    public static MacAddress ForMulticast(IpAddress group) =>
        group.IsV4 ? new MacAddress(0x0100_5E00_0000ul | (group.ToV4Bits() & 0x7F_FFFF)) : new MacAddress(0x3333_0000_0000ul | (uint)group.Low);

    /// <summary>Reads six bytes. The caller has checked that they are there.</summary>
    public static MacAddress Read(ReadOnlySpan<byte> source) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(source) << 32) | BinaryPrimitives.ReadUInt32BigEndian(source.Slice(2)));

    /// <summary>Writes six bytes. The caller has checked that there is room.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(_bits >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination.Slice(2), (uint)_bits);
    }

    /// <inheritdoc/>
    public bool Equals(MacAddress other) => _bits == other._bits;
}
