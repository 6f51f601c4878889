using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Datagrams on their way to and from sockets (RFC 768, RFC 1122, section 4.1).</content>
public partial struct NetworkStack
{
    /// <summary>How many buffers wait in the queues of datagram sockets. All of them may hold half of the budget, so that the rest can go on.</summary>
    public readonly int QueuedBuffers => _queuedBuffers;

    /// <summary>
    /// Sends a datagram, to <paramref name="destination"/> unless its port and address are unspecified: then to the other end of a connected socket.
    /// </summary>
    public SystemError Send(Handle<Socket> socket, ReadOnlySpan<byte> payload, IpEndpoint destination, Instant now)
    {
        _now = now;
        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        if (record.Error != SystemError.None)
        {
            return TakeError(ref record);
        }

        if (record.WriteShutdown)
        {
            return SystemError.BrokenPipe;
        }

        bool hasDestination = destination.Port != 0 || !destination.Address.IsUnspecified || (destination.Address.IsV4 && record.Kind != SocketKind.Datagram);
        if (!hasDestination)
        {
            if (!record.IsConnected)
            {
                return SystemError.DestinationRequired;
            }

            destination = record.Remote;
        }

        return SendDatagram(handle, payload, destination);
    }

    private SystemError SendDatagram(Handle<DatagramSocket> handle, ReadOnlySpan<byte> payload, IpEndpoint destination)
    {
        ref DatagramSocket record = ref _datagrams[handle];
        if (!record.Accepts(destination.Address))
        {
            return destination.Address.IsV4 ? SystemError.NetworkUnreachable : SystemError.AddressFamilyNotSupported;
        }

        if (destination.Port == 0 && record.Kind == SocketKind.Datagram)
        {
            return SystemError.Invalid;
        }

        if (IsBroadcast(destination.Address) && !record.Broadcast)
        {
            return SystemError.AccessDenied;
        }

        if (!record.IsBound && BindDatagram(handle, new IpEndpoint(record.IsV6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0)) is var failure and not SystemError.None)
        {
            return failure;
        }

        // A socket that is bound to a group or to everybody does not send from there.
        IpAddress source = record.Local.Address;
        source = source.IsMulticast || source.IsV4 != destination.Address.IsV4 || IsBroadcast(source) ? default : source;
        SystemError error = TryFindPath(destination.Address, destination.Zone, BoundInterface(record, destination.Address), source, out IpPath path);
        if (error != SystemError.None)
        {
            return error;
        }

        if (!path.IsLocal && _interfaces[path.Interface - 1].TransmitQueue.Count >= NetworkInterface.TransmitLimit)
        {
            record.IsBlocked = true;
            _anyBlocked = true;
            return SystemError.WouldBlock;
        }

        error = TryMakeDatagram(record, payload, path, destination.Port, out Handle<Packet> packet);
        if (error != SystemError.None)
        {
            return error;
        }

        bool isGroup = destination.Address.IsMulticast;
        var options = new IpOptions
        {
            Protocol = record.Protocol,
            HopLimit = isGroup ? record.MulticastHopLimit : record.HopLimit,
            TrafficClass = record.TrafficClass,
            DontFragment = record.DontFragment,
            LoopGroup = record.MulticastLoop || !isGroup,
        };
        _counters.UdpSent += record.Kind == SocketKind.Datagram ? 1u : 0;
        return SendIp(packet, path, options);
    }

    // Makes a packet of a payload, with its transport header.
    private SystemError TryMakeDatagram(in DatagramSocket socket, ReadOnlySpan<byte> payload, in IpPath path, ushort port, out Handle<Packet> packet)
    {
        bool isUdp = socket.Kind == SocketKind.Datagram;
        packet = default;
        int headers = UdpHeader.HeaderLength + (path.Destination.IsV4 ? Ipv4Header.MinimumLength : 0);
        if (payload.Length > Reassembler.MaximumLength - headers)
        {
            return SystemError.MessageTooLarge;
        }

        if (!isUdp && payload.Length < IcmpHeader.Length)
        {
            return SystemError.Invalid;
        }

        if (!_packets.TryAllocate(out packet))
        {
            _counters.NoBuffers++;
            return SystemError.NoBuffers;
        }

        if (isUdp)
        {
            _ = _packets.TryAppend(packet, UdpHeader.HeaderLength, out Span<byte> header);
            new UdpHeader { SourcePort = socket.Local.Port, DestinationPort = port, Length = (ushort)(UdpHeader.HeaderLength + payload.Length) }.Emit(header);
        }

        if (!_packets.TryAppendCopy(packet, payload))
        {
            _packets.Free(packet);
            packet = default;
            _counters.NoBuffers++;
            return SystemError.NoBuffers;
        }

        if (isUdp)
        {
            FinishChecksum(packet, path, IpProtocol.Udp, offset: 6);
            return SystemError.None;
        }

        return TryFinishMessage(socket, path, ref packet);
    }

