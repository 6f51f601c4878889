using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>ICMPv6 (RFC 4443) and neighbour discovery (RFC 4861, RFC 4862).</content>
public partial struct NetworkStack
{
    // ff02::1 all nodes, ff02::2 all routers.
    private const ulong AllNodesHigh = 0xFF02_0000_0000_0000;

    // RFC 4861, section 6.1 and 7.1: what comes from further away has a lower hop limit.
    private const byte OnLinkHopLimit = 255;

    // RFC 4862, section 5.5.3 (e): an advertisement cannot cut a valid lifetime below two hours.
    private const uint ShortestCutLifetime = 7200;

    /// <summary>
    /// Makes an interface use IPv6: an address for its link, and others from what routers advertise (SLAAC). Takes effect when the link is up.
    /// </summary>
    public void EnableAutoconfiguration(int index, Instant now)
    {
        _now = now;
        _interfaces[index - 1].Discovery.IsEnabled = true;
        if (_interfaces[index - 1].IsUp)
        {
            StartAutoconfiguration(index);
        }
    }

    private void StartAutoconfiguration(int index)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (!link.Discovery.IsEnabled)
        {
            return;
        }

        JoinGroup(index, IpAddress.FromV6(AllNodesHigh, 1));
        IpAddress local = IpAddress.FromV6(0xFE80_0000_0000_0000, InterfaceIdentifier(link.Capabilities.Address));
        if (link.IndexOf(local) < 0)
        {
            SetAddress(index, local, 64, AddressOrigin.Interface, AddressState.Tentative, Instant.Never, Instant.Never);
        }

