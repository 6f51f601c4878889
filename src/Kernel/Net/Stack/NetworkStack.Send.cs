using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>The way out, from the transport protocols to the queue of a device.</content>
public partial struct NetworkStack
{
    /// <summary>
    /// Finds the way to a destination. <paramref name="zone"/> is the interface of an address that needs one, <paramref name="bound"/> the only one to use;
    /// 0 for neither. <paramref name="source"/> is kept unless it is unspecified.
    /// </summary>
    public SystemError TryFindPath(IpAddress destination, uint zone, int bound, IpAddress source, out IpPath path)
    {
        path = default;
        if (destination.IsUnspecified)
        {
            // As on Linux, nowhere in particular means here.
            destination = destination.IsV4 ? IpAddress.LoopbackV4 : IpAddress.LoopbackV6;
        }

        path.Destination = destination;
        path.NextHop = destination;
        path.Source = source;
        if (!destination.IsMulticast && !destination.IsLimitedBroadcast && OwnerOf(destination) != 0)
        {
            path.Interface = Loopback;
            path.Source = source.IsUnspecified ? destination : source;
            return CompletePath(ref path);
        }

        if (bound == 0 && destination.NeedsZone)
        {
            bound = zone <= InterfaceTable.Capacity ? (int)zone : 0;
        }

        if (destination.IsMulticast || destination.IsLimitedBroadcast || destination.NeedsZone)
        {
            path.Interface = (byte)FindLink(destination, bound, source);
        }
        else if (_routes.Find(destination, bound) is int at and >= 0)
        {
            path.Interface = _routes[at].Interface;
            path.NextHop = _routes[at].HasGateway ? _routes[at].Gateway : destination;
        }

        if (path.Interface == 0)
        {
            _counters.IpNoRoutes++;
            return SystemError.NetworkUnreachable;
        }

        if (!_interfaces[path.Interface - 1].IsUp)
        {
            return SystemError.NetworkDown;
        }

        if (source.IsUnspecified && !TrySelectSource(path.Interface, destination, out path.Source))
        {
            _counters.IpNoRoutes++;
            return SystemError.NetworkUnreachable;
        }

        return CompletePath(ref path);
    }

    /// <summary>
    /// Sends a packet that starts with its transport header and whose transport checksum is done (<see cref="FinishChecksum"/>). The stack owns it from
    /// then on, whatever the result.
    /// </summary>
    public SystemError SendIp(Handle<Packet> packet, in IpPath path, in IpOptions options)
    {
        ref Packet record = ref _packets[packet];
        int headerLength = HeaderLength(path.Destination, options);
        bool isSegmented = (record.Flags & (PacketFlags.SegmentTcpV4 | PacketFlags.SegmentTcpV6)) != 0;
        if (record.TotalLength + headerLength > path.Mtu && !isSegmented)
        {
            int counted = path.Destination.IsV4 ? headerLength : headerLength - Ipv6Header.Length;
            if (options.DontFragment || record.TotalLength + counted > Reassembler.MaximumLength)
            {
                _packets.Free(packet);
                return SystemError.MessageTooLarge;
            }

            return SendFragments(packet, path, options);
        }

        // As on Linux, a packet that fits is not to be cut by others, so that they say when it is too long for them. It needs no number then (RFC 6864).
        return SendWhole(packet, path, options, identification: 0, fragmentOffset: 0, moreFragments: false);
    }

    /// <summary>
    /// Sets the checksum of a packet that starts with its transport header, at <paramref name="offset"/> in that, where a zero stands now. If the device
    /// does it, only the pseudo-header is summed.
    /// </summary>
    public readonly void FinishChecksum(Handle<Packet> packet, in IpPath path, IpProtocol protocol, int offset)
    {
        ref Packet record = ref _packets[packet];
        Span<byte> bytes = _packets.Bytes(packet);
        ulong sum = InternetChecksum.PseudoHeader(path.Source, path.Destination, (byte)protocol, record.TotalLength);
        bool isSegmented = (record.Flags & (PacketFlags.SegmentTcpV4 | PacketFlags.SegmentTcpV6)) != 0;
        if (path.CompletesChecksums && (isSegmented || record.TotalLength + Ipv6Header.Length + Ipv6FragmentHeader.Length <= path.Mtu))
        {
            WriteChecksum(bytes.Slice(offset), InternetChecksum.Partial(sum));
            record.Flags |= PacketFlags.PartialChecksum;
            record.ChecksumStart = 0;
            record.ChecksumOffset = (ushort)offset;
            return;
        }

        ushort checksum = InternetChecksum.Finish(_packets.Sum(packet, 0, sum));

        // RFC 768: zero says that there is none.
        WriteChecksum(bytes.Slice(offset), checksum == 0 && protocol == IpProtocol.Udp ? (ushort)0xFFFF : checksum);
    }

    private static void WriteChecksum(Span<byte> bytes, ushort checksum)
    {
        bytes[0] = (byte)(checksum >> 8);
        bytes[1] = (byte)checksum;
    }

