using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>TCP's place in the stack: segments in, segments out, what the network says of them.</content>
public partial struct NetworkStack
{
    private const int LargestPacket = 65535;

    // RFC 3168, section 5: the two low bits of the traffic class.
    private const byte EcnMask = 3;
    private const byte EcnCapable = 2;

    /// <summary>What TCP has counted.</summary>
    public readonly TcpCounters TcpCounters => _tcp.Counters;

    /// <summary>How many connections there are, those in TIME-WAIT not counted.</summary>
    public readonly int ConnectionCount => _tcp.ConnectionCount;

    /// <inheritdoc cref="ITcpEmitter.LargestSegment"/>
    internal int LargestSegment(in TcpFlow flow) =>
        (TryFindPath(flow, out IpPath path) ? path.Mtu : flow.Remote.Address.IsV4 ? PathMtuCache.MinimumV4 : PathMtuCache.MinimumV6) - HeaderLength(flow);

    /// <inheritdoc cref="ITcpEmitter.LargestBurst"/>
    internal int LargestBurst(in TcpFlow flow) =>
        TryFindPath(flow, out IpPath path) && path.Segmentation > 0
            ? Math.Min(path.Segmentation, LargestPacket) - HeaderLength(flow) - TcpHeader.MaximumBytes
            : 0;

    /// <inheritdoc cref="ITcpEmitter.TrySend"/>
    internal bool TrySendSegment(in TcpFlow flow, in TcpHeader header, TcpPayload payload, int segmentSize, bool ecnCapable)
    {
        // What has no way at the moment is lost like a packet on the way: it is sent again when its time comes.
        if (!TryFindPath(flow, out IpPath path))
        {
            return true;
        }

        bool isFull = path.IsLocal ? _loopback.Count >= LoopbackLimit : _interfaces[path.Interface - 1].TransmitQueue.Count >= NetworkInterface.TransmitLimit;
        if (isFull || !_packets.TryAllocate(out Handle<Packet> packet))
        {
            return false;
        }

        int headerBytes = header.HeaderBytes();
        _ = _packets.TryAppend(packet, headerBytes, out Span<byte> bytes);
        header.Emit(bytes);
        if (payload.Length > 0 && !_packets.TryAppendRange(packet, payload.Buffer, payload.Offset, payload.Length))
        {
            _packets.Free(packet);
            return false;
        }

        if (payload.Length > segmentSize && segmentSize > 0)
        {
            ref Packet record = ref _packets[packet];
            record.Flags |= flow.Remote.Address.IsV4 ? PacketFlags.SegmentTcpV4 : PacketFlags.SegmentTcpV6;
            record.SegmentSize = (ushort)segmentSize;
            record.HeaderLength = (ushort)headerBytes;
        }

        FinishChecksum(packet, path, IpProtocol.Tcp, TcpHeader.ChecksumOffset);
        var options = new IpOptions { Protocol = IpProtocol.Tcp, DontFragment = true, TrafficClass = ecnCapable ? EcnCapable : (byte)0 };
        SendIp(packet, path, options);
        return true;
    }

    private static int HeaderLength(in TcpFlow flow) => flow.Remote.Address.IsV4 ? Ipv4Header.MinimumLength : Ipv6Header.Length;

    // The way of a flow. Most segments go where the last one went.
    private bool TryFindPath(in TcpFlow flow, out IpPath path)
    {
        int version = _pathVersion + _routes.Version;
        if (_tcpPathVersion == version && _now < _tcpPathUntil && _tcpPath.Destination.Equals(flow.Remote.Address) &&
            _tcpPath.Source.Equals(flow.Local.Address) && (!_tcpPath.Destination.NeedsZone || _tcpPath.Interface == flow.Remote.Zone))
        {
            path = _tcpPath;
            return true;
        }

        if (TryFindPath(flow.Remote.Address, flow.Remote.Zone, 0, flow.Local.Address, out path) != SystemError.None)
        {
            return false;
        }

        // Not for long: what was learned of a path is forgotten after a while.
        _tcpPath = path;
        _tcpPathVersion = version;
        _tcpPathUntil = _now + Duration.FromMilliseconds(100);
        return true;
    }

