using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The fixed part of a router advertisement (RFC 4861, section 4.2), behind type, code and checksum.</summary>
public struct NdpRouterAdvertisement
{
    /// <summary>The length of the message up to its options.</summary>
    public const int Length = 16;

    /// <summary>For how long neighbours that answered count as reachable, in milliseconds; 0 for unspecified.</summary>
    public uint ReachableTime;

    /// <summary>How long to wait before asking again, in milliseconds; 0 for unspecified.</summary>
    public uint RetransmitTime;

    /// <summary>For how many seconds the sender is a default router; 0 if it is none.</summary>
    public ushort RouterLifetime;

    /// <summary>The hop limit for packets that leave; 0 for unspecified.</summary>
    public byte HopLimit;

    /// <summary>Whether addresses are to be had by DHCPv6.</summary>
    public bool Managed;

    /// <summary>Whether other configuration is to be had by DHCPv6.</summary>
    public bool OtherConfiguration;

    /// <summary>Reads a message, from its type on; <see langword="false"/> if it is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out NdpRouterAdvertisement advertisement)
    {
        advertisement = default;
        if (message.Length < Length)
        {
            return false;
        }

        advertisement.HopLimit = message[4];
        advertisement.Managed = (message[5] & 0x80) != 0;
        advertisement.OtherConfiguration = (message[5] & 0x40) != 0;
        advertisement.RouterLifetime = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(6));
        advertisement.ReachableTime = BinaryPrimitives.ReadUInt32BigEndian(message.Slice(8));
        advertisement.RetransmitTime = BinaryPrimitives.ReadUInt32BigEndian(message.Slice(12));
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes, with a checksum of zero. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> message)
    {
        message[0] = (byte)Icmpv6Type.RouterAdvertisement;
        message.Slice(1, 3).Clear();
        message[4] = HopLimit;
        message[5] = (byte)((Managed ? 0x80 : 0) | (OtherConfiguration ? 0x40 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(message.Slice(6), RouterLifetime);
        BinaryPrimitives.WriteUInt32BigEndian(message.Slice(8), ReachableTime);
        BinaryPrimitives.WriteUInt32BigEndian(message.Slice(12), RetransmitTime);
    }
}