    private static int HeaderLength(IpAddress destination, in IpOptions options)
    {
        return destination.IsV4
            ? Ipv4Header.MinimumLength + (options.RouterAlert ? Ipv4Header.RouterAlertLength : 0)
            : Ipv6Header.Length + (options.RouterAlert ? Ipv6Extensions.RouterAlertLength : 0);
    }

    private SystemError CompletePath(ref IpPath path)
    {
        ref NetworkInterface link = ref _interfaces[path.Interface - 1];
        path.IsLocal = link.Capabilities.IsLoopback;
        path.CompletesChecksums = link.Capabilities.CompletesChecksums;
        path.Segmentation = path.Destination.IsV4 ? link.Capabilities.SegmentationV4 : link.Capabilities.SegmentationV6;
        path.Mtu = path.IsLocal ? link.Mtu : _pathMtus.Get(path.Destination, link.Mtu, _hash, _now);
        return SystemError.None;
    }

    // The interface for a destination that says only with its zone, if at all, on which link it is.
    private readonly int FindLink(IpAddress destination, int bound, IpAddress source)
    {
        if (bound != 0)
        {
            return (uint)(bound - 1) < InterfaceTable.Capacity && _interfaces[bound - 1].Exists ? bound : 0;
        }

        if (!source.IsUnspecified && OwnerOf(source) is int owner and not 0)
        {
            return owner;
        }

        if (!destination.NeedsZone && _routes.Find(destination, 0) is int at and >= 0)
        {
            return _routes[at].Interface;
        }

        for (int i = 0; i < _interfaceLimit; i++)
        {
            if (_interfaces[i].Exists && _interfaces[i].IsUp && !_interfaces[i].Capabilities.IsLoopback &&
                (_interfaces[i].TryGetAddress(destination.IsV4, linkLocal: true, out _) || _interfaces[i].TryGetAddress(destination.IsV4, linkLocal: false, out _)))
            {
                return i + 1;
            }
        }

        return 0;
    }

    // RFC 6724, section 5, as far as it matters with few addresses: the scope that fits (rule 2), no deprecated one (rule 3), the longest common prefix (rule 8).
    private readonly bool TrySelectSource(int index, IpAddress destination, out IpAddress source)
    {
        ref readonly NetworkInterface link = ref _interfaces[index - 1];
        bool linkLocal = destination.IsLinkLocal || destination.IsLinkLocalMulticast;
        int bestRank = -1;
        source = default;
        for (int i = 0; i < link.AddressLimit; i++)
        {
            ref readonly InterfaceAddress entry = ref link.Addresses[i];
            if (!entry.IsUsable || !entry.Address.SameFamily(destination))
            {
                continue;
            }

            int rank = (entry.Address.IsV4 || entry.Address.IsLinkLocal == linkLocal ? 1024 : 0) + (entry.State == AddressState.Preferred ? 512 : 0) +
                CommonBits(entry.Address, destination);
            if (rank > bestRank)
            {
                bestRank = rank;
                source = entry.Address;
            }
        }

        // Another interface's address will do for a destination beyond the link (a loopback interface may carry it).
        return bestRank >= 0;
    }

    private static int CommonBits(IpAddress left, IpAddress right)
    {
        ulong high = left.High ^ right.High;
        return high != 0 ? System.Numerics.BitOperations.LeadingZeroCount(high) : 64 + System.Numerics.BitOperations.LeadingZeroCount(left.Low ^ right.Low);
    }

    // Puts the IP header in front and gives the packet to the link.
    private SystemError SendWhole(Handle<Packet> packet, in IpPath path, in IpOptions options, ushort identification, int fragmentOffset, bool moreFragments)
    {
        ref NetworkInterface link = ref _interfaces[path.Interface - 1];
        ref Packet record = ref _packets[packet];
        int payload = record.TotalLength;
        int headerLength = HeaderLength(path.Destination, options);
        if (!_packets.TryPrepend(packet, headerLength, out Span<byte> header))
        {
            Panic.Fail("A packet was made without room for its headers.");
        }

        byte hopLimit = options.HopLimit != 0 ? options.HopLimit : link.HopLimit;
        if (path.Destination.IsV4)
        {
            new Ipv4Header
            {
                Source = path.Source,
                Destination = path.Destination,
                TotalLength = (ushort)(payload + headerLength),
                Identification = identification,
                FragmentOffset = (ushort)fragmentOffset,
                TrafficClass = options.TrafficClass,
                HopLimit = hopLimit,
                Protocol = options.Protocol,
                DontFragment = identification == 0,
                MoreFragments = moreFragments,
                RouterAlert = options.RouterAlert,
            }.Emit(header);
        }
        else
        {
            new Ipv6Header
            {
                Source = path.Source,
                Destination = path.Destination,
                PayloadLength = (ushort)(payload + headerLength - Ipv6Header.Length),
                TrafficClass = options.TrafficClass,
                HopLimit = hopLimit,
                NextHeader = options.RouterAlert ? IpProtocol.HopByHop : options.Protocol,
            }.Emit(header);
            if (options.RouterAlert)
            {
                Ipv6Extensions.EmitRouterAlert(header.Slice(Ipv6Header.Length), options.Protocol);
            }
        }

        record.HeaderLength += (ushort)headerLength;
        record.TransportOffset = (ushort)headerLength;
        _counters.IpSent++;
        return SendToLink(packet, path, options.LoopGroup);
    }

