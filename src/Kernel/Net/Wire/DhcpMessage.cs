using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>A DHCP message (RFC 2131, section 2) with the options that a host understands. Texts lie in the bytes that it was read from.</summary>
public ref struct DhcpMessage
{
    /// <summary>The port of clients.</summary>
    public const ushort ClientPort = 68;

    /// <summary>The port of servers.</summary>
    public const ushort ServerPort = 67;

    /// <summary>The length without options, the magic number included.</summary>
    public const int FixedLength = 240;

    private const uint Magic = 0x6382_5363;

    /// <summary>Whether a server speaks.</summary>
    public bool IsReply;

    /// <summary>Which conversation it belongs to.</summary>
    public uint Transaction;

    /// <summary>For how many seconds the client has been trying.</summary>
    public ushort Seconds;

    /// <summary>Whether the client can only receive broadcasts yet.</summary>
    public bool Broadcast;

    /// <summary>The address that the client has.</summary>
    public IpAddress ClientAddress;

    /// <summary>The address that the client gets.</summary>
    public IpAddress YourAddress;

    /// <summary>The client's hardware address.</summary>
    public MacAddress ClientHardware;

    /// <summary>What the message is.</summary>
    public DhcpMessageType Type;

    /// <summary>Which server speaks, or is meant; unspecified for none.</summary>
    public IpAddress ServerIdentifier;

    /// <summary>Which address the client wants; unspecified for none.</summary>
    public IpAddress RequestedAddress;

    /// <summary>For how many seconds the address is the client's; <see cref="uint.MaxValue"/> for ever, 0 if not said.</summary>
    public uint LeaseTime;

    /// <summary>When the client asks its server for more, in seconds; 0 if not said.</summary>
    public uint RenewalTime;

    /// <summary>When the client asks any server for more, in seconds; 0 if not said.</summary>
    public uint RebindingTime;

    /// <summary>How many bits of the address name the subnet; 255 if not said.</summary>
    public byte PrefixLength;

    /// <summary>The MTU of the link; 0 if not said.</summary>
    public ushort Mtu;

    /// <summary>The routers on the link.</summary>
    public IpAddressList Routers;

    /// <summary>The name servers.</summary>
    public IpAddressList NameServers;

    /// <summary>The domain that names without one are looked up in.</summary>
    public ReadOnlySpan<byte> DomainName;

    /// <summary>The client's name.</summary>
    public ReadOnlySpan<byte> HostName;

    /// <summary>Reads a message; <see langword="false"/> if it is damaged, or not for Ethernet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out DhcpMessage message)
    {
        message = default;
        message.PrefixLength = 255;
        message.ServerIdentifier = IpAddress.AnyV4;
        message.RequestedAddress = IpAddress.AnyV4;
        if (bytes.Length < FixedLength || bytes[0] is not (1 or 2) || bytes[1] != 1 || bytes[2] != MacAddress.Length ||
            BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(236)) != Magic)
        {
            return false;
        }

        message.IsReply = bytes[0] == 2;
        message.Transaction = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4));
        message.Seconds = BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(8));
        message.Broadcast = (bytes[10] & 0x80) != 0;
        message.ClientAddress = IpAddress.ReadV4(bytes.Slice(12));
        message.YourAddress = IpAddress.ReadV4(bytes.Slice(16));
        message.ClientHardware = MacAddress.Read(bytes.Slice(28));

        int overload = 0;
        if (!message.TryParseOptions(bytes.Slice(FixedLength), ref overload))
        {
            return false;
        }

        // RFC 2131, section 4.1: options go on in the file field, then in the server name field.
        int nested = 0;
        return ((overload & 1) == 0 || message.TryParseOptions(bytes.Slice(108, 128), ref nested)) &&
            ((overload & 2) == 0 || message.TryParseOptions(bytes.Slice(44, 64), ref nested));
    }

    /// <summary>Writes the message, padded to the length that BOOTP relays expect; <see langword="false"/> if there is no room.</summary>
    public readonly bool TryEmit(ref ByteWriter writer)
    {
        const int MinimumLength = 300;
        int start = writer.Position;
        return writer.TryWriteUInt32(IsReply ? 0x0201_0600u : 0x0101_0600u) && writer.TryWriteUInt32(Transaction) && writer.TryWriteUInt16(Seconds) &&
            writer.TryWriteUInt16(Broadcast ? (ushort)0x8000 : (ushort)0) && writer.TryWriteUInt32(ClientAddress.ToV4Bits()) &&
            writer.TryWriteUInt32(YourAddress.ToV4Bits()) && writer.TryWriteZeros(8) && writer.TryWriteUInt16((ushort)(ClientHardware.Bits >> 32)) &&
            writer.TryWriteUInt32((uint)ClientHardware.Bits) && writer.TryWriteZeros(10 + 64 + 128) && writer.TryWriteUInt32(Magic) &&
            TryEmitOptions(ref writer) && writer.TryWriteByte(DhcpOption.End) && writer.TryWriteZeros(Math.Max(0, MinimumLength - (writer.Position - start)));
    }

    private readonly bool TryEmitOptions(ref ByteWriter writer)
    {
        return TryEmitByte(ref writer, DhcpOption.MessageType, (byte)Type, Type != DhcpMessageType.None) &&
            TryEmitWord(ref writer, DhcpOption.ServerIdentifier, ServerIdentifier.ToV4Bits()) &&
            TryEmitWord(ref writer, DhcpOption.RequestedAddress, RequestedAddress.ToV4Bits()) &&
            TryEmitWord(ref writer, DhcpOption.LeaseTime, LeaseTime) &&
            TryEmitWord(ref writer, DhcpOption.RenewalTime, RenewalTime) &&
            TryEmitWord(ref writer, DhcpOption.RebindingTime, RebindingTime) &&
            TryEmitWord(ref writer, DhcpOption.SubnetMask, PrefixLength is > 0 and <= 32 ? uint.MaxValue << (32 - PrefixLength) : 0) &&
            TryEmitText(ref writer, DhcpOption.DomainName, DomainName) &&
            TryEmitText(ref writer, DhcpOption.HostName, HostName) &&
            TryEmitList(ref writer, DhcpOption.Router, Routers) &&
            TryEmitList(ref writer, DhcpOption.DomainServer, NameServers) &&
            TryEmitMtu(ref writer) && (IsReply || TryEmitClient(ref writer));
    }

    private static bool TryEmitByte(ref ByteWriter writer, byte option, byte value, bool wanted) =>
        !wanted || (writer.TryWriteUInt16((ushort)((option << 8) | 1)) && writer.TryWriteByte(value));

    private static bool TryEmitWord(ref ByteWriter writer, byte option, uint value) =>
        value == 0 || (writer.TryWriteUInt16((ushort)((option << 8) | 4)) && writer.TryWriteUInt32(value));

    private static bool TryEmitText(ref ByteWriter writer, byte option, ReadOnlySpan<byte> text) =>
        text.Length is 0 or > 255 || (writer.TryWriteUInt16((ushort)((option << 8) | text.Length)) && writer.TryWrite(text));

    private static bool TryEmitList(ref ByteWriter writer, byte option, in IpAddressList list)
    {
        if (list.Count == 0)
        {
            return true;
        }

        bool written = writer.TryWriteUInt16((ushort)((option << 8) | (4 * list.Count)));
        for (int i = 0; i < list.Count; i++)
        {
            written = written && writer.TryWriteUInt32(list[i].ToV4Bits());
        }

        return written;
    }

    private readonly bool TryEmitMtu(ref ByteWriter writer) =>
        Mtu == 0 || (writer.TryWriteUInt16((DhcpOption.InterfaceMtu << 8) | 2) && writer.TryWriteUInt16(Mtu));

    // What every client says: who it is (RFC 4361 allows the hardware address), what it wants to know, and how long an answer may be.
    private readonly bool TryEmitClient(ref ByteWriter writer)
    {
        ReadOnlySpan<byte> parameters =
        [
            DhcpOption.SubnetMask, DhcpOption.Router, DhcpOption.DomainServer, DhcpOption.DomainName, DhcpOption.InterfaceMtu,
            DhcpOption.RenewalTime, DhcpOption.RebindingTime,
        ];
        return writer.TryWriteUInt16((DhcpOption.ClientIdentifier << 8) | 7) && writer.TryWriteByte(1) &&
            writer.TryWriteUInt16((ushort)(ClientHardware.Bits >> 32)) && writer.TryWriteUInt32((uint)ClientHardware.Bits) &&
            writer.TryWriteUInt16((ushort)((DhcpOption.ParameterList << 8) | parameters.Length)) && writer.TryWrite(parameters) &&
            writer.TryWriteUInt16((DhcpOption.MaximumMessageSize << 8) | 2) && writer.TryWriteUInt16(1500);
    }

    private bool TryParseOptions(ReadOnlySpan<byte> options, ref int overload)
    {
        var reader = new ByteReader(options);
        while (reader.TryReadByte(out byte option) && option != DhcpOption.End)
        {
            if (option == DhcpOption.Pad)
            {
                continue;
            }

            if (!reader.TryReadByte(out byte length) || !reader.TryRead(length, out ReadOnlySpan<byte> data))
            {
                return false;
            }

            if (option == DhcpOption.Overload && length == 1)
            {
                overload = data[0];
            }

            ParseOption(option, data);
        }

        return true;
    }

    private void ParseOption(byte option, ReadOnlySpan<byte> data)
    {
        uint word = data.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(data) : 0;
        switch (option)
        {
            case DhcpOption.MessageType when data.Length == 1:
                Type = data[0] <= (byte)DhcpMessageType.Release ? (DhcpMessageType)data[0] : DhcpMessageType.None;
                break;
            case DhcpOption.ServerIdentifier when data.Length == 4:
                ServerIdentifier = IpAddress.FromV4(word);
                break;
            case DhcpOption.RequestedAddress when data.Length == 4:
                RequestedAddress = IpAddress.FromV4(word);
                break;
            case DhcpOption.LeaseTime when data.Length == 4:
                LeaseTime = word;
                break;
            case DhcpOption.RenewalTime when data.Length == 4:
                RenewalTime = word;
                break;
            case DhcpOption.RebindingTime when data.Length == 4:
                RebindingTime = word;
                break;
            case DhcpOption.SubnetMask when data.Length == 4:
                PrefixLength = IpPrefix.LengthOfMask(word);
                break;
            case DhcpOption.InterfaceMtu when data.Length == 2:
                Mtu = BinaryPrimitives.ReadUInt16BigEndian(data);
                break;
            case DhcpOption.Router:
                ParseList(data, ref Routers);
                break;
            case DhcpOption.DomainServer:
                ParseList(data, ref NameServers);
                break;
            case DhcpOption.DomainName:
                DomainName = data;
                break;
            case DhcpOption.HostName:
                HostName = data;
                break;
        }
    }

    private static void ParseList(ReadOnlySpan<byte> data, ref IpAddressList list)
    {
        for (; data.Length >= 4; data = data.Slice(4))
        {
            list.Add(IpAddress.ReadV4(data));
        }
    }
}
