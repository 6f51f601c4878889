using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The fixed header of an IPv6 packet (RFC 8200, section 3).</summary>
public struct Ipv6Header
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 40;

    /// <summary>From whom.</summary>
    public IpAddress Source;

    /// <summary>To whom.</summary>
    public IpAddress Destination;

    /// <summary>Which packets belong together (RFC 6437), 20 bits.</summary>
    public uint FlowLabel;

    /// <summary>The length of what follows, extension headers included.</summary>
    public ushort PayloadLength;

    /// <summary>Differentiated services and congestion notification.</summary>
    public byte TrafficClass;

    /// <summary>How many more hops the packet may make.</summary>
    public byte HopLimit;

    /// <summary>What follows: an extension header or a payload.</summary>
    public IpProtocol NextHeader;

    /// <summary>
    /// Reads the header; <see langword="false"/> if it is damaged, names an IPv4-mapped address, or says that the packet is longer than
    /// <paramref name="available"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, int available, out Ipv6Header header)
    {
        header = default;
        if (packet.Length < Length)
        {
            return false;
        }

        ulong first = BinaryPrimitives.ReadUInt64BigEndian(packet);
        header.TrafficClass = (byte)(first >> 52);
        header.FlowLabel = (uint)(first >> 32) & 0xF_FFFF;
        header.PayloadLength = (ushort)(first >> 16);
        header.NextHeader = (IpProtocol)(first >> 8);
        header.HopLimit = (byte)first;
        header.Source = IpAddress.ReadV6(packet.Slice(8));
        header.Destination = IpAddress.ReadV6(packet.Slice(24));

        // IPv4-mapped addresses never are on a wire (RFC 4038, section 4.2, RFC 5156): accepting them would let a peer pass for an IPv4 address.
        return first >> 60 == 6 && header.PayloadLength <= available - Length && header.Source.IsV6 && header.Destination.IsV6;
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> packet)
    {
        uint first = 0x6000_0000 | ((uint)TrafficClass << 20) | (FlowLabel & 0xF_FFFF);
        BinaryPrimitives.WriteUInt32BigEndian(packet, first);
        BinaryPrimitives.WriteUInt32BigEndian(packet.Slice(4), ((uint)PayloadLength << 16) | ((uint)(byte)NextHeader << 8) | HopLimit);
        Source.WriteV6(packet.Slice(8));
        Destination.WriteV6(packet.Slice(24));
    }
}