    private SystemError SendToLink(Handle<Packet> packet, in IpPath path, bool loopGroup)
    {
        ref NetworkInterface link = ref _interfaces[path.Interface - 1];
        IpAddress destination = path.Destination;
        if (path.IsLocal)
        {
            link.Counters.SentPackets++;
            link.Counters.SentBytes += (ulong)_packets[packet].TotalLength;
            return EnqueueLoopback(packet, path.Interface);
        }

        if (!path.Hardware.IsZero)
        {
            return SendFrame(packet, path.Interface, path.Hardware, destination.IsV4 ? EtherType.Ipv4 : EtherType.Ipv6);
        }

        bool isBroadcast = destination.IsV4 && link.IsBroadcast(destination);
        if (!destination.IsMulticast && !isBroadcast)
        {
            return SendToNeighbor(packet, path.Interface, path.NextHop);
        }

        // Our own sockets in the group get a copy (RFC 1112, section 7.2).
        if (loopGroup && (isBroadcast || IsJoined(path.Interface, destination)) && _packets.TryDuplicate(packet, out Handle<Packet> copy))
        {
            EnqueueLoopback(copy, path.Interface);
        }

        MacAddress hardware = isBroadcast ? MacAddress.Broadcast : MacAddress.ForMulticast(destination);
        return SendFrame(packet, path.Interface, hardware, destination.IsV4 ? EtherType.Ipv4 : EtherType.Ipv6);
    }

    private SystemError EnqueueLoopback(Handle<Packet> packet, int index)
    {
        if (_loopback.Count >= LoopbackLimit)
        {
            _counters.NoBuffers++;
            _packets.Free(packet);
            return SystemError.NoBuffers;
        }

        ref Packet record = ref _packets[packet];
        record.Interface = (byte)index;
        record.Flags |= PacketFlags.Local | PacketFlags.ChecksumVerified;
        record.TransportOffset = 0;
        _loopback.Enqueue(ref _packets, packet);
        return SystemError.None;
    }

    // Puts the link's header in front and the frame in the interface's queue.
    private SystemError SendFrame(Handle<Packet> packet, int index, MacAddress destination, EtherType type)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (!link.IsUp || link.TransmitQueue.Count >= NetworkInterface.TransmitLimit)
        {
            link.Counters.SentDropped++;
            _packets.Free(packet);
            return link.IsUp ? SystemError.NoBuffers : SystemError.NetworkDown;
        }

        var header = new EthernetHeader
        {
            Destination = destination,
            Source = link.Capabilities.Address,
            Type = type,
            IsTagged = link.VlanId != 0,
            Tag = link.VlanId,
        };
        if (!_packets.TryPrepend(packet, header.Length, out Span<byte> bytes))
        {
            Panic.Fail("A packet was made without room for its headers.");
        }

        header.Emit(bytes);
        ref Packet record = ref _packets[packet];
        record.HeaderLength += (ushort)header.Length;
        record.Interface = (byte)index;
        link.Counters.SentPackets++;
        link.Counters.SentBytes += (ulong)record.TotalLength;
        link.TransmitQueue.Enqueue(ref _packets, packet);
        return SystemError.None;
    }

    // RFC 791, section 3.2, and RFC 8200, section 4.5.
    private SystemError SendFragments(Handle<Packet> packet, in IpPath path, in IpOptions options)
    {
        bool v4 = path.Destination.IsV4;
        int total = _packets[packet].TotalLength;
        int room = (path.Mtu - HeaderLength(path.Destination, options) - (v4 ? 0 : Ipv6FragmentHeader.Length)) & ~7;
        IpProtocol protocol = options.Protocol;
        IpOptions each = options;
        uint identification = _random.NextUInt32() | 1;
        SystemError result = room < 8 ? SystemError.MessageTooLarge : SystemError.None;
        for (int offset = 0; offset < total && result == SystemError.None; offset += room)
        {
            int length = Math.Min(room, total - offset);
            bool more = offset + length < total;
            if (!_packets.TryAllocate(out Handle<Packet> fragment))
            {
                _counters.NoBuffers++;
                result = SystemError.NoBuffers;
                break;
            }

            if (!_packets.TryAppendRange(fragment, packet, offset, length))
            {
                _packets.Free(fragment);
                result = SystemError.NoBuffers;
                break;
            }

            if (!v4)
            {
                _ = _packets.TryPrepend(fragment, Ipv6FragmentHeader.Length, out Span<byte> header);
                new Ipv6FragmentHeader { Identification = identification, Offset = (ushort)offset, MoreFragments = more, NextHeader = protocol }.Emit(header);
                each.Protocol = IpProtocol.Fragment;
            }

            _counters.FragmentsSent++;
            result = SendWhole(fragment, path, each, (ushort)identification, v4 ? offset : 0, v4 && more);
        }

        _packets.Free(packet);
        return result;
    }
}