    private void ReceiveTcp(Handle<Packet> packet, in IpPacket ip)
    {
        ref Packet record = ref _packets[packet];
        bool isVerified = (record.Flags & PacketFlags.ChecksumVerified) != 0;
        int start = ip.TransportOffset;
        if (ip.IsGroup || ip.Source.IsUnspecified || !TryPullUpHeader(packet, ip) ||
            (!isVerified && !InternetChecksum.IsValid(_packets.Sum(packet, start, ip.PseudoHeaderSum))) ||
            !TcpHeader.TryParse(_packets.Bytes(packet).Slice(start), out TcpHeader header, out int headerBytes) ||
            header.SourcePort == 0 || header.DestinationPort == 0)
        {
            _counters.TcpErrors++;
            _packets.Free(packet);
            return;
        }

        uint zone = ip.Source.NeedsZone ? ip.Interface : 0u;
        var flow = new TcpFlow(new IpEndpoint(ip.Destination, header.DestinationPort, zone), new IpEndpoint(ip.Source, header.SourcePort, zone));
        _packets.TrimFront(packet, start + headerBytes);
        record.Flags = PacketFlags.None;
        if (record.TotalLength == 0)
        {
            _packets.Free(packet);
            packet = default;
        }

        bool isMarked = (ip.TrafficClass & EcnMask) == EcnMask;
        _tcp.Input(flow, header, packet, isMarked, defer: true, ref _packets, new TcpEmitter(ref this), _now);
    }

    private bool TryPullUpHeader(Handle<Packet> packet, in IpPacket ip)
    {
        int start = ip.TransportOffset;
        if (ip.TransportLength < TcpHeader.MinimumBytes || !_packets.TryPullUp(packet, start + TcpHeader.MinimumBytes))
        {
            return false;
        }

        int length = (_packets.Bytes(packet)[start + 12] >> 4) * 4;
        return length <= ip.TransportLength && _packets.TryPullUp(packet, start + length);
    }

    // The flow and the sequence number of a segment of ours that an error quotes.
    private static TcpFlow FlowOf(in IpPacket sent, ReadOnlySpan<byte> transport, out TcpSequence number)
    {
        number = new TcpSequence(BinaryPrimitives.ReadUInt32BigEndian(transport.Slice(4)));
        uint zone = sent.Destination.NeedsZone ? sent.Interface : 0u;
        return new TcpFlow(
            new IpEndpoint(sent.Source, BinaryPrimitives.ReadUInt16BigEndian(transport), zone),
            new IpEndpoint(sent.Destination, BinaryPrimitives.ReadUInt16BigEndian(transport.Slice(2)), zone));
    }

    // RFC 5927: an error about a segment counts only if it is under way. For others there is nothing to compare with.
    private readonly bool IsCredible(in IpPacket sent, ReadOnlySpan<byte> transport)
    {
        if (sent.Protocol != IpProtocol.Tcp)
        {
            return true;
        }

        TcpFlow flow = FlowOf(sent, transport, out TcpSequence number);
        return _tcp.IsUnderWay(flow, number);
    }

    private void ReportToTcp(in IpPacket sent, ReadOnlySpan<byte> transport, SystemError error)
    {
        TcpFlow flow = FlowOf(sent, transport, out TcpSequence number);
        if (error == SystemError.MessageTooLarge)
        {
            if (_tcp.IsUnderWay(flow, number))
            {
                _tcp.OnPathChanged(flow, ref _packets, new TcpEmitter(ref this), _now);
            }

            return;
        }

        // As on Linux, whoever is still connecting is told at once, whatever the error; an established connection goes on (RFC 1122, section 4.2.3.9).
        _tcp.OnUnreachable(flow, number, error, hard: true, ref _packets, new TcpEmitter(ref this), _now);
    }

    private Instant PollTcp()
    {
        Instant next = _tcp.NextDeadline;
        if (_tcp.HasOutput || _now >= next)
        {
            _tcp.Poll(ref _packets, new TcpEmitter(ref this), _now);
            next = _tcp.NextDeadline;
        }

        // What could not be sent waits for a queue, of which nobody says when it has emptied.
        return _tcp.HasOutput ? Instant.Min(next, _now + Duration.FromMilliseconds(1)) : next;
    }

    // Moves what TCP has to tell to the list of changes.
    private void TakeTcpChanges()
    {
        while (_tcp.TryTakeChange(out TcpChange change))
        {
            Handle<Socket> owner = Handle<Socket>.FromBits(change.Owner);
            if (owner.IsNull)
            {
                _resolver.HasAnswers = true;
            }
            else if (_sockets.Contains(owner))
            {
                Notify(owner, change.Events);
            }
        }
    }
}
