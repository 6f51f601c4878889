using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>An ARP message for IPv4 over Ethernet (RFC 826).</summary>
public struct ArpMessage
{
    /// <summary>The length on the wire.</summary>
    public const int Length = 28;

    /// <summary>The operation of a question.</summary>
    public const ushort Request = 1;

    /// <summary>The operation of an answer.</summary>
    public const ushort Reply = 2;

    // Hardware type Ethernet, protocol type IPv4, lengths 6 and 4.
    private const ulong Preamble = 0x0001_0800_0604;

    /// <summary><see cref="Request"/> or <see cref="Reply"/>.</summary>
    public ushort Operation;

    /// <summary>The sender's hardware address.</summary>
    public MacAddress SenderHardware;

    /// <summary>The sender's protocol address; <c>0.0.0.0</c> in a probe (RFC 5227).</summary>
    public IpAddress Sender;

    /// <summary>The target's hardware address; ignored in a question.</summary>
    public MacAddress TargetHardware;

    /// <summary>The target's protocol address.</summary>
    public IpAddress Target;

    /// <summary>Reads a message; <see langword="false"/> if it is too short, or not for IPv4 over Ethernet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ArpMessage message)
    {
        message = default;
        if (bytes.Length < Length)
        {
            return false;
        }

        ulong first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        message.Operation = (ushort)first;
        message.SenderHardware = MacAddress.Read(bytes.Slice(8));
        message.Sender = IpAddress.ReadV4(bytes.Slice(14));
        message.TargetHardware = MacAddress.Read(bytes.Slice(18));
        message.Target = IpAddress.ReadV4(bytes.Slice(24));
        return first >> 16 == Preamble && (message.Operation is Request or Reply);
    }

    /// <summary>Writes <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (Preamble << 16) | Operation);
        SenderHardware.Write(bytes.Slice(8));
        Sender.Write(bytes.Slice(14));
        TargetHardware.Write(bytes.Slice(18));
        Target.Write(bytes.Slice(24));
    }
}