        // RFC 4861, section 6.3.7: a random delay of at most a second.
        link.Discovery.Sent = 0;
        link.Discovery.NextSolicitation = _now + _random.NextBelow(Duration.FromMilliseconds(500));
        Schedule(link.Discovery.NextSolicitation);
    }

    // RFC 4291, appendix A: the modified EUI-64 of an Ethernet address.
    private static ulong InterfaceIdentifier(MacAddress address) =>
        ((address.Bits >> 24) << 40) ^ 0x0200_0000_0000_0000 | 0xFF_FE00_0000 | (address.Bits & 0xFF_FFFF);

    private void ReceiveIcmpv6(Handle<Packet> packet, in IpPacket ip)
    {
        _counters.IcmpReceived++;
        if (!_packets.TryPullUp(packet, ip.TransportOffset + Math.Min(ip.TransportLength, IcmpHeader.Length)) ||
            !IcmpHeader.TryParse(_packets.Bytes(packet).Slice(ip.TransportOffset), out IcmpHeader header) ||
            !InternetChecksum.IsValid(_packets.Sum(packet, ip.TransportOffset, ip.PseudoHeaderSum)))
        {
            _counters.IcmpErrors++;
            _packets.Free(packet);
            return;
        }

        switch ((Icmpv6Type)header.Type)
        {
            case Icmpv6Type.EchoRequest:
                AnswerEcho(packet, ip, header, (byte)Icmpv6Type.EchoReply);
                return;
            case Icmpv6Type.EchoReply:
                DeliverToPingSocket(packet, ip, header);
                return;
            case Icmpv6Type.DestinationUnreachable or Icmpv6Type.PacketTooBig or Icmpv6Type.TimeExceeded or Icmpv6Type.ParameterProblem:
                ReceiveIcmpv6Error(packet, ip, header);
                break;
            case Icmpv6Type.MulticastListenerQuery:
                ReceiveMldQuery(packet, ip);
                break;
            case Icmpv6Type.RouterAdvertisement or Icmpv6Type.NeighborSolicitation or Icmpv6Type.NeighborAdvertisement:
                if (ip.HopLimit == OnLinkHopLimit && header.Code == 0 && _packets.TryPullUp(packet, _packets[packet].TotalLength))
                {
                    ReceiveDiscovery(_packets.Bytes(packet).Slice(ip.TransportOffset), ip, (Icmpv6Type)header.Type);
                }

                break;
        }

        _packets.Free(packet);
    }

    private void ReceiveIcmpv6Error(Handle<Packet> packet, in IpPacket ip, in IcmpHeader header)
    {
        int at = ip.TransportOffset + IcmpHeader.Length;
        int quoted = Math.Min(_packets[packet].TotalLength - at, 256);
        if (!_packets.TryPullUp(packet, at + quoted) || quoted < Ipv6Header.Length + 8)
        {
            _counters.IcmpErrors++;
            return;
        }

        ReadOnlySpan<byte> quote = _packets.Bytes(packet).Slice(at, quoted);
        if (quote[0] >> 4 != 6 || !Ipv6Extensions.TryParse(quote, (IpProtocol)quote[6], out Ipv6Extensions extensions))
        {
            return;
        }

        int offset = Ipv6Header.Length + extensions.Length;
        IpPacket sent = IpPacket.Reread(quote, offset, quoted);
        sent.Protocol = extensions.Protocol;
        if (extensions.Protocol == IpProtocol.Fragment && Ipv6FragmentHeader.TryParse(quote.Slice(offset), out Ipv6FragmentHeader fragment) && fragment.Offset == 0)
        {
            sent.Protocol = fragment.NextHeader;
            offset += Ipv6FragmentHeader.Length;
        }

        if (OwnerOf(sent.Source) == 0 || quoted < offset + 8)
        {
            return;
        }

        SystemError error = (Icmpv6Type)header.Type switch
        {
            Icmpv6Type.PacketTooBig => SystemError.MessageTooLarge,
            Icmpv6Type.ParameterProblem => SystemError.NoProtocolOption,
            Icmpv6Type.DestinationUnreachable => header.Code switch
            {
                0 => SystemError.NetworkUnreachable,
                1 => SystemError.AccessDenied,
                4 => SystemError.ConnectionRefused,
                _ => SystemError.HostUnreachable,
            },
            _ => SystemError.HostUnreachable,
        };
        sent.Interface = ip.Interface;
        if (error == SystemError.MessageTooLarge && IsCredible(sent, quote.Slice(offset)))
        {
            LowerPathMtu(sent.Destination, (int)Math.Min(header.Parameter, (uint)LoopbackMtu));
        }

        ReportToSockets(sent, quote.Slice(offset), error);
    }

    private void ReceiveDiscovery(ReadOnlySpan<byte> message, in IpPacket ip, Icmpv6Type type)
    {
        int fixedLength = type == Icmpv6Type.RouterAdvertisement ? NdpRouterAdvertisement.Length : NdpNeighborMessage.Length;
        if (message.Length < fixedLength || !NdpOption.AreValid(message.Slice(fixedLength)))
        {
            _counters.IcmpErrors++;
            return;
        }

        switch (type)
        {
            case Icmpv6Type.RouterAdvertisement:
                ReceiveRouterAdvertisement(message, ip);
                break;
            case Icmpv6Type.NeighborSolicitation:
                ReceiveSolicitation(message, ip);
                break;
            default:
                ReceiveAdvertisement(message, ip);
                break;
        }
    }

    // RFC 4861, section 7.2.3; RFC 4862, section 5.4.3.
    private void ReceiveSolicitation(ReadOnlySpan<byte> message, in IpPacket ip)
    {
        if (!NdpNeighborMessage.TryParse(message, out NdpNeighborMessage solicitation))
        {
            return;
        }

        ReadOnlySpan<byte> options = message.Slice(NdpNeighborMessage.Length);
        bool hasLink = NdpOption.TryFindLinkAddress(options, NdpOption.SourceLinkAddress, out MacAddress hardware);
        ref NetworkInterface link = ref _interfaces[ip.Interface - 1];
        int at = link.IndexOf(solicitation.Target);
        if (at < 0)
        {
            return;
        }

        if (ip.Source.IsUnspecified)
        {
            // Somebody checks the address for himself. If we are doing so too, neither may have it; if we have it, he is told.
            if (link.Addresses[at].State == AddressState.Tentative)
            {
                MarkDuplicate(ip.Interface, at);
            }
            else if (link.Addresses[at].IsUsable && !hasLink)
            {
                SendAdvertisement(ip.Interface, solicitation.Target, IpAddress.FromV6(AllNodesHigh, 1), solicited: false);
            }

            return;
        }

        if (!link.Addresses[at].IsUsable)
        {
            return;
        }

        if (hasLink)
        {
            LearnNeighbor(ip.Interface, ip.Source, hardware, solicited: false, replaces: true, create: true);
        }

        // The answer goes to where the question says: it must not make an entry that displaces others.
        SendAdvertisement(ip.Interface, solicitation.Target, ip.Source, solicited: true, hardware);
    }

    // RFC 4861, section 7.2.5.
    private void ReceiveAdvertisement(ReadOnlySpan<byte> message, in IpPacket ip)
    {
        if (!NdpNeighborMessage.TryParse(message, out NdpNeighborMessage advertisement) || (ip.IsGroup && advertisement.Solicited))
        {
            return;
        }

        ref NetworkInterface link = ref _interfaces[ip.Interface - 1];
        int own = link.IndexOf(advertisement.Target);
        if (own >= 0)
        {
            if (link.Addresses[own].State == AddressState.Tentative)
            {
                MarkDuplicate(ip.Interface, own);
            }

            return;
        }

        int at = _neighbors.Find(ip.Interface, advertisement.Target);
        if (at < 0)
        {
            return;
        }

        _neighbors[at].IsRouter = advertisement.Router;
        ReadOnlySpan<byte> options = message.Slice(NdpNeighborMessage.Length);
        if (NdpOption.TryFindLinkAddress(options, NdpOption.TargetLinkAddress, out MacAddress hardware))
        {
            LearnNeighbor(ip.Interface, advertisement.Target, hardware, advertisement.Solicited, advertisement.Override, create: false);
        }
        else if (advertisement.Solicited && _neighbors[at].State != NeighborState.Incomplete)
        {
            SetReachable(at);
        }
    }

    private void MarkDuplicate(int index, int at)
    {
        ref InterfaceAddress entry = ref _interfaces[index - 1].Addresses[at];
        _pathVersion++;
        entry.State = AddressState.Duplicate;
        entry.NextProbe = Instant.Never;
    }

    // RFC 4862, section 5.4: asks whether somebody has the address, waits, then takes it.
    private void ProbeAddress(int index, ref InterfaceAddress entry)
    {
        if (entry.ProbesLeft == 0)
        {
            _pathVersion++;
            entry.State = AddressState.Preferred;
            entry.NextProbe = Instant.Never;
            Announce(index, entry.Address);
            return;
        }

        entry.ProbesLeft--;
        entry.NextProbe = _now + _interfaces[index - 1].RetransmitTime;
        SendSolicitation(index, entry.Address, IpAddress.SolicitedNode(entry.Address), IpAddress.AnyV6);
    }

    private void SendSolicitation(int index, IpAddress target, IpAddress destination, IpAddress source)
    {
        if (!_packets.TryAllocate(out Handle<Packet> packet))
        {
            _counters.NoBuffers++;
            return;
        }

        // RFC 4861, section 4.3: without an address of ours there is no source link-layer option.
        bool withLink = !source.IsUnspecified;
        _ = _packets.TryAppend(packet, NdpNeighborMessage.Length + (withLink ? 8 : 0), out Span<byte> message);
        new NdpNeighborMessage { Target = target }.Emit(message);
        var writer = new ByteWriter(message.Slice(NdpNeighborMessage.Length));
        _ = withLink && NdpOption.TryEmitLinkAddress(ref writer, NdpOption.SourceLinkAddress, _interfaces[index - 1].Capabilities.Address);
        SendOnLink(packet, index, source, destination);
    }

    private void SendAdvertisement(int index, IpAddress target, IpAddress destination, bool solicited, MacAddress hardware = default)
    {
        if (!_packets.TryAllocate(out Handle<Packet> packet))
        {
            _counters.NoBuffers++;
            return;
        }

        _ = _packets.TryAppend(packet, NdpNeighborMessage.Length + 8, out Span<byte> message);
        new NdpNeighborMessage { Target = target, IsAdvertisement = true, Solicited = solicited, Override = true }.Emit(message);
        var writer = new ByteWriter(message.Slice(NdpNeighborMessage.Length));
        _ = NdpOption.TryEmitLinkAddress(ref writer, NdpOption.TargetLinkAddress, _interfaces[index - 1].Capabilities.Address);
        SendOnLink(packet, index, target, destination, hardware);
    }

    // Sends an ICMPv6 message that must not leave the link, past the routing table.
    private void SendOnLink(Handle<Packet> packet, int index, IpAddress source, IpAddress destination, MacAddress hardware = default, bool routerAlert = false)
    {
        var path = new IpPath
        {
            Source = source,
            Destination = destination,
            NextHop = destination,
            Hardware = hardware,
            Interface = (byte)index,
            Mtu = _interfaces[index - 1].Mtu,
        };
        var options = new IpOptions { Protocol = IpProtocol.Icmpv6, HopLimit = routerAlert ? (byte)1 : OnLinkHopLimit, RouterAlert = routerAlert };
        SendIcmp(packet, path, options);
    }

    private void RunDiscoveryTimer(int index)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (_now < link.Discovery.NextSolicitation || !link.IsUp)
        {
            Schedule(link.Discovery.NextSolicitation);
            return;
        }

        // RFC 4861, section 10: RTR_SOLICITATION_INTERVAL.
        link.Discovery.Sent++;
        bool more = link.Discovery.Sent < RouterDiscovery.SolicitationLimit;
        link.Discovery.NextSolicitation = more ? _now + Duration.FromSeconds(4) : Instant.Never;
        Schedule(link.Discovery.NextSolicitation);
        if (!_packets.TryAllocate(out Handle<Packet> packet))
        {
            _counters.NoBuffers++;
            return;
        }

        bool hasSource = link.TryGetAddress(v4: false, linkLocal: true, out IpAddress source);
        _ = _packets.TryAppend(packet, IcmpHeader.Length + (hasSource ? 8 : 0), out Span<byte> message);
        new IcmpHeader { Type = (byte)Icmpv6Type.RouterSolicitation }.Emit(message);
        var writer = new ByteWriter(message.Slice(IcmpHeader.Length));
        _ = hasSource && NdpOption.TryEmitLinkAddress(ref writer, NdpOption.SourceLinkAddress, link.Capabilities.Address);
        SendOnLink(packet, index, hasSource ? source : IpAddress.AnyV6, IpAddress.FromV6(AllNodesHigh, 2));
    }

    // RFC 4861, section 6.3.4.
    private void ReceiveRouterAdvertisement(ReadOnlySpan<byte> message, in IpPacket ip)
    {
        ref NetworkInterface link = ref _interfaces[ip.Interface - 1];
        if (!link.Discovery.IsEnabled || !ip.Source.IsLinkLocal || !NdpRouterAdvertisement.TryParse(message, out NdpRouterAdvertisement advertisement))
        {
            return;
        }

        link.Discovery.NextSolicitation = Instant.Never;
        link.HopLimit = advertisement.HopLimit != 0 ? Math.Max(advertisement.HopLimit, (byte)32) : link.HopLimit;
        link.ReachableTime = advertisement.ReachableTime is > 0 and <= 3_600_000 ? Duration.FromMilliseconds(advertisement.ReachableTime) : link.ReachableTime;
        link.RetransmitTime = advertisement.RetransmitTime is >= 100 and <= 60_000 ? Duration.FromMilliseconds(advertisement.RetransmitTime) : link.RetransmitTime;
        SetDefaultRouter(ip.Interface, ip.Source, advertisement.RouterLifetime);
        ReadOnlySpan<byte> options = message.Slice(NdpRouterAdvertisement.Length);
        if (NdpOption.TryFindLinkAddress(options, NdpOption.SourceLinkAddress, out MacAddress hardware))
        {
            LearnNeighbor(ip.Interface, ip.Source, hardware, solicited: false, replaces: true, create: true);
            int at = _neighbors.Find(ip.Interface, ip.Source);
            if (at >= 0)
            {
                _neighbors[at].IsRouter = true;
            }
        }

        var option = new NdpOption(options);
        while (option.MoveNext())
        {
            ReceiveRouterOption(ref link, ip.Interface, option.Type, option.Data);
        }
    }

    private void SetDefaultRouter(int index, IpAddress router, ushort lifetime)
    {
        if (lifetime == 0)
        {
            _routes.Remove(IpPrefix.AllV6, router, index);
            return;
        }

        Instant until = _now + Duration.FromSeconds(lifetime);
        _routes.TryAdd(new Route
        {
            Prefix = IpPrefix.AllV6,
            Gateway = router,
            Interface = (byte)index,
            Origin = AddressOrigin.Advertisement,
            Metric = 1024,
            ValidUntil = until,
        });
        Schedule(until);
    }

    private void ReceiveRouterOption(ref NetworkInterface link, int index, byte type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case NdpOption.Mtu when data.Length == 6:
                uint mtu = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(data.Slice(2));
                link.Mtu = mtu >= PathMtuCache.MinimumV6 && mtu <= (uint)link.Capabilities.Mtu ? (int)mtu : link.Mtu;
                break;
            case NdpOption.PrefixInformation when NdpPrefix.TryParse(data, out NdpPrefix prefix):
                ReceivePrefix(ref link, index, prefix);
                break;
            case NdpOption.DnsServers when data.Length >= 22:
                uint lifetime = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(data.Slice(2));
                for (ReadOnlySpan<byte> rest = data.Slice(6); rest.Length >= 16 && lifetime > 0; rest = rest.Slice(16))
                {
                    AddNameServer(new IpEndpoint(IpAddress.ReadV6(rest), DnsResolver.Port, (uint)index));
                }

                break;
        }
    }

    // RFC 4861, section 6.3.4, for what is on the link; RFC 4862, section 5.5.3, for addresses.
    private void ReceivePrefix(ref NetworkInterface link, int index, in NdpPrefix prefix)
    {
        if (prefix.Prefix.IsLinkLocal || prefix.Prefix.IsMulticast || prefix.PreferredLifetime > prefix.ValidLifetime)
        {
            return;
        }

        var onLink = new IpPrefix(prefix.Prefix, prefix.PrefixLength);
        if (prefix.OnLink)
        {
            Instant until = Until(prefix.ValidLifetime);
            _routes.TryAdd(new Route { Prefix = onLink, Gateway = IpAddress.AnyV6, Interface = (byte)index, Origin = AddressOrigin.Advertisement, ValidUntil = until });
            Schedule(until);
        }

        // The interface identifier has 64 bits; an address is made only where a prefix leaves just these.
        if (!prefix.Autonomous || prefix.PrefixLength != 64)
        {
            return;
        }

        IpAddress address = IpAddress.FromV6(prefix.Prefix.High, InterfaceIdentifier(link.Capabilities.Address));
        int at = link.IndexOf(address);
        uint valid = prefix.ValidLifetime;
        if (at >= 0)
        {
            long remaining = link.Addresses[at].ValidUntil.Equals(Instant.Never) ? long.MaxValue : (link.Addresses[at].ValidUntil - _now).Seconds;
            bool mayCut = valid > ShortestCutLifetime || valid > remaining;
            valid = mayCut ? valid : (uint)Math.Min(Math.Max(remaining, 0), ShortestCutLifetime);
            link.Addresses[at].State = link.Addresses[at].State == AddressState.Deprecated && prefix.PreferredLifetime > 0 ? AddressState.Preferred : link.Addresses[at].State;
        }
        else if (valid == 0)
        {
            return;
        }

        SetAddress(index, address, prefix.PrefixLength, AddressOrigin.Advertisement, AddressState.Tentative, Until(prefix.PreferredLifetime), Until(valid));
    }

    private readonly Instant Until(uint seconds) => seconds == NdpPrefix.Infinite ? Instant.Never : _now + Duration.FromSeconds(seconds);
}
