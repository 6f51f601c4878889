using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>UDP, ping and raw sockets: what programs do with them.</content>
public partial struct NetworkStack
{
    // RFC 6056, section 3.2, from RFC 6335's dynamic range and somewhat below, as on Linux.
    private const int FirstEphemeralPort = 32768;
    private const int EphemeralPorts = 61000 - FirstEphemeralPort;

    /// <summary>Opens a UDP socket.</summary>
    public SystemError OpenUdp(bool v6, out Handle<Socket> socket) => OpenDatagram(SocketKind.Datagram, IpProtocol.Udp, v6, out socket);

    /// <summary>Opens a socket that sends ICMP echo requests and receives the answers to them: messages from their type on.</summary>
    public SystemError OpenPing(bool v6, out Handle<Socket> socket) =>
        OpenDatagram(SocketKind.Ping, v6 ? IpProtocol.Icmpv6 : IpProtocol.Icmpv4, v6, out socket);

    /// <summary>
    /// Opens a socket for all packets of a protocol. IPv4 packets are received with their IP header, IPv6 packets without; both are sent without. The
    /// checksum of ICMPv6 is the stack's affair (RFC 3542, section 3.1).
    /// </summary>
    public SystemError OpenRaw(IpProtocol protocol, bool v6, out Handle<Socket> socket)
    {
        SystemError error = OpenDatagram(SocketKind.Raw, protocol, v6, out socket);
        if (error == SystemError.None)
        {
            Handle<DatagramSocket> handle = Handle<DatagramSocket>.FromBits(_sockets[socket].Detail);
            _datagrams[handle].Next = _rawSockets;
            _rawSockets = handle;
        }

        return error;
    }

