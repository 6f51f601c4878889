using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The header of a UDP datagram (RFC 768).</summary>
public struct UdpHeader
{
    /// <summary>The length on the wire.</summary>
    public const int HeaderLength = 8;

    /// <summary>From which port; 0 if no answer is wanted.</summary>
    public ushort SourcePort;

    /// <summary>To which port.</summary>
    public ushort DestinationPort;

    /// <summary>The length of header and payload.</summary>
    public ushort Length;

    /// <summary>The checksum; 0 for none.</summary>
    public ushort Checksum;

    /// <summary>Reads the header; <see langword="false"/> if it is not whole or says more than the <paramref name="available"/> bytes that are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, int available, out UdpHeader header)
    {
        header = default;
        if (datagram.Length < HeaderLength)
        {
            return false;
        }

        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(datagram);
        header.SourcePort = (ushort)(bits >> 48);
        header.DestinationPort = (ushort)(bits >> 32);
        header.Length = (ushort)(bits >> 16);
        header.Checksum = (ushort)bits;
        return header.Length >= HeaderLength && header.Length <= available && header.DestinationPort != 0;
    }

    /// <summary>Writes <see cref="HeaderLength"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> datagram) =>
        BinaryPrimitives.WriteUInt64BigEndian(
            datagram,
            ((ulong)SourcePort << 48) | ((ulong)DestinationPort << 32) | ((ulong)Length << 16) | Checksum);
}
