using System;

namespace Hermit.Net;

/// <summary>Frames as people read them: one line each.</summary>
public static class FrameText
{
    /// <summary>Writes what an Ethernet frame is. <paramref name="frame"/> may be cut short: as much is told as is there.</summary>
    public static void Write(ReadOnlySpan<byte> frame, ref LineWriter line)
    {
        if (!EthernetHeader.TryParse(frame, out EthernetHeader header))
        {
            line.Text("damaged frame"u8);
            return;
        }

        if (header.IsTagged)
        {
            line.Text("vlan "u8);
            line.Number(header.VlanId);
            line.Text(" "u8);
        }

        ReadOnlySpan<byte> payload = frame.Slice(header.Length);
        switch (header.Type)
        {
            case EtherType.Arp:
                WriteArp(payload, ref line);
                break;
            case EtherType.Ipv4:
                WriteIpv4(payload, ref line);
                break;
            case EtherType.Ipv6:
                WriteIpv6(payload, ref line);
                break;
            default:
                line.Address(header.Source);
                line.Text(" > "u8);
                line.Address(header.Destination);
                line.Text(" type "u8);
                line.Hexadecimal((byte)((ushort)header.Type >> 8));
                line.Hexadecimal((byte)header.Type);
                break;
        }
    }

    private static void WriteArp(ReadOnlySpan<byte> bytes, ref LineWriter line)
    {
        if (!ArpMessage.TryParse(bytes, out ArpMessage message))
        {
            line.Text("arp, not for IPv4"u8);
            return;
        }

        if (message.Operation == ArpMessage.Request)
        {
            line.Text("arp who has "u8);
            line.Address(message.Target);
            line.Text(" tell "u8);
            line.Address(message.Sender);
            return;
        }

        line.Text("arp "u8);
        line.Address(message.Sender);
        line.Text(" is at "u8);
        line.Address(message.SenderHardware);
    }

    private static void WriteIpv4(ReadOnlySpan<byte> packet, ref LineWriter line)
    {
        if (!Ipv4Header.TryParse(packet, ushort.MaxValue, out Ipv4Header header))
        {
            line.Text("ip, damaged header"u8);
            return;
        }

        ReadOnlySpan<byte> payload = packet.Slice(header.HeaderLength);
        if (header.FragmentOffset != 0)
        {
            payload = default;
        }

        WriteTransport(header.Source, header.Destination, header.Protocol, payload, header.TotalLength - header.HeaderLength, ref line);
        if (header.IsFragment)
        {
            WriteFragment(header.Identification, header.FragmentOffset, header.MoreFragments, ref line);
        }
    }

    private static void WriteIpv6(ReadOnlySpan<byte> packet, ref LineWriter line)
    {
        if (!Ipv6Header.TryParse(packet, ushort.MaxValue, out Ipv6Header header) || !Ipv6Extensions.TryParse(packet, header.NextHeader, out Ipv6Extensions extensions))
        {
            line.Text("ip6, damaged header"u8);
            return;
        }

        ReadOnlySpan<byte> payload = packet.Slice(Ipv6Header.Length + extensions.Length);
        int length = header.PayloadLength - extensions.Length;
        if (extensions.Protocol != IpProtocol.Fragment || !Ipv6FragmentHeader.TryParse(payload, out Ipv6FragmentHeader fragment))
        {
            WriteTransport(header.Source, header.Destination, extensions.Protocol, payload, length, ref line);
            return;
        }

        payload = fragment.Offset == 0 ? payload.Slice(Ipv6FragmentHeader.Length) : default;
        WriteTransport(header.Source, header.Destination, fragment.NextHeader, payload, length - Ipv6FragmentHeader.Length, ref line);
        WriteFragment(fragment.Identification, fragment.Offset, fragment.MoreFragments, ref line);
    }

    private static void WriteFragment(uint identification, int offset, bool more, ref LineWriter line)
    {
        line.Text(", fragment of "u8);
        line.Number(identification);
        line.Text(" at "u8);
        line.Number((ulong)offset);
        line.Text(more ? ", more follow"u8 : ", last"u8);
    }

    private static void WriteTransport(IpAddress source, IpAddress destination, IpProtocol protocol, ReadOnlySpan<byte> payload, int length, ref LineWriter line)
    {
        bool hasPorts = protocol is IpProtocol.Udp or IpProtocol.Tcp && payload.Length >= 4;
        WriteEnd(source, hasPorts ? payload : default, ref line);
        line.Text(" > "u8);
        WriteEnd(destination, hasPorts ? payload.Slice(2) : default, ref line);
        line.Text(" "u8);
        if (protocol == IpProtocol.Tcp && TcpHeader.TryParse(payload, out TcpHeader tcp, out int headerBytes))
        {
            WriteTcp(tcp, length - headerBytes, ref line);
            return;
        }

        switch (protocol)
        {
            case IpProtocol.Udp:
                line.Text("udp, "u8);
                line.Number((ulong)Math.Max(length - UdpHeader.HeaderLength, 0));
                line.Text(" bytes"u8);
                break;
            case IpProtocol.Icmpv4 or IpProtocol.Icmpv6 when IcmpHeader.TryParse(payload, out IcmpHeader icmp):
                line.Text(protocol == IpProtocol.Icmpv4 ? "icmp type "u8 : "icmp6 type "u8);
                line.Number(icmp.Type);
                line.Text(" code "u8);
                line.Number(icmp.Code);
                break;
            default:
                line.Text("protocol "u8);
                line.Number((byte)protocol);
                line.Text(", "u8);
                line.Number((ulong)Math.Max(length, 0));
                line.Text(" bytes"u8);
                break;
        }
    }

    private static void WriteEnd(IpAddress address, ReadOnlySpan<byte> port, ref LineWriter line)
    {
        line.Text(address.IsV6 && port.Length >= 2 ? "["u8 : default);
        line.Address(address);
        if (port.Length >= 2)
        {
            line.Text(address.IsV6 ? "]:"u8 : ":"u8);
            line.Number(((uint)port[0] << 8) | port[1]);
        }
    }

    private static void WriteTcp(in TcpHeader header, int length, ref LineWriter line)
    {
        line.Text("tcp"u8);
        line.Text(header.Has(TcpFlags.Syn) ? " syn"u8 : default);
        line.Text(header.Has(TcpFlags.Fin) ? " fin"u8 : default);
        line.Text(header.Has(TcpFlags.Rst) ? " rst"u8 : default);
        line.Text(" seq "u8);
        line.Number(header.Sequence.Value);
        if (header.Has(TcpFlags.Ack))
        {
            line.Text(" ack "u8);
            line.Number(header.Acknowledgement.Value);
        }

        line.Text(" win "u8);
        line.Number(header.Window);
        line.Text(", "u8);
        line.Number((ulong)Math.Max(length, 0));
        line.Text(" bytes"u8);
    }
}
