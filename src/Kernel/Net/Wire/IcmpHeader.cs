using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>
/// The first eight bytes of an ICMP message, of either version (RFC 792, RFC 4443, section 2.1): type, code, checksum, and four bytes whose meaning
/// depends on the type.
/// </summary>
public struct IcmpHeader
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 8;

    /// <summary>The type: <see cref="Icmpv4Type"/> or <see cref="Icmpv6Type"/>.</summary>
    public byte Type;

    /// <summary>The code within the type.</summary>
    public byte Code;

    /// <summary>The checksum, as received. It is computed over the whole message when one is sent.</summary>
    public ushort Checksum;

    /// <summary>The four bytes behind the checksum: identifier and sequence number, next-hop MTU, pointer.</summary>
    public uint Parameter;

    /// <summary>The identifier of an echo.</summary>
    public readonly ushort Identifier => (ushort)(Parameter >> 16);

    /// <summary>The sequence number of an echo.</summary>
    public readonly ushort Sequence => (ushort)Parameter;

    /// <summary>Reads the header; <see langword="false"/> if the message is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out IcmpHeader header)
    {
        header = default;
        if (message.Length < Length)
        {
            return false;
        }

        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(message);
        header.Type = (byte)(bits >> 56);
        header.Code = (byte)(bits >> 48);
        header.Checksum = (ushort)(bits >> 32);
        header.Parameter = (uint)bits;
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> message) =>
        BinaryPrimitives.WriteUInt64BigEndian(message, ((ulong)Type << 56) | ((ulong)Code << 48) | ((ulong)Checksum << 32) | Parameter);
}