    // What the stack sets in messages of ping and raw sockets.
    private SystemError TryFinishMessage(in DatagramSocket socket, in IpPath path, ref Handle<Packet> packet)
    {
        Span<byte> bytes = _packets.Bytes(packet);
        bool v6 = socket.Protocol == IpProtocol.Icmpv6;
        if (socket.Kind == SocketKind.Ping)
        {
            byte request = v6 ? (byte)Icmpv6Type.EchoRequest : (byte)Icmpv4Type.EchoRequest;
            if (bytes[0] != request || bytes[1] != 0)
            {
                _packets.Free(packet);
                packet = default;
                return SystemError.Invalid;
            }

            bytes[4] = (byte)(socket.Local.Port >> 8);
            bytes[5] = (byte)socket.Local.Port;
        }

        if (v6 || socket.Kind == SocketKind.Ping)
        {
            WriteChecksum(bytes.Slice(2), 0);
            ulong sum = v6 ? InternetChecksum.PseudoHeader(path.Source, path.Destination, (byte)IpProtocol.Icmpv6, _packets[packet].TotalLength) : 0;
            WriteChecksum(bytes.Slice(2), InternetChecksum.Finish(_packets.Sum(packet, 0, sum)));
        }

        return SystemError.None;
    }

    private static int BoundInterface(in DatagramSocket socket, IpAddress destination) =>
        socket.BoundInterface != 0 ? socket.BoundInterface : destination.IsMulticast ? socket.MulticastInterface : 0;

    private readonly bool IsBroadcast(IpAddress address)
    {
        for (int i = 0; i < _interfaceLimit; i++)
        {
            if (_interfaces[i].Exists && !_interfaces[i].Capabilities.IsLoopback && _interfaces[i].IsBroadcast(address))
            {
                return true;
            }
        }

        return address.IsLimitedBroadcast;
    }

    private void ReceiveUdp(Handle<Packet> packet, in IpPacket ip)
    {
        ref Packet record = ref _packets[packet];
        if (!_packets.TryPullUp(packet, ip.TransportOffset + UdpHeader.HeaderLength) ||
            !UdpHeader.TryParse(_packets.Bytes(packet).Slice(ip.TransportOffset), ip.TransportLength, out UdpHeader header))
        {
            _counters.UdpErrors++;
            _packets.Free(packet);
            return;
        }

        _packets.Truncate(packet, ip.TransportOffset + header.Length);

        // RFC 8200, section 8.1: IPv6 has no datagrams without a checksum.
        if ((record.Flags & PacketFlags.ChecksumVerified) == 0 && (header.Checksum != 0 || ip.Source.IsV6) &&
            !IsIntact(packet, ip, header.Length))
        {
            _counters.UdpErrors++;
            _packets.Free(packet);
            return;
        }

        int payloadOffset = ip.TransportOffset + UdpHeader.HeaderLength;
        record.PayloadOffset = (ushort)payloadOffset;
        if (header.DestinationPort == DhcpMessage.ClientPort && header.SourcePort == DhcpMessage.ServerPort && TryReceiveDhcp(packet, ip, payloadOffset))
        {
            _packets.Free(packet);
            return;
        }

        if (ip.IsGroup)
        {
            DeliverToGroup(packet, ip, header);
            return;
        }

        Handle<DatagramSocket> best = FindUdpSocket(ip, header);
        if (best.IsNull)
        {
            _counters.UdpNoPorts++;
            SendPortUnreachable(packet, ip);
            _packets.Free(packet);
            return;
        }

        EnqueueReceived(best, packet);
    }

