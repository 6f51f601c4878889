using System;

namespace Hermit.Net;

/// <summary>What the header of a received packet says to the protocols above IP, the same for both versions.</summary>
public struct IpPacket
{
    /// <summary>From whom.</summary>
    public IpAddress Source;

    /// <summary>To whom.</summary>
    public IpAddress Destination;

    /// <summary>Where the transport header is, counted from the start of the packet, which is its IP header.</summary>
    public int TransportOffset;

    /// <summary>The length of transport header and payload.</summary>
    public int TransportLength;

    /// <summary>What the packet carries.</summary>
    public IpProtocol Protocol;

    /// <summary>How many more hops it could have made.</summary>
    public byte HopLimit;

    /// <summary>Differentiated services and congestion notification.</summary>
    public byte TrafficClass;

    /// <summary>The number of the interface that it came in by.</summary>
    public byte Interface;

    /// <summary>Whether it went to a group, or to everybody.</summary>
    public bool IsGroup;

    /// <summary>The sum over the pseudo-header, for the checksum of the transport.</summary>
    public readonly ulong PseudoHeaderSum => InternetChecksum.PseudoHeader(Source, Destination, (byte)Protocol, TransportLength);

    /// <summary>
    /// Reads again what a packet in a queue says of itself: its headers were checked when it came. <paramref name="transportOffset"/> is
    /// <see cref="Packet.TransportOffset"/>.
    /// </summary>
    public static IpPacket Reread(ReadOnlySpan<byte> packet, int transportOffset, int totalLength)
    {
        var result = default(IpPacket);
        result.TransportOffset = transportOffset;
        result.TransportLength = totalLength - transportOffset;
        if (packet[0] >> 4 == 4)
        {
            result.Source = IpAddress.ReadV4(packet.Slice(12));
            result.Destination = IpAddress.ReadV4(packet.Slice(16));
            result.HopLimit = packet[8];
            result.TrafficClass = packet[1];
            result.Protocol = (IpProtocol)packet[9];
        }
        else
        {
            result.Source = IpAddress.ReadV6(packet.Slice(8));
            result.Destination = IpAddress.ReadV6(packet.Slice(24));
            result.HopLimit = packet[7];
            result.TrafficClass = (byte)((packet[0] << 4) | (packet[1] >> 4));
        }

        return result;
    }
}
