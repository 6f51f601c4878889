using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Streams: what programs do with TCP sockets.</content>
public partial struct NetworkStack
{
    /// <summary>Opens a TCP socket.</summary>
    public SystemError OpenTcp(bool v6, out Handle<Socket> socket)
    {
        SystemError error = Open(SocketKind.Stream, 0, out socket);
        if (error != SystemError.None)
        {
            return error;
        }

        error = _tcp.Create(TcpSettings.Default, socket.ToBits(), out Handle<TcpConnection> connection);
        if (error != SystemError.None)
        {
            _sockets.Free(socket);
            socket = default;
            return error;
        }

        _sockets[socket].Detail = connection.ToBits();
        _sockets[socket].IsV6 = v6;
        return SystemError.None;
    }

    /// <summary>Makes a bound stream socket a listener, or changes its backlog.</summary>
    public SystemError Listen(Handle<Socket> socket, int backlog, Instant now)
    {
        _now = now;
        if (!TryFindStream(socket, out SystemError error))
        {
            return error;
        }

        ref Socket record = ref _sockets[socket];
        if (record.IsListening)
        {
            _tcp.SetBacklog(Handle<TcpListener>.FromBits(record.Detail), backlog);
            return SystemError.None;
        }

        Handle<TcpConnection> connection = Handle<TcpConnection>.FromBits(record.Detail);
        if (!_tcp.TryGetBinding(connection, out _))
        {
            // As on Linux, whoever listens without a port gets one.
            error = BindStream(ref record, new IpEndpoint(record.IsV6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0));
            if (error != SystemError.None)
            {
                return error;
            }
        }

        error = _tcp.Listen(connection, backlog, out Handle<TcpListener> listener);
        if (error == SystemError.None)
        {
            record.Detail = listener.ToBits();
            record.IsListening = true;
        }

        return error;
    }

    /// <summary>Takes a connection that has been made to a listener; <see cref="SystemError.WouldBlock"/> if there is none.</summary>
    public SystemError Accept(Handle<Socket> listener, out Handle<Socket> socket, out IpEndpoint remote, Instant now)
    {
        _now = now;
        socket = default;
        remote = default;
        if (!TryFindStream(listener, out SystemError error))
        {
            return error;
        }

        if (!_sockets[listener].IsListening)
        {
            return SystemError.Invalid;
        }

        Handle<TcpListener> handle = Handle<TcpListener>.FromBits(_sockets[listener].Detail);
        if (!_tcp.CanAccept(handle))
        {
            return SystemError.WouldBlock;
        }

        error = Open(SocketKind.Stream, 0, out socket);
        if (error != SystemError.None)
        {
            return error;
        }

        error = _tcp.Accept(handle, socket.ToBits(), out Handle<TcpConnection> connection);
        if (error != SystemError.None)
        {
            _sockets.Free(socket);
            socket = default;
            return error;
        }

        ref Socket record = ref _sockets[socket];
        record.Detail = connection.ToBits();
        record.IsV6 = _sockets[listener].IsV6;
        remote = _tcp[connection].Flow.Remote;
        return SystemError.None;
    }

    /// <summary>Takes bytes to be sent, as many as there is room for: <paramref name="count"/>.</summary>
    public SystemError Write(Handle<Socket> socket, ReadOnlySpan<byte> source, out int count, Instant now)
    {
        _now = now;
        count = 0;
        if (!TryFindConnection(socket, out Handle<TcpConnection> connection, out SystemError error))
        {
            // As Linux has it: who never was connected writes into a broken pipe.
            return error == SystemError.NotConnected ? SystemError.BrokenPipe : error;
        }

        return _tcp.Write(connection, source, out count, ref _packets, new TcpEmitter(ref this), now);
    }

    /// <summary>Gives bytes that were received, at most as many as <paramref name="destination"/> holds. None, without an error, is the end.</summary>
    public SystemError Read(Handle<Socket> socket, Span<byte> destination, bool peek, out int count, Instant now)
    {
        _now = now;
        count = 0;
        if (!TryFindConnection(socket, out Handle<TcpConnection> connection, out SystemError error))
        {
            return error;
        }

        return _tcp.Read(connection, destination, peek, out count, ref _packets, new TcpEmitter(ref this), now);
    }

