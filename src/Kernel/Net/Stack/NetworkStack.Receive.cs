using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>The way in, up to the transport protocols.</content>
public partial struct NetworkStack
{
    private static Duration ReassemblyTimeV4 => Duration.FromSeconds(30);

    // RFC 8200, section 4.5.
    private static Duration ReassemblyTimeV6 => Duration.FromSeconds(60);

    private void ReceiveFrame(Handle<Packet> packet, ref NetworkInterface link)
    {
        if (link.Capabilities.IsLoopback)
        {
            ReceiveIp(packet, ref link);
            return;
        }

        if (!EthernetHeader.TryParse(_packets.Bytes(packet), out EthernetHeader header))
        {
            link.Counters.ReceivedErrors++;
            _packets.Free(packet);
            return;
        }

        if ((!header.Destination.Equals(link.Capabilities.Address) && !header.Destination.IsMulticast) || header.VlanId != link.VlanId ||
            header.Source.IsMulticast)
        {
            Drop(packet, ref link);
            return;
        }

        if (header.Destination.IsMulticast)
        {
            link.Counters.ReceivedMulticast++;
            _packets[packet].Flags |= PacketFlags.LinkGroup;
        }

        _packets.TrimFront(packet, header.Length);
        if (header.Type is EtherType.Ipv4 or EtherType.Ipv6)
        {
            ReceiveIp(packet, ref link);
            return;
        }

        if (header.Type == EtherType.Arp)
        {
            ReceiveArp(_packets.Bytes(packet), _packets[packet].Interface, ref link);
        }
        else
        {
            link.Counters.ReceivedDropped++;
        }

        _packets.Free(packet);
    }

    private void ReceiveIp(Handle<Packet> packet, ref NetworkInterface link)
    {
        _counters.IpReceived++;

        // What a device reports as good was not damaged on its way; what has only a partial checksum never was on one.
        ref Packet record = ref _packets[packet];
        if ((record.Flags & PacketFlags.PartialChecksum) != 0)
        {
            record.Flags |= PacketFlags.ChecksumVerified;
        }

        ReadOnlySpan<byte> bytes = _packets.Bytes(packet);
        if (bytes.Length > 0 && bytes[0] >> 4 == 4)
        {
            ReceiveIpv4(packet, ref link);
        }
        else
        {
            ReceiveIpv6(packet, ref link);
        }
    }

    private void ReceiveIpv4(Handle<Packet> packet, ref NetworkInterface link)
    {
        ref Packet record = ref _packets[packet];
        if (!Ipv4Header.TryParse(_packets.Bytes(packet), record.TotalLength, out Ipv4Header header) || header.SourceRoute)
        {
            _counters.IpHeaderErrors++;
            Drop(packet, ref link);
            return;
        }

        // Short frames are padded (IEEE 802.3, section 4.2.3.3).
        _packets.Truncate(packet, header.TotalLength);
        bool isGroup = header.Destination.IsMulticast || link.IsBroadcast(header.Destination);
        if (!IsPlausible(record.Flags, header.Source, header.Destination, isGroup, link) || !IsForUs(record.Interface, header.Destination, isGroup, header.Protocol))
        {
            _counters.IpAddressErrors++;
            Drop(packet, ref link);
            return;
        }

        int headerLength = header.HeaderLength;
        if (header.IsFragment)
        {
            var key = new FragmentKey
            {
                Source = header.Source,
                Destination = header.Destination,
                Identification = header.Identification,
                Protocol = header.Protocol,
                Interface = record.Interface,
            };
            var fragment = new Fragment
            {
                Packet = packet,
                HeaderLength = headerLength,
                Offset = header.FragmentOffset,
                MoreFragments = header.MoreFragments,
            };
            if (!TryReassemble(key, fragment, ReassemblyTimeV4, out packet, out headerLength))
            {
                return;
            }

            Ipv4Header.MakeWhole(_packets.Bytes(packet), headerLength, _packets[packet].TotalLength);
        }

        Deliver(packet, ref link, new IpPacket
        {
            Source = header.Source,
            Destination = header.Destination,
            TransportOffset = headerLength,
            Protocol = header.Protocol,
            HopLimit = header.HopLimit,
            TrafficClass = header.TrafficClass,
            IsGroup = isGroup,
        });
    }

