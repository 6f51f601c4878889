using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The fixed part of a neighbour solicitation or advertisement (RFC 4861, sections 4.3 and 4.4).</summary>
public struct NdpNeighborMessage
{
    /// <summary>The length of the message up to its options.</summary>
    public const int Length = 24;

    /// <summary>Whose link-layer address is asked for, or told.</summary>
    public IpAddress Target;

    /// <summary>Whether it is an advertisement.</summary>
    public bool IsAdvertisement;

    /// <summary>Of an advertisement: whether the sender is a router.</summary>
    public bool Router;

    /// <summary>Of an advertisement: whether it answers a solicitation.</summary>
    public bool Solicited;

    /// <summary>Of an advertisement: whether it replaces what is known.</summary>
    public bool Override;

    /// <summary>Reads a message, from its type on; <see langword="false"/> if it is too short, or its target is a group.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out NdpNeighborMessage result)
    {
        result = default;
        if (message.Length < Length)
        {
            return false;
        }

        result.IsAdvertisement = message[0] == (byte)Icmpv6Type.NeighborAdvertisement;
        if (result.IsAdvertisement)
        {
            result.Router = (message[4] & 0x80) != 0;
            result.Solicited = (message[4] & 0x40) != 0;
            result.Override = (message[4] & 0x20) != 0;
        }

        result.Target = IpAddress.ReadV6(message.Slice(8));
        return !result.Target.IsMulticast && result.Target.IsV6;
    }

    /// <summary>Writes <see cref="Length"/> bytes, with a checksum of zero. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> message)
    {
        uint flags = (Router ? 0x8000_0000u : 0) | (Solicited ? 0x4000_0000u : 0) | (Override ? 0x2000_0000u : 0);
        message[0] = (byte)(IsAdvertisement ? Icmpv6Type.NeighborAdvertisement : Icmpv6Type.NeighborSolicitation);
        message.Slice(1, 3).Clear();
        BinaryPrimitives.WriteUInt32BigEndian(message.Slice(4), IsAdvertisement ? flags : 0);
        Target.WriteV6(message.Slice(8));
    }
}
