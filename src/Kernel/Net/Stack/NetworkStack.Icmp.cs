using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>ICMP (RFC 792, RFC 1122, section 3.2.2): echo, errors for others, errors about what we sent.</content>
public partial struct NetworkStack
{
    // RFC 1122, section 3.2.2, wants 8 bytes behind the header; RFC 1812, section 4.3.2.3, as much as fits in 576.
    private const int QuoteLimitV4 = 576 - Ipv4Header.MinimumLength - IcmpHeader.Length;

    private void ReceiveIcmpv4(Handle<Packet> packet, in IpPacket ip)
    {
        _counters.IcmpReceived++;
        if (!_packets.TryPullUp(packet, ip.TransportOffset + Math.Min(ip.TransportLength, IcmpHeader.Length)) ||
            !IcmpHeader.TryParse(_packets.Bytes(packet).Slice(ip.TransportOffset), out IcmpHeader header) ||
            !InternetChecksum.IsValid(_packets.Sum(packet, ip.TransportOffset)))
        {
            _counters.IcmpErrors++;
            _packets.Free(packet);
            return;
        }

        switch ((Icmpv4Type)header.Type)
        {
            case Icmpv4Type.EchoRequest:
                AnswerEcho(packet, ip, header, (byte)Icmpv4Type.EchoReply);
                return;
            case Icmpv4Type.EchoReply:
                DeliverToPingSocket(packet, ip, header);
                return;
            case Icmpv4Type.DestinationUnreachable or Icmpv4Type.TimeExceeded or Icmpv4Type.ParameterProblem:
                ReceiveIcmpv4Error(packet, ip, header);
                break;
        }

        _packets.Free(packet);
    }

    // RFC 1122, section 3.2.2.6, RFC 4443, section 4.2: the message goes back as it is. Questions to groups are not answered: they serve to flood.
    private void AnswerEcho(Handle<Packet> packet, in IpPacket ip, IcmpHeader header, byte replyType)
    {
        if (ip.IsGroup || ip.Source.IsUnspecified || TryFindPath(ip.Source, ip.Interface, BoundTo(ip), ip.Destination, out IpPath path) != SystemError.None ||
            !TryReuse(ref packet, ip.TransportOffset))
        {
            _packets.Free(packet);
            return;
        }

        header.Type = replyType;
        header.Checksum = 0;
        header.Emit(_packets.Bytes(packet));
        var options = new IpOptions { Protocol = ip.Protocol, TrafficClass = ip.TrafficClass };
        SendIcmp(packet, path, options);
    }

    // Makes of a packet that was received one to send, starting behind its IP header: in place if there is room in front for other headers.
    private bool TryReuse(ref Handle<Packet> packet, int transportOffset)
    {
        _packets.TrimFront(packet, transportOffset);
        ref Packet record = ref _packets[packet];
        record.Flags = PacketFlags.None;
        record.SegmentSize = 0;
        record.HeaderLength = 0;
        if (record.Start >= EthernetHeader.UntaggedLength + EthernetHeader.TagLength + Ipv6Header.Length + Ipv6FragmentHeader.Length)
        {
            return true;
        }

        if (!_packets.TryAllocate(out Handle<Packet> copy))
        {
            return false;
        }

        if (!_packets.TryAppendRange(copy, packet, 0, record.TotalLength))
        {
            _packets.Free(copy);
            return false;
        }

        _packets.Free(packet);
        packet = copy;
        return true;
    }

    // An answer to an address of one link only goes back to that link.
    private static int BoundTo(in IpPacket ip) => ip.Source.NeedsZone ? ip.Interface : 0;

    // Sums an ICMP message, of either version, and sends it.
    private SystemError SendIcmp(Handle<Packet> packet, in IpPath path, in IpOptions options)
    {
        ulong sum = options.Protocol == IpProtocol.Icmpv6
            ? InternetChecksum.PseudoHeader(path.Source, path.Destination, (byte)IpProtocol.Icmpv6, _packets[packet].TotalLength)
            : 0;
        WriteChecksum(_packets.Bytes(packet).Slice(2), InternetChecksum.Finish(_packets.Sum(packet, 0, sum)));
        _counters.IcmpSent++;
        return SendIp(packet, path, options);
    }

