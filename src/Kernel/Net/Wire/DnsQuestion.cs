using System;

namespace Hermit.Net;

/// <summary>What a DNS message asks (RFC 1035, section 4.1.2), of the Internet's class.</summary>
public struct DnsQuestion
{
    private const ushort Internet = 1;

    /// <summary>About what.</summary>
    public DnsName Name;

    /// <summary>Which records.</summary>
    public DnsType Type;

    /// <summary>Reads a question at <paramref name="position"/> and moves that behind it; <see langword="false"/> if it is damaged or of another class.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, ref int position, out DnsQuestion question)
    {
        question = default;
        if (!DnsName.TryRead(message, ref position, out question.Name))
        {
            return false;
        }

        var reader = new ByteReader(message.Slice(position));
        if (!reader.TryReadUInt16(out ushort type) || !reader.TryReadUInt16(out ushort network))
        {
            return false;
        }

        question.Type = (DnsType)type;
        position += reader.Position;
        return network == Internet;
    }

    /// <summary>Writes the question.</summary>
    public readonly bool TryEmit(ref ByteWriter writer) =>
        writer.TryWrite(Name.Wire) && writer.TryWriteUInt16((ushort)Type) && writer.TryWriteUInt16(Internet);
}
