using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The header of an Ethernet II frame (IEEE 802.3, section 3.1.1), with the VLAN tag if there is one (IEEE 802.1Q, section 9.6).</summary>
public struct EthernetHeader
{
    /// <summary>The length without a tag.</summary>
    public const int UntaggedLength = 14;

    /// <summary>The length of a tag.</summary>
    public const int TagLength = 4;

    /// <summary>To whom.</summary>
    public MacAddress Destination;

    /// <summary>From whom.</summary>
    public MacAddress Source;

    /// <summary>What the frame carries, behind the tag.</summary>
    public EtherType Type;

    /// <summary>Whether there is a VLAN tag.</summary>
    public bool IsTagged;

    /// <summary>The tag: priority in bits 15 to 13, drop eligibility in bit 12, VLAN identifier in bits 11 to 0.</summary>
    public ushort Tag;

    /// <summary>The length on the wire.</summary>
    public readonly int Length => IsTagged ? UntaggedLength + TagLength : UntaggedLength;

    /// <summary>The VLAN that the frame belongs to; 0 for none.</summary>
    public readonly ushort VlanId => (ushort)(Tag & 0xFFF);

    /// <summary>Reads the header; <see langword="false"/> if the frame is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out EthernetHeader header)
    {
        header = default;
        if (frame.Length < UntaggedLength)
        {
            return false;
        }

        ulong first = BinaryPrimitives.ReadUInt64BigEndian(frame);
        header.Destination = new MacAddress(first >> 16);
        header.Source = new MacAddress((first << 32) | BinaryPrimitives.ReadUInt32BigEndian(frame.Slice(8)));
        header.Type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(12));
        return header.Type != EtherType.Vlan || TryParseTag(frame, ref header);
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> frame)
    {
        Destination.Write(frame);
        Source.Write(frame.Slice(6));
        frame = frame.Slice(12);
        if (IsTagged)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)EtherType.Vlan);
            BinaryPrimitives.WriteUInt16BigEndian(frame.Slice(2), Tag);
            frame = frame.Slice(TagLength);
        }

        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)Type);
    }

    private static bool TryParseTag(ReadOnlySpan<byte> frame, ref EthernetHeader header)
    {
        if (frame.Length < UntaggedLength + TagLength)
        {
            return false;
        }

        header.IsTagged = true;
        header.Tag = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(14));
        header.Type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(16));
        return true;
    }
}