    private void ReceiveIcmpv4Error(Handle<Packet> packet, in IpPacket ip, in IcmpHeader header)
    {
        // What is quoted: our packet, as far as the router sent it back.
        int at = ip.TransportOffset + IcmpHeader.Length;
        int quoted = Math.Min(_packets[packet].TotalLength - at, 128);
        if (!_packets.TryPullUp(packet, at + quoted) || !TryParseQuote(_packets.Bytes(packet).Slice(at, quoted), out IpPacket sent))
        {
            _counters.IcmpErrors++;
            return;
        }

        // RFC 5927: whoever can guess little cannot do much harm. A packet that we did not send from an address of ours is no concern of ours.
        if (OwnerOf(sent.Source) == 0)
        {
            return;
        }

        ReadOnlySpan<byte> transport = _packets.Bytes(packet).Slice(at + sent.TransportOffset, quoted - sent.TransportOffset);
        SystemError error = SystemError.HostUnreachable;
        if (header.Type == (byte)Icmpv4Type.DestinationUnreachable)
        {
            error = header.Code switch
            {
                0 or 5 or 6 or 9 or 11 => SystemError.NetworkUnreachable,
                2 => SystemError.NoProtocolOption,
                3 => SystemError.ConnectionRefused,
                4 => SystemError.MessageTooLarge,
                _ => SystemError.HostUnreachable,
            };
        }
        else if (header.Type == (byte)Icmpv4Type.ParameterProblem)
        {
            error = SystemError.NoProtocolOption;
        }

        sent.Interface = ip.Interface;
        if (error == SystemError.MessageTooLarge && IsCredible(sent, transport))
        {
            // RFC 1191, section 5: an old router does not say what fits.
            int mtu = header.Sequence != 0 ? header.Sequence : PathMtuCache.MinimumV4;
            LowerPathMtu(sent.Destination, mtu);
        }

        ReportToSockets(sent, transport, error);
    }

    private void LowerPathMtu(IpAddress destination, int mtu)
    {
        if (TryFindPath(destination, 0, 0, default, out IpPath path) == SystemError.None && !path.IsLocal)
        {
            _pathVersion += _pathMtus.Lower(destination, mtu, path.Mtu, _hash, _now) ? 1 : 0;
        }
    }

    // Reads the IP header of a packet that an error quotes.
    private static bool TryParseQuote(ReadOnlySpan<byte> quote, out IpPacket sent)
    {
        sent = default;
        if (quote.Length < Ipv4Header.MinimumLength + 8)
        {
            return false;
        }

        int length = 4 * (quote[0] & 0xF);
        if (quote[0] >> 4 != 4 || length < Ipv4Header.MinimumLength || quote.Length < length + 8)
        {
            return false;
        }

        sent = IpPacket.Reread(quote, length, quote.Length);

        // Only the first fragment tells of the transport.
        return (quote[6] & 0x1F) == 0 && quote[7] == 0;
    }

    // A packet of ours that could not be sent: its IP header is in front.
    private void ReportUnreachable(Handle<Packet> packet, byte index)
    {
        ReadOnlySpan<byte> bytes = _packets.Bytes(packet);
        int offset = _packets[packet].TransportOffset;
        if (offset == 0 || bytes.Length < offset + 8)
        {
            return;
        }

        IpPacket sent = IpPacket.Reread(bytes, offset, bytes.Length);
        sent.Interface = index;
        if (sent.Source.IsV6)
        {
            sent.Protocol = (IpProtocol)bytes[6];
        }

        ReportToSockets(sent, bytes.Slice(offset), SystemError.HostUnreachable);
    }

    // Whether an error may be told of (RFC 1122, section 3.2.2; RFC 4443, section 2.4 (e)): never about errors, groups or those who cannot be told.
    private bool MaySendError(Handle<Packet> packet, in IpPacket ip)
    {
        if (ip.IsGroup || ip.Source.IsUnspecified || ip.Source.IsMulticast || (_packets[packet].Flags & PacketFlags.LinkGroup) != 0)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _packets.Bytes(packet);
        if (ip.Protocol is IpProtocol.Icmpv4 or IpProtocol.Icmpv6 && ip.TransportOffset < bytes.Length)
        {
            byte type = bytes[ip.TransportOffset];
            bool isQuestion = ip.Protocol == IpProtocol.Icmpv4 ? type is (byte)Icmpv4Type.EchoRequest or (byte)Icmpv4Type.EchoReply : type >= 128;
            if (!isQuestion)
            {
                return false;
            }
        }

        if (_icmpErrors.TryTake(_now))
        {
            return true;
        }

        _counters.IcmpRateLimited++;
        return false;
    }