    private readonly bool IsIntact(Handle<Packet> packet, in IpPacket ip, int length)
    {
        ulong sum = InternetChecksum.PseudoHeader(ip.Source, ip.Destination, (byte)IpProtocol.Udp, length);
        return InternetChecksum.IsValid(_packets.Sum(packet, ip.TransportOffset, sum));
    }

    // The socket that fits best: one that is connected to the sender, before one with the address, before one for all addresses.
    private readonly Handle<DatagramSocket> FindUdpSocket(in IpPacket ip, in UdpHeader header)
    {
        Handle<DatagramSocket> best = default;
        int bestScore = 0;
        for (Handle<DatagramSocket> at = _udpPorts[header.DestinationPort % PortTable.BucketCount]; !at.IsNull; at = _datagrams[at].Next)
        {
            int score = Score(_datagrams[at], ip, header);
            if (score > bestScore)
            {
                best = at;
                bestScore = score;
            }
        }

        return best;
    }

    private static int Score(in DatagramSocket socket, in IpPacket ip, in UdpHeader header)
    {
        if (socket.Local.Port != header.DestinationPort || !socket.Accepts(ip.Destination) || (socket.BoundInterface != 0 && socket.BoundInterface != ip.Interface))
        {
            return 0;
        }

        int score = 1;
        if (!socket.Local.Address.IsUnspecified)
        {
            if (!socket.Local.Address.Equals(ip.Destination) || (socket.Local.Zone != 0 && socket.Local.Zone != ip.Interface))
            {
                return 0;
            }

            score += 2;
        }

        if (socket.IsConnected)
        {
            bool matches = socket.Remote.Port == header.SourcePort && socket.Remote.Address.Equals(ip.Source) &&
                (socket.Remote.Zone == 0 || socket.Remote.Zone == ip.Interface);
            return matches ? score + 4 : 0;
        }

        return score;
    }

    // RFC 1122, section 4.1.3.5, and what Linux does: every socket that listens gets a copy.
    private void DeliverToGroup(Handle<Packet> packet, in IpPacket ip, in UdpHeader header)
    {
        Handle<DatagramSocket> last = default;
        for (Handle<DatagramSocket> at = _udpPorts[header.DestinationPort % PortTable.BucketCount]; !at.IsNull; at = _datagrams[at].Next)
        {
            ref DatagramSocket socket = ref _datagrams[at];
            if (Score(socket, ip, header) == 0 || (ip.Destination.IsMulticast && !socket.HasJoined(ip.Destination, ip.Interface)))
            {
                continue;
            }

            if (!last.IsNull && _packets.TryDuplicate(packet, out Handle<Packet> copy))
            {
                EnqueueReceived(last, copy);
            }

            last = at;
        }

        if (last.IsNull)
        {
            _counters.UdpNoPorts++;
            _packets.Free(packet);
            return;
        }

        EnqueueReceived(last, packet);
    }

    private void EnqueueReceived(Handle<DatagramSocket> handle, Handle<Packet> packet)
    {
        ref DatagramSocket socket = ref _datagrams[handle];
        int buffers = _packets.BufferCount(packet);
        int limit = Math.Max(socket.ReceiveLimit / BufferPool<Packet>.SlotBytes, 1);
        bool hasRoom = socket.Received.Count == 0 || socket.ReceivedBuffers + buffers <= limit;
        if (!hasRoom || _queuedBuffers + buffers > (_packets.Count + _packets.Available) / 2 || socket.ReadShutdown)
        {
            _counters.UdpReceiveBufferErrors++;
            _packets.Free(packet);
            return;
        }

        socket.Received.Enqueue(ref _packets, packet);
        socket.ReceivedBuffers += buffers;
        _queuedBuffers += buffers;
        _counters.UdpReceived += socket.Kind == SocketKind.Datagram ? 1u : 0;
        if (socket.Owner.IsNull)
        {
            _resolver.HasAnswers = true;
        }

        Notify(socket.Owner, Readiness.Readable);
    }

    private void ReleaseReceived(ref DatagramSocket socket, Handle<Packet> packet)
    {
        int buffers = _packets.BufferCount(packet);
        socket.ReceivedBuffers -= buffers;
        _queuedBuffers -= buffers;
        _packets.Free(packet);
    }

