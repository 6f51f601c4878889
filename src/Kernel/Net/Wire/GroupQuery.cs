using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>
/// A router's question who listens to which groups: IGMP of all versions (RFC 1112, RFC 2236, RFC 3376, section 4.1) and MLD of both (RFC 2710, RFC 3810,
/// section 5.1).
/// </summary>
public struct GroupQuery
{
    /// <summary>Which group; the unspecified address for all.</summary>
    public IpAddress Group;

    /// <summary>Within which time an answer is wanted.</summary>
    public Duration MaximumResponse;

    /// <summary>The version of the protocol that the router speaks: 1 to 3 of IGMP, 1 or 2 of MLD.</summary>
    public byte Version;

    /// <summary>Reads an IGMP query, from its type on; <see langword="false"/> if it is too short.</summary>
    public static bool TryParseIgmp(ReadOnlySpan<byte> message, out GroupQuery query)
    {
        query = default;
        if (message.Length < 8)
        {
            return false;
        }

        byte code = message[1];
        query.Group = IpAddress.ReadV4(message.Slice(4));
        query.Version = message.Length >= 12 ? (byte)3 : code == 0 ? (byte)1 : (byte)2;

        // Tenths of a second; version 3 has floating point above 127 (RFC 3376, section 4.1.1), version 1 means ten seconds.
        int tenths = query.Version == 1 ? 100 : query.Version == 3 && code >= 128 ? ((code & 0xF) | 0x10) << (((code >> 4) & 7) + 3) : code;
        query.MaximumResponse = Duration.FromMilliseconds(100 * tenths);
        return true;
    }

    /// <summary>Reads an MLD query, from its type on; <see langword="false"/> if it is too short.</summary>
    public static bool TryParseMld(ReadOnlySpan<byte> message, out GroupQuery query)
    {
        query = default;
        if (message.Length < 24)
        {
            return false;
        }

        int code = BinaryPrimitives.ReadUInt16BigEndian(message.Slice(4));
        query.Group = IpAddress.ReadV6(message.Slice(8));
        query.Version = message.Length >= 28 ? (byte)2 : (byte)1;

        // Milliseconds; version 2 has floating point above 32767 (RFC 3810, section 5.1.3).
        int milliseconds = query.Version == 2 && code >= 0x8000 ? ((code & 0xFFF) | 0x1000) << (((code >> 12) & 7) + 3) : code;
        query.MaximumResponse = Duration.FromMilliseconds(milliseconds);
        return true;
    }
}
