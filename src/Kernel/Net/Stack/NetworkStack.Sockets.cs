using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>What all kinds of sockets have in common: names, readiness, the list of changes.</content>
public partial struct NetworkStack
{
    /// <summary>Sets what the owner of a socket is told with its changes.</summary>
    public readonly void SetToken(Handle<Socket> socket, ulong token)
    {
        if (_sockets.Contains(socket))
        {
            _sockets[socket].Token = token;
        }
    }

    /// <summary>Says what a socket is; the protocol is that of datagrams. The error is <see cref="SystemError.BadDescriptor"/>.</summary>
    public readonly SystemError Describe(Handle<Socket> socket, out SocketKind kind, out IpProtocol protocol, out bool isListening)
    {
        isListening = IsListening(socket);
        protocol = default;
        if (!TryGetKind(socket, out kind))
        {
            return SystemError.BadDescriptor;
        }

        protocol = kind == SocketKind.Stream ? IpProtocol.Tcp : kind == SocketKind.Query ? default : _datagrams[Handle<DatagramSocket>.FromBits(_sockets[socket].Detail)].Protocol;
        return SystemError.None;
    }

    /// <summary>What kind of socket a handle names; <see langword="false"/> if none.</summary>
    public readonly bool TryGetKind(Handle<Socket> socket, out SocketKind kind)
    {
        kind = _sockets.Contains(socket) ? _sockets[socket].Kind : default;
        return kind != default;
    }

    /// <summary>What a socket is ready for.</summary>
    public Readiness GetReadiness(Handle<Socket> socket)
    {
        if (!_sockets.Contains(socket))
        {
            return Readiness.Error | Readiness.HangUp;
        }

        ref Socket record = ref _sockets[socket];
        return record.Kind switch
        {
            SocketKind.Stream => StreamReadiness(record),
            SocketKind.Query => QueryReadiness(record.Detail),
            _ => _datagrams[Handle<DatagramSocket>.FromBits(record.Detail)].Ready,
        };
    }

    /// <summary>Takes the socket to which something happened longest ago; <see langword="false"/> if nothing did to any.</summary>
    public bool TryTakeChange(out SocketChange change)
    {
        change = default;
        TakeTcpChanges();
        if (_firstChanged.IsNull)
        {
            return false;
        }

        change.Socket = _firstChanged;
        ref Socket record = ref _sockets[_firstChanged];
        _firstChanged = record.NextChanged;
        if (_firstChanged.IsNull)
        {
            _lastChanged = default;
        }

        change.Token = record.Token;
        change.Events = record.Events;
        change.Ready = GetReadiness(change.Socket);
        record.NextChanged = default;
        record.IsListed = false;
        record.Events = Readiness.None;
        return true;
    }

    /// <summary>Closes a socket: its handle is stale from then on. A stream goes on to send what was written.</summary>
    public SystemError Close(Handle<Socket> socket, Instant now)
    {
        _now = now;
        if (!_sockets.Contains(socket))
        {
            return SystemError.BadDescriptor;
        }

        ulong detail = _sockets[socket].Detail;
        switch (_sockets[socket].Kind)
        {
            case SocketKind.Stream:
                CloseStream(_sockets[socket]);
                break;
            case SocketKind.Query:
                CancelQuery(detail);
                break;
            default:
                DestroyDatagram(Handle<DatagramSocket>.FromBits(detail));
                break;
        }

        if (_sockets[socket].IsListed)
        {
            Unlist(socket);
        }

        _sockets.Free(socket);
        return SystemError.None;
    }

    private SystemError Open(SocketKind kind, ulong detail, out Handle<Socket> socket)
    {
        if (!_sockets.TryAllocate(out socket))
        {
            return SystemError.OutOfMemory;
        }

        _sockets[socket].Kind = kind;
        _sockets[socket].Detail = detail;
        return SystemError.None;
    }

    // Puts a socket on the list of changes. A socket without an owner has nobody to be told.
    private void Notify(Handle<Socket> socket, Readiness events)
    {
        if (socket.IsNull)
        {
            return;
        }

        ref Socket record = ref _sockets[socket];
        record.Events |= events;
        if (record.IsListed)
        {
            return;
        }

        record.IsListed = true;
        record.NextChanged = default;
        if (_firstChanged.IsNull)
        {
            _firstChanged = socket;
        }
        else
        {
            _sockets[_lastChanged].NextChanged = socket;
        }

        _lastChanged = socket;
    }

    private void Unlist(Handle<Socket> socket)
    {
        Handle<Socket> next = _sockets[socket].NextChanged;
        Handle<Socket> previous = default;
        for (Handle<Socket> at = _firstChanged; !at.Equals(socket); at = _sockets[at].NextChanged)
        {
            previous = at;
        }

        if (previous.IsNull)
        {
            _firstChanged = next;
        }
        else
        {
            _sockets[previous].NextChanged = next;
        }

        if (_lastChanged.Equals(socket))
        {
            _lastChanged = previous;
        }
    }

    private Instant PollSockets()
    {
        WakeBlocked();
        Instant next = Instant.Min(PollTcp(), PollResolver());

        // A queue that was full is looked at again soon: devices do not say when they have emptied it.
        return _anyBlocked ? Instant.Min(next, _now + Duration.FromMilliseconds(1)) : next;
    }
}
