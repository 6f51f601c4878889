using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The header of a DNS message (RFC 1035, section 4.1.1).</summary>
public struct DnsHeader
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 12;

    /// <summary>The response code: no such name.</summary>
    public const int NoSuchName = 3;

    /// <summary>Which question an answer belongs to.</summary>
    public ushort Identifier;

    /// <summary>The flags and the response code, as on the wire.</summary>
    public ushort Flags;

    /// <summary>How many questions there are.</summary>
    public ushort Questions;

    /// <summary>How many records answer them.</summary>
    public ushort Answers;

    /// <summary>How many records name authorities.</summary>
    public ushort Authorities;

    /// <summary>How many records there are besides.</summary>
    public ushort Additional;

    /// <summary>Whether it is an answer.</summary>
    public readonly bool IsResponse => (Flags & 0x8000) != 0;

    /// <summary>Whether the message is a plain query or an answer to one.</summary>
    public readonly bool IsStandardQuery => (Flags & 0x7800) == 0;

    /// <summary>Whether the answer did not fit: it is to be asked for by TCP.</summary>
    public readonly bool IsTruncated => (Flags & 0x0200) != 0;

    /// <summary>What the server says about the question: 0 for success.</summary>
    public readonly int ResponseCode => Flags & 0xF;

    /// <summary>The flags of a question that wants recursion.</summary>
    public static ushort RecursiveQuery => 0x0100;

    /// <summary>Reads the header; <see langword="false"/> if the message is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out DnsHeader header)
    {
        header = default;
        if (message.Length < Length)
        {
            return false;
        }

        ulong first = BinaryPrimitives.ReadUInt64BigEndian(message);
        uint second = BinaryPrimitives.ReadUInt32BigEndian(message.Slice(8));
        header.Identifier = (ushort)(first >> 48);
        header.Flags = (ushort)(first >> 32);
        header.Questions = (ushort)(first >> 16);
        header.Answers = (ushort)first;
        header.Authorities = (ushort)(second >> 16);
        header.Additional = (ushort)second;
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> message)
    {
        BinaryPrimitives.WriteUInt64BigEndian(message, ((ulong)Identifier << 48) | ((ulong)Flags << 32) | ((ulong)Questions << 16) | Answers);
        BinaryPrimitives.WriteUInt32BigEndian(message.Slice(8), ((uint)Authorities << 16) | Additional);
    }
}