    private void ReceiveIpv6(Handle<Packet> packet, ref NetworkInterface link)
    {
        ref Packet record = ref _packets[packet];
        if (!Ipv6Header.TryParse(_packets.Bytes(packet), record.TotalLength, out Ipv6Header header))
        {
            _counters.IpHeaderErrors++;
            Drop(packet, ref link);
            return;
        }

        _packets.Truncate(packet, Ipv6Header.Length + header.PayloadLength);
        bool isGroup = header.Destination.IsMulticast;
        if (!IsPlausible(record.Flags, header.Source, header.Destination, isGroup, link) ||
            !IsForUs(record.Interface, header.Destination, isGroup, IpProtocol.NoNextHeader))
        {
            _counters.IpAddressErrors++;
            Drop(packet, ref link);
            return;
        }

        var ip = new IpPacket
        {
            Source = header.Source,
            Destination = header.Destination,
            Protocol = header.NextHeader,
            HopLimit = header.HopLimit,
            TrafficClass = header.TrafficClass,
            Interface = record.Interface,
            IsGroup = isGroup,
        };
        if (!TryPassExtensions(ref packet, ref ip, ref link))
        {
            return;
        }

        Deliver(packet, ref link, ip);
    }

    // Passes over extension headers and puts fragments together, until there is a payload; false if there is none (yet), and the packet is gone.
    private bool TryPassExtensions(ref Handle<Packet> packet, ref IpPacket ip, ref NetworkInterface link)
    {
        // A packet that was put together may have more extension headers behind the first ones, but no second fragment header (RFC 8200, section 4.1).
        bool reassembled = false;
        while (true)
        {
            if (!Ipv6Extensions.TryParse(_packets.Bytes(packet), ip.Protocol, out Ipv6Extensions extensions))
            {
                SendParameterProblem(packet, ip, extensions);
                _counters.IpHeaderErrors++;
                Drop(packet, ref link);
                return false;
            }

            int offset = Ipv6Header.Length + extensions.Length;
            if (extensions.Protocol != IpProtocol.Fragment)
            {
                ip.Protocol = extensions.Protocol;
                ip.TransportOffset = offset;
                return true;
            }

            if (reassembled || !Ipv6FragmentHeader.TryParse(_packets.Bytes(packet).Slice(offset), out Ipv6FragmentHeader header))
            {
                _counters.IpHeaderErrors++;
                Drop(packet, ref link);
                return false;
            }

            if (!TryReassembleV6(ref packet, ip, header, offset))
            {
                return false;
            }

            reassembled = true;
            ip.Protocol = (IpProtocol)_packets.Bytes(packet)[6];
        }
    }

    private bool TryReassembleV6(ref Handle<Packet> packet, in IpPacket ip, in Ipv6FragmentHeader header, int offset)
    {
        // RFC 6946: a packet of one fragment is whole, whatever else is under way.
        int headerLength = offset + Ipv6FragmentHeader.Length;
        if (header.Offset != 0 || header.MoreFragments)
        {
            var key = new FragmentKey
            {
                Source = ip.Source,
                Destination = ip.Destination,
                Identification = header.Identification,
                Interface = ip.Interface,
            };
            var fragment = new Fragment { Packet = packet, HeaderLength = headerLength, Offset = header.Offset, MoreFragments = header.MoreFragments };
            if (!TryReassemble(key, fragment, ReassemblyTimeV6, out packet, out headerLength))
            {
                return false;
            }
        }

        // The fragment header goes: what is before it moves up, and the header that named it names what it named.
        Span<byte> bytes = _packets.Bytes(packet);
        int before = headerLength - Ipv6FragmentHeader.Length;
        byte next = bytes[before];
        bytes[Ipv6Extensions.LastNextHeader(bytes, before)] = next;
        bytes.Slice(0, before).CopyTo(bytes.Slice(Ipv6FragmentHeader.Length));
        _packets.TrimFront(packet, Ipv6FragmentHeader.Length);
        int length = _packets[packet].TotalLength - Ipv6Header.Length;
        bytes = _packets.Bytes(packet);
        bytes[4] = (byte)(length >> 8);
        bytes[5] = (byte)length;
        return true;
    }

