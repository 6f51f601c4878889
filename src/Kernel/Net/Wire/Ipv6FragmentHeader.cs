using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The fragment header of IPv6 (RFC 8200, section 4.5).</summary>
public struct Ipv6FragmentHeader
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 8;

    /// <summary>Which packet the fragment belongs to.</summary>
    public uint Identification;

    /// <summary>Where the fragment stands in the fragmentable part of the packet, in bytes; a multiple of eight.</summary>
    public ushort Offset;

    /// <summary>Whether more fragments follow behind this one.</summary>
    public bool MoreFragments;

    /// <summary>What the fragmentable part starts with.</summary>
    public IpProtocol NextHeader;

    /// <summary>Reads the header; <see langword="false"/> if it is not there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out Ipv6FragmentHeader header)
    {
        header = default;
        if (bytes.Length < Length)
        {
            return false;
        }

        uint first = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        header.NextHeader = (IpProtocol)(first >> 24);
        header.Offset = (ushort)(first & 0xFFF8);
        header.MoreFragments = (first & 1) != 0;
        header.Identification = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4));
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ((uint)(byte)NextHeader << 24) | (Offset & 0xFFF8u) | (MoreFragments ? 1u : 0));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.Slice(4), Identification);
    }
}
