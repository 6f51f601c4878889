using System;

namespace Hermit.Net;

/// <summary>The options of neighbour discovery messages (RFC 4861, section 4.6), one after the other.</summary>
public ref struct NdpOption
{
    /// <summary>The type of the sender's link-layer address.</summary>
    public const byte SourceLinkAddress = 1;

    /// <summary>The type of the target's link-layer address.</summary>
    public const byte TargetLinkAddress = 2;

    /// <summary>The type of a prefix (<see cref="NdpPrefix"/>).</summary>
    public const byte PrefixInformation = 3;

    /// <summary>The type of the packet that a redirect is about.</summary>
    public const byte RedirectedHeader = 4;

    /// <summary>The type of the link's MTU.</summary>
    public const byte Mtu = 5;

    /// <summary>The type of recursive DNS servers (RFC 8106, section 5.1).</summary>
    public const byte DnsServers = 25;

    /// <summary>The type of a DNS search list (RFC 8106, section 5.2).</summary>
    public const byte DnsSearchList = 31;

    private ReadOnlySpan<byte> _rest;

    /// <summary>The options in these bytes. Nothing has been read yet.</summary>
    public NdpOption(ReadOnlySpan<byte> options)
    {
        _rest = options;
        Data = default;
        Type = 0;
    }

    /// <summary>What kind of option the current one is.</summary>
    public byte Type { get; private set; }

    /// <summary>What the current option says, without type and length. Its length is 6 modulo 8.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>
    /// Whether all options are whole: a message where one is not is discarded altogether (RFC 4861, sections 6.1 and 7.1).
    /// </summary>
    public static bool AreValid(ReadOnlySpan<byte> options)
    {
        while (options.Length > 0)
        {
            if (options.Length < 8 || options[1] == 0 || 8 * options[1] > options.Length)
            {
                return false;
            }

            options = options.Slice(8 * options[1]);
        }

        return true;
    }

    /// <summary>Goes to the next option; <see langword="false"/> at the end, or where an option is not whole.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < 8 || _rest[1] == 0 || 8 * _rest[1] > _rest.Length)
        {
            return false;
        }

        int length = 8 * _rest[1];
        Type = _rest[0];
        Data = _rest.Slice(2, length - 2);
        _rest = _rest.Slice(length);
        return true;
    }

    /// <summary>Finds a link-layer address among the options; <see langword="false"/> if there is none that a station can have.</summary>
    public static bool TryFindLinkAddress(ReadOnlySpan<byte> options, byte type, out MacAddress address)
    {
        var option = new NdpOption(options);
        while (option.MoveNext())
        {
            if (option.Type == type)
            {
                address = MacAddress.Read(option.Data);
                return address.IsUnicast;
            }
        }

        address = default;
        return false;
    }

    /// <summary>Writes a link-layer address option.</summary>
    public static bool TryEmitLinkAddress(ref ByteWriter writer, byte type, MacAddress address)
    {
        return writer.TryWriteUInt16((ushort)((type << 8) | 1)) && writer.TryWriteUInt16((ushort)(address.Bits >> 32)) && writer.TryWriteUInt32((uint)address.Bits);
    }
}