    // Tells the sender of a packet, which stays the caller's, what is wrong with it.
    private void SendError(Handle<Packet> packet, in IpPacket ip, byte type, byte code, uint parameter)
    {
        if (!MaySendError(packet, ip) || TryFindPath(ip.Source, ip.Interface, BoundTo(ip), ip.Destination, out IpPath path) != SystemError.None)
        {
            return;
        }

        if (!_packets.TryAllocate(out Handle<Packet> error))
        {
            _counters.NoBuffers++;
            return;
        }

        // RFC 4443, section 2.4 (c): as much as fits in the smallest MTU.
        bool v4 = ip.Source.IsV4;
        int limit = v4 ? QuoteLimitV4 : PathMtuCache.MinimumV6 - Ipv6Header.Length - IcmpHeader.Length;
        _ = _packets.TryAppend(error, IcmpHeader.Length, out Span<byte> header);
        new IcmpHeader { Type = type, Code = code, Parameter = parameter }.Emit(header);
        if (!_packets.TryAppendRange(error, packet, 0, Math.Min(limit, _packets[packet].TotalLength)))
        {
            _packets.Free(error);
            return;
        }

        var options = new IpOptions { Protocol = v4 ? IpProtocol.Icmpv4 : IpProtocol.Icmpv6 };
        SendIcmp(error, path, options);
    }

    private void SendPortUnreachable(Handle<Packet> packet, in IpPacket ip)
    {
        if (ip.Source.IsV4)
        {
            SendError(packet, ip, (byte)Icmpv4Type.DestinationUnreachable, code: 3, parameter: 0);
        }
        else
        {
            SendError(packet, ip, (byte)Icmpv6Type.DestinationUnreachable, code: 4, parameter: 0);
        }
    }

    private void SendUnknownProtocol(Handle<Packet> packet, in IpPacket ip)
    {
        if (ip.Source.IsV4)
        {
            SendError(packet, ip, (byte)Icmpv4Type.DestinationUnreachable, code: 2, parameter: 0);
            return;
        }

        int field = Ipv6Extensions.LastNextHeader(_packets.Bytes(packet), ip.TransportOffset);
        SendError(packet, ip, (byte)Icmpv6Type.ParameterProblem, (byte)Ipv6Problem.UnknownNextHeader, (uint)field);
    }

    private void SendParameterProblem(Handle<Packet> packet, in IpPacket ip, in Ipv6Extensions extensions)
    {
        if (extensions.Problem == Ipv6Problem.Silent)
        {
            return;
        }

        // RFC 8200, section 4.2: of this one even the sender to a group is told.
        IpPacket about = ip;
        if (extensions.Problem == Ipv6Problem.UnknownOption && ip.IsGroup && _interfaces[ip.Interface - 1].TryGetAddress(v4: false, ip.Source.IsLinkLocal, out IpAddress own))
        {
            about.IsGroup = false;
            about.Destination = own;
            _packets[packet].Flags &= ~PacketFlags.LinkGroup;
        }

        byte code = extensions.Problem == Ipv6Problem.UnknownOptionUnicastOnly ? (byte)Ipv6Problem.UnknownOption : (byte)extensions.Problem;
        about.Protocol = IpProtocol.NoNextHeader;
        SendError(packet, about, (byte)Icmpv6Type.ParameterProblem, code, (uint)extensions.ProblemOffset);
    }

    private void SendReassemblyTimeout(Handle<Packet> packet, in FragmentKey key)
    {
        var ip = new IpPacket { Source = key.Source, Destination = key.Destination, Interface = key.Interface, IsGroup = key.Destination.IsMulticast };
        ip.Protocol = IpProtocol.NoNextHeader;
        SendError(packet, ip, key.Source.IsV4 ? (byte)Icmpv4Type.TimeExceeded : (byte)Icmpv6Type.TimeExceeded, code: 1, parameter: 0);
    }
}