    private void DeliverToPingSocket(Handle<Packet> packet, in IpPacket ip, in IcmpHeader header)
    {
        for (Handle<DatagramSocket> at = _pingPorts[header.Identifier % PortTable.BucketCount]; !at.IsNull; at = _datagrams[at].Next)
        {
            ref DatagramSocket socket = ref _datagrams[at];
            if (socket.Local.Port == header.Identifier && socket.Protocol == ip.Protocol && (!socket.IsConnected || socket.Remote.Address.Equals(ip.Source)))
            {
                _packets[packet].PayloadOffset = (ushort)ip.TransportOffset;
                EnqueueReceived(at, packet);
                return;
            }
        }

        _packets.Free(packet);
    }

    private void DeliverToRawSockets(Handle<Packet> packet, in IpPacket ip)
    {
        for (Handle<DatagramSocket> at = _rawSockets; !at.IsNull; at = _datagrams[at].Next)
        {
            ref DatagramSocket socket = ref _datagrams[at];
            bool fits = socket.Protocol == ip.Protocol && socket.IsV6 == ip.Destination.IsV6 && (!socket.IsConnected || socket.Remote.Address.Equals(ip.Source)) &&
                (socket.Local.Address.IsUnspecified || socket.Local.Address.Equals(ip.Destination)) &&
                (socket.BoundInterface == 0 || socket.BoundInterface == ip.Interface);
            if (fits && _packets.TryDuplicate(packet, out Handle<Packet> copy))
            {
                // Only IPv4 programs see the IP header, as on Linux.
                _packets[copy].PayloadOffset = socket.IsV6 ? (ushort)ip.TransportOffset : (ushort)0;
                EnqueueReceived(at, copy);
            }
        }
    }

    // Tells the socket that sent a packet what became of it.
    private void ReportToSockets(in IpPacket sent, ReadOnlySpan<byte> transport, SystemError error)
    {
        if (sent.Protocol == IpProtocol.Tcp)
        {
            ReportToTcp(sent, transport, error);
            return;
        }

        bool isUdp = sent.Protocol == IpProtocol.Udp;
        if (!isUdp && sent.Protocol is not (IpProtocol.Icmpv4 or IpProtocol.Icmpv6))
        {
            return;
        }

        ushort port = isUdp ? (ushort)((transport[0] << 8) | transport[1]) : (ushort)((transport[4] << 8) | transport[5]);
        ushort remotePort = isUdp ? (ushort)((transport[2] << 8) | transport[3]) : (ushort)0;
        ref PortTable ports = ref PortsOf(isUdp ? SocketKind.Datagram : SocketKind.Ping);
        for (Handle<DatagramSocket> at = ports[port % PortTable.BucketCount]; !at.IsNull; at = _datagrams[at].Next)
        {
            // RFC 1122, section 4.1.3.3; like Linux, only sockets with one peer are told, others would not know of whom it speaks.
            ref DatagramSocket socket = ref _datagrams[at];
            if (socket.Local.Port == port && socket.Protocol == sent.Protocol && socket.IsConnected && socket.Remote.Address.Equals(sent.Destination) &&
                (!isUdp || socket.Remote.Port == remotePort) && (error != SystemError.MessageTooLarge || socket.DontFragment))
            {
                socket.Error = error;
                Notify(socket.Owner, Readiness.Readable | Readiness.Error);
                if (socket.Owner.IsNull)
                {
                    _resolver.HasAnswers = true;
                }
            }
        }
    }

    // Sockets that found a full queue are told when there is room again.
    private void WakeBlocked()
    {
        if (!_anyBlocked)
        {
            return;
        }

        for (int i = 0; i < _interfaceLimit; i++)
        {
            if (_interfaces[i].TransmitQueue.Count > NetworkInterface.TransmitLimit / 2)
            {
                return;
            }
        }

        _anyBlocked = false;
        for (int bucket = 0; bucket < PortTable.BucketCount; bucket++)
        {
            WakeBlocked(_udpPorts[bucket]);
            WakeBlocked(_pingPorts[bucket]);
        }

        WakeBlocked(_rawSockets);
    }

    private void WakeBlocked(Handle<DatagramSocket> first)
    {
        for (Handle<DatagramSocket> at = first; !at.IsNull; at = _datagrams[at].Next)
        {
            ref DatagramSocket socket = ref _datagrams[at];
            if (socket.IsBlocked)
            {
                socket.IsBlocked = false;
                Notify(socket.Owner, Readiness.Writable);
            }
        }
    }
}