    private bool TryReassemble(in FragmentKey key, in Fragment fragment, Duration lifetime, out Handle<Packet> whole, out int headerLength)
    {
        _counters.FragmentsReceived++;
        ReassemblyResult result = _reassembler.Add(ref _packets, key, fragment, lifetime, _now, out whole, out headerLength);
        Schedule(_now + lifetime);
        _counters.Reassembled += result == ReassemblyResult.Complete ? 1u : 0;
        _counters.ReassemblyFailures += result == ReassemblyResult.Dropped ? 1u : 0;
        return result == ReassemblyResult.Complete;
    }

    // RFC 1122, section 3.2.1.3; RFC 4291, section 2.5; RFC 6890: which addresses cannot be on a wire.
    private static bool IsPlausible(PacketFlags flags, IpAddress source, IpAddress destination, bool isGroup, in NetworkInterface link)
    {
        if (source.IsMulticast || destination.IsUnspecified)
        {
            return false;
        }

        if ((flags & PacketFlags.Local) != 0)
        {
            return true;
        }

        // RFC 1122, section 3.3.6: what the link gave to everybody is meant for everybody.
        return !source.IsLoopback && !destination.IsLoopback && ((flags & PacketFlags.LinkGroup) == 0 || isGroup) && !link.IsBroadcast(source) &&
            !link.Owns(source) && (source.IsV6 || source.ToV4Bits() < 0xF000_0000) && (!source.IsUnspecified || isGroup);
    }

    private bool IsForUs(int interfaceIndex, IpAddress destination, bool isGroup, IpProtocol protocol)
    {
        ref NetworkInterface link = ref _interfaces[interfaceIndex - 1];
        if (isGroup)
        {
            return !destination.IsMulticast || IsJoined(interfaceIndex, destination);
        }

        // A packet may be for another interface's address (RFC 1122, section 3.3.4.2, the weak model), but not for one that is valid on another link.
        return link.Owns(destination) || (!destination.NeedsZone && OwnerOf(destination) != 0) || IsTentative(link, destination) ||
            (protocol == IpProtocol.Udp && link.Dhcp.State is DhcpState.Selecting or DhcpState.Requesting);
    }

    // A solicitation for an address that we are checking goes to its group; an answer to us, to an address that we have.
    private static bool IsTentative(in NetworkInterface link, IpAddress destination)
    {
        int index = link.IndexOf(destination);
        return index >= 0 && link.Addresses[index].State == AddressState.Tentative && destination.IsV6;
    }

    private void Deliver(Handle<Packet> packet, ref NetworkInterface link, IpPacket ip)
    {
        ref Packet record = ref _packets[packet];
        ip.Interface = record.Interface;
        ip.TransportLength = record.TotalLength - ip.TransportOffset;
        record.TransportOffset = (ushort)ip.TransportOffset;
        DeliverToRawSockets(packet, ip);
        switch (ip.Protocol)
        {
            case IpProtocol.Tcp:
                ReceiveTcp(packet, ip);
                break;
            case IpProtocol.Udp:
                ReceiveUdp(packet, ip);
                break;
            case IpProtocol.Icmpv4 when ip.Destination.IsV4:
                ReceiveIcmpv4(packet, ip);
                break;
            case IpProtocol.Icmpv6 when ip.Destination.IsV6:
                ReceiveIcmpv6(packet, ip);
                break;
            case IpProtocol.Igmp when ip.Destination.IsV4:
                ReceiveIgmp(packet, ip);
                break;
            case IpProtocol.NoNextHeader when ip.Destination.IsV6:
                _packets.Free(packet);
                break;
            default:
                _counters.IpUnknownProtocols++;
                SendUnknownProtocol(packet, ip);
                Drop(packet, ref link);
                break;
        }
    }

    private void RunReassemblyTimers()
    {
        while (_reassembler.TryExpire(ref _packets, _now, out Handle<Packet> first, out FragmentKey key))
        {
            _counters.ReassemblyFailures++;
            if (!first.IsNull)
            {
                SendReassemblyTimeout(first, key);
                _packets.Free(first);
            }
        }

        Schedule(_reassembler.NextDeadline);
    }
}
