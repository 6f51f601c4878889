using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>A DNS record (RFC 1035, section 4.1.3). Its data lie in the message, where names in them may point elsewhere.</summary>
public ref struct DnsRecord
{
    private const ushort Internet = 1;

    /// <summary>About what.</summary>
    public DnsName Name;

    /// <summary>What it says.</summary>
    public DnsType Type;

    /// <summary>The class; 1 for the Internet.</summary>
    public ushort Class;

    /// <summary>For how many seconds it may be remembered.</summary>
    public uint TimeToLive;

    /// <summary>The data.</summary>
    public ReadOnlySpan<byte> Data;

    /// <summary>Where the data are in the message.</summary>
    public int DataOffset;

    /// <summary>Whether it is of the Internet's class.</summary>
    public readonly bool IsInternet => Class == Internet;

    /// <summary>Reads a record at <paramref name="position"/> and moves that behind it; <see langword="false"/> if it is damaged.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, ref int position, out DnsRecord record)
    {
        record = default;
        if (!DnsName.TryRead(message, ref position, out record.Name))
        {
            return false;
        }

        var reader = new ByteReader(message.Slice(position));
        if (!reader.TryReadUInt16(out ushort type) || !reader.TryReadUInt16(out record.Class) || !reader.TryReadUInt32(out record.TimeToLive) ||
            !reader.TryReadUInt16(out ushort length) || !reader.TryRead(length, out record.Data))
        {
            return false;
        }

        // RFC 2181, section 8: a time with the top bit set is zero.
        record.TimeToLive = record.TimeToLive > int.MaxValue ? 0 : record.TimeToLive;
        record.Type = (DnsType)type;
        position += reader.Position;
        record.DataOffset = position - length;
        return true;
    }

    /// <summary>Writes the record.</summary>
    public readonly bool TryEmit(ref ByteWriter writer) =>
        writer.TryWrite(Name.Wire) && writer.TryWriteUInt16((ushort)Type) && writer.TryWriteUInt16(Class) && writer.TryWriteUInt32(TimeToLive) &&
        writer.TryWriteUInt16((ushort)Data.Length) && writer.TryWrite(Data);

    /// <summary>The address that the record gives; <see langword="false"/> if it is not one.</summary>
    public readonly bool TryGetAddress(out IpAddress address)
    {
        address = default;
        if (!IsInternet)
        {
            return false;
        }

        if (Type == DnsType.A && Data.Length == 4)
        {
            address = IpAddress.ReadV4(Data);
            return true;
        }

        if (Type == DnsType.Aaaa && Data.Length == 16)
        {
            address = IpAddress.ReadV6(Data);
            return true;
        }

        return false;
    }

    /// <summary>
    /// For how many seconds a start of authority lets an absence be remembered: the lesser of its own time and its minimum (RFC 2308, section 5).
    /// </summary>
    public readonly bool TryGetNegativeTime(ReadOnlySpan<byte> message, out uint seconds)
    {
        seconds = 0;
        int at = DataOffset;
        if (Type != DnsType.Soa || !DnsName.TryRead(message, ref at, out _) || !DnsName.TryRead(message, ref at, out _) || message.Length - at < 20)
        {
            return false;
        }

        seconds = Math.Min(TimeToLive, BinaryPrimitives.ReadUInt32BigEndian(message.Slice(at + 16)));
        return true;
    }
}