    /// <summary>How many bytes of a stream can be read at once (<c>FIONREAD</c>).</summary>
    public readonly int AvailableBytes(Handle<Socket> socket) =>
        TryFindConnection(socket, out Handle<TcpConnection> connection, out _) ? (int)_tcp[connection].Unread : 0;

    /// <summary>How many bytes of a stream were written and are not acknowledged (<c>SIOCOUTQ</c>).</summary>
    public readonly int UnacknowledgedBytes(Handle<Socket> socket) =>
        TryFindConnection(socket, out Handle<TcpConnection> connection, out _) ? (int)_tcp[connection].Unsettled : 0;

    /// <summary>The state of a stream's connection (<c>TCP_INFO</c>); <see langword="false"/> if it is none, or listens.</summary>
    public readonly bool TryGetState(Handle<Socket> socket, out TcpState state)
    {
        bool found = TryFindConnection(socket, out Handle<TcpConnection> connection, out _);
        state = found ? _tcp[connection].State : default;
        return found;
    }

    /// <summary>Whether a stream socket listens.</summary>
    public readonly bool IsListening(Handle<Socket> socket) => IsStream(socket) && _sockets[socket].IsListening;

    /// <summary>The options of a stream.</summary>
    public readonly SystemError GetSettings(Handle<Socket> socket, out TcpSettings settings)
    {
        settings = default;
        if (!TryFindStream(socket, out SystemError error))
        {
            return error;
        }

        ulong detail = _sockets[socket].Detail;
        settings = _sockets[socket].IsListening
            ? _tcp.SettingsOf(Handle<TcpListener>.FromBits(detail))
            : _tcp[Handle<TcpConnection>.FromBits(detail)].Settings;
        return SystemError.None;
    }

    /// <summary>Sets the options of a stream. Those of a listener are for the connections that come.</summary>
    public SystemError SetSettings(Handle<Socket> socket, in TcpSettings settings, Instant now)
    {
        _now = now;
        if (!TryFindStream(socket, out SystemError error))
        {
            return error;
        }

        ulong detail = _sockets[socket].Detail;
        if (_sockets[socket].IsListening)
        {
            _tcp.SettingsOf(Handle<TcpListener>.FromBits(detail)) = settings;
            return SystemError.None;
        }

        _tcp.SetSettings(Handle<TcpConnection>.FromBits(detail), settings, ref _packets, new TcpEmitter(ref this), now);
        return SystemError.None;
    }

    private readonly bool TryFindStream(Handle<Socket> socket, out SystemError error)
    {
        error = !_sockets.Contains(socket) ? SystemError.BadDescriptor : _sockets[socket].Kind != SocketKind.Stream ? SystemError.NotSupported : SystemError.None;
        return error == SystemError.None;
    }

    private readonly bool TryFindConnection(Handle<Socket> socket, out Handle<TcpConnection> connection, out SystemError error)
    {
        connection = default;
        if (!TryFindStream(socket, out error))
        {
            return false;
        }

        if (_sockets[socket].IsListening)
        {
            error = SystemError.NotConnected;
            return false;
        }

        connection = Handle<TcpConnection>.FromBits(_sockets[socket].Detail);
        return true;
    }

    private SystemError BindStream(ref Socket record, IpEndpoint local)
    {
        IpAddress address = local.Address;
        if (address.IsV4 ? record.IsV6 && record.V6Only : !record.IsV6)
        {
            return SystemError.AddressFamilyNotSupported;
        }

        if (address.IsMulticast || IsBroadcast(address) || (!address.IsUnspecified && OwnerOf(address) == 0))
        {
            return SystemError.AddressNotAvailable;
        }

        if (record.IsListening)
        {
            return SystemError.Invalid;
        }

        return _tcp.Bind(Handle<TcpConnection>.FromBits(record.Detail), local, record.IsV6 && !record.V6Only, record.ReuseAddress, out _);
    }

