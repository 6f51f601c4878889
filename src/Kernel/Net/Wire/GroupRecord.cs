using System;

namespace Hermit.Net;

/// <summary>What a host says about one group, in a report of IGMP version 3 (RFC 3376, section 4.2.4) or MLD version 2 (RFC 3810, section 5.2.5).</summary>
public struct GroupRecord
{
    /// <summary>The record type "I listen to all sources", in answer to a query.</summary>
    public const byte IsExclude = 2;

    /// <summary>The record type "I no longer listen".</summary>
    public const byte ToInclude = 3;

    /// <summary>The record type "I now listen to all sources".</summary>
    public const byte ToExclude = 4;

    /// <summary>What changed.</summary>
    public byte Type;

    /// <summary>Which group.</summary>
    public IpAddress Group;

    /// <summary>Reads a record with its sources, which are not kept; <see langword="false"/> if it is not whole.</summary>
    public static bool TryParse(ref ByteReader reader, bool v4, out GroupRecord record)
    {
        record = default;
        int length = v4 ? 4 : 16;
        if (!reader.TryReadByte(out record.Type) || !reader.TryReadByte(out byte auxiliary) || !reader.TryReadUInt16(out ushort sources) ||
            !reader.TryRead(length, out ReadOnlySpan<byte> group) || !reader.TrySkip((sources * length) + (4 * auxiliary)))
        {
            return false;
        }

        record.Group = v4 ? IpAddress.ReadV4(group) : IpAddress.ReadV6(group);
        return true;
    }

    /// <summary>Writes a record without sources.</summary>
    public readonly bool TryEmit(ref ByteWriter writer)
    {
        Span<byte> group = stackalloc byte[16];
        Group.Write(group);
        return writer.TryWriteByte(Type) && writer.TryWriteByte(0) && writer.TryWriteUInt16(0) && writer.TryWrite(group.Slice(0, Group.Length));
    }
}