    /// <summary>Gives a socket its local end; port 0 for one that nobody can foresee.</summary>
    public SystemError Bind(Handle<Socket> socket, IpEndpoint local)
    {
        if (IsStream(socket))
        {
            return BindStream(ref _sockets[socket], local);
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        return _datagrams[handle].IsBound && _datagrams[handle].Local.Port != 0 ? SystemError.Invalid : BindDatagram(handle, local);
    }

    /// <summary>
    /// Sets the other end of a datagram socket: only what comes from there is received, and errors from there are told. A stream begins to connect:
    /// <see cref="SystemError.InProgress"/>; it is writable when it has, or has failed (<see cref="TakeError"/>).
    /// </summary>
    public SystemError Connect(Handle<Socket> socket, IpEndpoint remote, Instant now)
    {
        _now = now;
        if (IsStream(socket))
        {
            return ConnectStream(ref _sockets[socket], remote);
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        if (!record.Accepts(remote.Address))
        {
            return remote.Address.IsV4 ? SystemError.NetworkUnreachable : SystemError.AddressFamilyNotSupported;
        }

        if (IsBroadcast(remote.Address) && !record.Broadcast)
        {
            return SystemError.AccessDenied;
        }

        SystemError error = TryFindPath(remote.Address, remote.Zone, BoundInterface(record, remote.Address), record.Local.Address, out IpPath path);
        if (error == SystemError.None && !record.IsBound)
        {
            error = BindDatagram(handle, new IpEndpoint(record.IsV6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0));
        }

        if (error != SystemError.None)
        {
            return error;
        }

        record.Local = new IpEndpoint(path.Source, record.Local.Port, path.Source.NeedsZone ? path.Interface : 0u);
        record.Remote = new IpEndpoint(path.Destination, remote.Port, path.Destination.NeedsZone ? path.Interface : 0u);
        record.IsConnected = true;
        return SystemError.None;
    }

    /// <summary>Forgets the other end (<c>connect</c> with <c>AF_UNSPEC</c>).</summary>
    public SystemError Disconnect(Handle<Socket> socket)
    {
        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        record.IsConnected = false;
        record.Remote = default;
        record.Local = new IpEndpoint(record.IsV6 ? IpAddress.AnyV6 : IpAddress.AnyV4, record.Local.Port);
        return SystemError.None;
    }

    /// <summary>The ends of a socket; the remote one is meaningful if the result says that there is one.</summary>
    public readonly bool GetEndpoints(Handle<Socket> socket, out IpEndpoint local, out IpEndpoint remote)
    {
        local = default;
        remote = default;
        if (IsStream(socket))
        {
            return GetStreamEndpoints(_sockets[socket], out local, out remote);
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return false;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        local = record.IsBound || record.IsV6 ? record.Local : new IpEndpoint(IpAddress.AnyV4, 0);
        remote = record.Remote;
        return record.IsConnected;
    }

    /// <summary>
    /// Receives a datagram, as much of it as <paramref name="destination"/> holds; the rest is dropped. <paramref name="peek"/> leaves it in line.
    /// </summary>
    public SystemError Receive(Handle<Socket> socket, Span<byte> destination, bool peek, out int count, out DatagramInfo info)
    {
        count = 0;
        info = default;
        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        if (record.Error != SystemError.None)
        {
            return TakeError(ref record);
        }

        Handle<Packet> packet = record.Received.First;
        if (packet.IsNull)
        {
            return record.ReadShutdown ? SystemError.None : SystemError.WouldBlock;
        }

        int offset = _packets[packet].PayloadOffset;
        count = _packets.CopyOut(packet, offset, destination);
        info = Describe(packet, record.Kind);
        if (!peek)
        {
            _ = record.Received.TryDequeue(ref _packets, out _);
            ReleaseReceived(ref record, packet);
        }

        return SystemError.None;
    }

    /// <summary>How many bytes the next datagram has; 0 if there is none.</summary>
    public readonly int NextDatagramLength(Handle<Socket> socket)
    {
        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle) || _datagrams[handle].Received.First.IsNull)
        {
            return 0;
        }

        ref Packet packet = ref _packets[_datagrams[handle].Received.First];
        return packet.TotalLength - packet.PayloadOffset;
    }

    /// <summary>Fetches and clears what went wrong (SO_ERROR).</summary>
    public SystemError TakeError(Handle<Socket> socket)
    {
        if (IsStream(socket))
        {
            return _sockets[socket].IsListening ? SystemError.None : _tcp.TakeError(Handle<TcpConnection>.FromBits(_sockets[socket].Detail));
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        SystemError error = _datagrams[handle].Error;
        _datagrams[handle].Error = SystemError.None;
        return error;
    }

    /// <summary>Ends receiving, sending or both.</summary>
    public SystemError Shutdown(Handle<Socket> socket, bool read, bool write, Instant now)
    {
        _now = now;
        if (IsStream(socket))
        {
            return TryFindConnection(socket, out Handle<TcpConnection> connection, out SystemError error)
                ? _tcp.Shutdown(connection, read, write, ref _packets, new TcpEmitter(ref this), now)
                : error;
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        if (!record.IsConnected)
        {
            return SystemError.NotConnected;
        }

        record.ReadShutdown |= read;
        record.WriteShutdown |= write;
        Notify(record.Owner, record.Ready & ~Readiness.Writable);
        return SystemError.None;
    }

    private readonly bool IsStream(Handle<Socket> socket) => _sockets.Contains(socket) && _sockets[socket].Kind == SocketKind.Stream;

    private static SystemError TakeError(ref DatagramSocket socket)
    {
        SystemError error = socket.Error;
        socket.Error = SystemError.None;
        return error;
    }

    private SystemError OpenDatagram(SocketKind kind, IpProtocol protocol, bool v6, out Handle<Socket> socket)
    {
        socket = default;
        if (!TryMakeDatagram(kind, protocol, v6, out Handle<DatagramSocket> handle))
        {
            return SystemError.OutOfMemory;
        }

        SystemError error = Open(kind, handle.ToBits(), out socket);
        if (error != SystemError.None)
        {
            _datagrams.Free(handle);
            return error;
        }

        _datagrams[handle].Owner = socket;
        return SystemError.None;
    }

    private bool TryMakeDatagram(SocketKind kind, IpProtocol protocol, bool v6, out Handle<DatagramSocket> handle)
    {
        if (!_datagrams.TryAllocate(out handle))
        {
            return false;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        record.Kind = kind;
        record.Protocol = protocol;
        record.IsV6 = v6;
        record.Local = new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0);
        record.ReceiveLimit = DatagramSocket.DefaultReceiveBuffer;
        record.MulticastHopLimit = 1;
        record.MulticastLoop = true;
        return true;
    }

    private readonly bool TryFindDatagram(Handle<Socket> socket, out Handle<DatagramSocket> handle)
    {
        handle = default;
        if (!_sockets.Contains(socket) || _sockets[socket].Kind is SocketKind.Stream or SocketKind.Query)
        {
            return false;
        }

        handle = Handle<DatagramSocket>.FromBits(_sockets[socket].Detail);
        return true;
    }

    private SystemError BindDatagram(Handle<DatagramSocket> handle, IpEndpoint local)
    {
        ref DatagramSocket record = ref _datagrams[handle];
        IpAddress address = local.Address;
        if (!(address.IsV4 == !record.IsV6 || record.Accepts(address)))
        {
            return SystemError.AddressFamilyNotSupported;
        }

        if (!address.IsUnspecified && !address.IsMulticast && !IsBroadcast(address) && OwnerOf(address) == 0)
        {
            return SystemError.AddressNotAvailable;
        }

        if (record.Kind == SocketKind.Raw)
        {
            record.Local = new IpEndpoint(address, 0, local.Zone);
            record.IsBound = true;
            return SystemError.None;
        }

        ushort port = local.Port;
        if (port == 0 && !TryChoosePort(handle, address, out port))
        {
            return SystemError.AddressInUse;
        }

        if (local.Port != 0 && IsTaken(handle, address, port))
        {
            return SystemError.AddressInUse;
        }

        record.Local = new IpEndpoint(address, port, local.Zone);
        record.IsBound = true;
        PortsOf(record.Kind).Add(ref _datagrams, handle);
        return SystemError.None;
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref PortTable PortsOf(SocketKind kind) => ref kind == SocketKind.Ping ? ref _pingPorts : ref _udpPorts;

    // RFC 6056, section 3.3.2: a random port, then the ones behind it.
    private bool TryChoosePort(Handle<DatagramSocket> handle, IpAddress address, out ushort port)
    {
        uint start = _random.NextBelow(EphemeralPorts);
        for (uint i = 0; i < EphemeralPorts; i++)
        {
            port = (ushort)(FirstEphemeralPort + ((start + i) % EphemeralPorts));
            if (!IsTaken(handle, address, port, mayShare: false))
            {
                return true;
            }
        }

        port = 0;
        return false;
    }

    private readonly bool IsTaken(Handle<DatagramSocket> handle, IpAddress address, ushort port, bool mayShare = true)
    {
        ref DatagramSocket socket = ref _datagrams[handle];
        Handle<DatagramSocket> at = (socket.Kind == SocketKind.Ping ? _pingPorts : _udpPorts)[port % PortTable.BucketCount];
        for (; !at.IsNull; at = _datagrams[at].Next)
        {
            ref DatagramSocket other = ref _datagrams[at];
            if (other.Local.Port != port || (mayShare && socket.ReuseAddress && other.ReuseAddress))
            {
                continue;
            }

            // Two sockets are in each other's way if an address could mean both.
            bool families = (socket.Accepts(IpAddress.AnyV4) && other.Accepts(IpAddress.AnyV4)) || (socket.IsV6 && other.IsV6);
            if (families && (address.IsUnspecified || other.Local.Address.IsUnspecified || other.Local.Address.Equals(address)))
            {
                return true;
            }
        }

        return false;
    }

    private void DestroyDatagram(Handle<DatagramSocket> handle)
    {
        ref DatagramSocket record = ref _datagrams[handle];
        for (int i = 0; i < SocketGroups.Capacity; i++)
        {
            if (record.Groups[i].Zone != 0)
            {
                LeaveGroup((int)record.Groups[i].Zone, record.Groups[i].Address);
            }
        }

        if (record.Kind == SocketKind.Raw)
        {
            RemoveRaw(handle);
        }
        else if (record.IsBound)
        {
            PortsOf(record.Kind).Remove(ref _datagrams, handle);
        }

        _queuedBuffers -= record.ReceivedBuffers;
        record.Received.Clear(ref _packets);
        _datagrams.Free(handle);
    }

    private void RemoveRaw(Handle<DatagramSocket> handle)
    {
        if (_rawSockets.Equals(handle))
        {
            _rawSockets = _datagrams[handle].Next;
            return;
        }

        Handle<DatagramSocket> previous = _rawSockets;
        while (!_datagrams[previous].Next.Equals(handle))
        {
            previous = _datagrams[previous].Next;
        }

        _datagrams[previous].Next = _datagrams[handle].Next;
    }

    private readonly DatagramInfo Describe(Handle<Packet> packet, SocketKind kind)
    {
        ref Packet record = ref _packets[packet];
        ReadOnlySpan<byte> bytes = _packets.Bytes(packet);
        IpPacket ip = IpPacket.Reread(bytes, record.TransportOffset, record.TotalLength);
        ushort port = kind == SocketKind.Datagram ? (ushort)((bytes[record.TransportOffset] << 8) | bytes[record.TransportOffset + 1]) : (ushort)0;
        return new DatagramInfo
        {
            Source = new IpEndpoint(ip.Source, port, ip.Source.NeedsZone ? record.Interface : 0u),
            Destination = ip.Destination,
            Interface = record.Interface,
            Length = record.TotalLength - record.PayloadOffset,
            HopLimit = ip.HopLimit,
            TrafficClass = ip.TrafficClass,
        };
    }
}