    private SystemError ConnectStream(ref Socket record, IpEndpoint remote)
    {
        if (record.IsListening)
        {
            return SystemError.AlreadyConnected;
        }

        if (remote.Address.IsV4 ? record.IsV6 && record.V6Only : !record.IsV6)
        {
            return remote.Address.IsV4 ? SystemError.NetworkUnreachable : SystemError.AddressFamilyNotSupported;
        }

        if (remote.Address.IsMulticast || IsBroadcast(remote.Address))
        {
            return SystemError.NetworkUnreachable;
        }

        Handle<TcpConnection> connection = Handle<TcpConnection>.FromBits(record.Detail);
        IpAddress source = _tcp.TryGetBinding(connection, out IpEndpoint bound) && bound.Address.SameFamily(remote.Address) ? bound.Address : default;
        SystemError error = TryFindPath(remote.Address, remote.Zone, record.BoundInterface, source, out IpPath path);
        if (error != SystemError.None)
        {
            return error;
        }

        var local = new IpEndpoint(path.Source, 0, path.Source.NeedsZone ? path.Interface : 0u);
        var peer = new IpEndpoint(path.Destination, remote.Port, path.Destination.NeedsZone ? path.Interface : 0u);
        return _tcp.Connect(connection, local, peer, ref _packets, new TcpEmitter(ref this), _now);
    }

    private readonly bool GetStreamEndpoints(in Socket record, out IpEndpoint local, out IpEndpoint remote)
    {
        remote = default;
        if (record.IsListening)
        {
            local = _tcp.LocalOf(Handle<TcpListener>.FromBits(record.Detail));
            return false;
        }

        Handle<TcpConnection> handle = Handle<TcpConnection>.FromBits(record.Detail);
        ref TcpConnection connection = ref _tcp[handle];
        remote = connection.Flow.Remote;
        if (remote.Port != 0)
        {
            local = connection.Flow.Local;
            return connection.State >= TcpState.Established && connection.State != TcpState.Closed;
        }

        if (!_tcp.TryGetBinding(handle, out local))
        {
            local = new IpEndpoint(record.IsV6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0);
        }

        return false;
    }

    private readonly Readiness StreamReadiness(in Socket record)
    {
        return record.IsListening
            ? _tcp.CanAccept(Handle<TcpListener>.FromBits(record.Detail)) ? Readiness.Readable : Readiness.None
            : _tcp[Handle<TcpConnection>.FromBits(record.Detail)].Readiness;
    }

    private void CloseStream(in Socket record)
    {
        var emitter = new TcpEmitter(ref this);
        if (record.IsListening)
        {
            _tcp.CloseListener(Handle<TcpListener>.FromBits(record.Detail), ref _packets, emitter, _now);
        }
        else
        {
            _tcp.Close(Handle<TcpConnection>.FromBits(record.Detail), ref _packets, emitter, _now);
        }
    }

    private SystemError SetStreamOption(ref Socket record, SocketOption option, int value)
    {
        switch (option)
        {
            case SocketOption.ReuseAddress:
                record.ReuseAddress = value != 0;
                return SystemError.None;
            case SocketOption.V6Only when record.IsV6:
                record.V6Only = value != 0;
                return SystemError.None;
            case SocketOption.BoundInterface when (uint)value <= InterfaceTable.Capacity:
                record.BoundInterface = (byte)value;
                return SystemError.None;
            default:
                return SystemError.NoProtocolOption;
        }
    }

    private static SystemError GetStreamOption(in Socket record, SocketOption option, out int value)
    {
        value = option switch
        {
            SocketOption.ReuseAddress => record.ReuseAddress ? 1 : 0,
            SocketOption.V6Only => record.V6Only ? 1 : 0,
            SocketOption.BoundInterface => record.BoundInterface,
            _ => -1,
        };
        return value < 0 ? SystemError.NoProtocolOption : SystemError.None;
    }
}
