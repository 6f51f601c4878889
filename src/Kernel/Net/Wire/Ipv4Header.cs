using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The header of an IPv4 packet (RFC 791, section 3.1). Of the options only router alert is written; which others there were is told.</summary>
public struct Ipv4Header
{
    /// <summary>The length without options.</summary>
    public const int MinimumLength = 20;

    /// <summary>The length of the router alert option (RFC 2113).</summary>
    public const int RouterAlertLength = 4;

    private const uint RouterAlertOption = 0x9404_0000;

    /// <summary>From whom.</summary>
    public IpAddress Source;

    /// <summary>To whom.</summary>
    public IpAddress Destination;

    /// <summary>The length of header and payload.</summary>
    public ushort TotalLength;

    /// <summary>Which packet a fragment belongs to.</summary>
    public ushort Identification;

    /// <summary>Where the payload stands in that of the whole packet, in bytes; a multiple of eight.</summary>
    public ushort FragmentOffset;

    /// <summary>The length of the header with its options.</summary>
    public byte HeaderLength;

    /// <summary>Differentiated services and congestion notification (RFC 2474, RFC 3168).</summary>
    public byte TrafficClass;

    /// <summary>How many more hops the packet may make.</summary>
    public byte HopLimit;

    /// <summary>What the payload is.</summary>
    public IpProtocol Protocol;

    /// <summary>Whether the packet must not be cut on its way.</summary>
    public bool DontFragment;

    /// <summary>Whether more fragments of the packet follow behind this one.</summary>
    public bool MoreFragments;

    /// <summary>Whether routers are to look at the packet (RFC 2113).</summary>
    public bool RouterAlert;

    /// <summary>Whether the sender chose the route (RFC 791: loose or strict source routing). Such packets are refused.</summary>
    public bool SourceRoute;

    /// <summary>Whether it is only a part of a packet.</summary>
    public readonly bool IsFragment => MoreFragments || FragmentOffset != 0;

    /// <summary>
    /// Reads the header; <see langword="false"/> if it is damaged, or says that the packet is longer than <paramref name="available"/>, the bytes of the
    /// frame that are there. <paramref name="packet"/> must reach to the end of the header.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, int available, out Ipv4Header header)
    {
        header = default;
        if (packet.Length < MinimumLength)
        {
            return false;
        }

        uint first = BinaryPrimitives.ReadUInt32BigEndian(packet);
        uint second = BinaryPrimitives.ReadUInt32BigEndian(packet.Slice(4));
        uint third = BinaryPrimitives.ReadUInt32BigEndian(packet.Slice(8));
        header.HeaderLength = (byte)((first >> 22) & 0x3C);
        header.TrafficClass = (byte)(first >> 16);
        header.TotalLength = (ushort)first;
        header.Identification = (ushort)(second >> 16);
        header.DontFragment = (second & 0x4000) != 0;
        header.MoreFragments = (second & 0x2000) != 0;
        header.FragmentOffset = (ushort)((second & 0x1FFF) << 3);
        header.HopLimit = (byte)(third >> 24);
        header.Protocol = (IpProtocol)(third >> 16);
        header.Source = IpAddress.ReadV4(packet.Slice(12));
        header.Destination = IpAddress.ReadV4(packet.Slice(16));
        int length = header.HeaderLength;
        if (first >> 28 != 4 || length < MinimumLength || length > packet.Length || header.TotalLength < length || header.TotalLength > available)
        {
            return false;
        }

        return InternetChecksum.IsValid(InternetChecksum.Add(packet.Slice(0, length))) &&
            (length == MinimumLength || TryParseOptions(packet.Slice(MinimumLength, length - MinimumLength), ref header));
    }

    /// <summary>Writes the header, <see cref="HeaderLength"/> bytes: 20, or 24 with a router alert. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> packet)
    {
        int length = RouterAlert ? MinimumLength + RouterAlertLength : MinimumLength;
        Span<byte> header = packet.Slice(0, length);
        uint flags = (DontFragment ? 0x4000u : 0) | (MoreFragments ? 0x2000u : 0);
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x4000_0000 | ((uint)length << 22) | ((uint)TrafficClass << 16) | TotalLength);
        BinaryPrimitives.WriteUInt32BigEndian(header.Slice(4), ((uint)Identification << 16) | flags | ((uint)FragmentOffset >> 3));
        BinaryPrimitives.WriteUInt32BigEndian(header.Slice(8), ((uint)HopLimit << 24) | ((uint)(byte)Protocol << 16));
        Source.Write(header.Slice(12));
        Destination.Write(header.Slice(16));
        if (RouterAlert)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.Slice(MinimumLength), RouterAlertOption);
        }

        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(10), InternetChecksum.Finish(InternetChecksum.Add(header)));
    }

    /// <summary>Makes the header of a first fragment that of the whole packet.</summary>
    public static void MakeWhole(Span<byte> packet, int headerLength, int totalLength)
    {
        Span<byte> header = packet.Slice(0, headerLength);
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(2), (ushort)totalLength);
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(6), 0);
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(10), 0);
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(10), InternetChecksum.Finish(InternetChecksum.Add(header)));
    }

    // RFC 791, section 3.1: type, length (of the whole option), data; 0 ends the list, 1 is padding.
    private static bool TryParseOptions(ReadOnlySpan<byte> options, ref Ipv4Header header)
    {
        while (options.Length > 0 && options[0] != 0)
        {
            if (options[0] == 1)
            {
                options = options.Slice(1);
                continue;
            }

            if (options.Length < 2 || options[1] < 2 || options[1] > options.Length)
            {
                return false;
            }

            header.RouterAlert |= options[0] == 0x94;
            header.SourceRoute |= options[0] is 0x83 or 0x89;
            options = options.Slice(options[1]);
        }

        return true;
    }
}
