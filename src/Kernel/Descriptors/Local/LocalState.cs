using System;
using System.Diagnostics.CodeAnalysis;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>All local sockets: making, naming, connecting and closing them. Nothing here waits. Errors are those of <c>unix(7)</c>.</summary>
internal partial struct LocalState
{
    private Pool<LocalSocket> _sockets;
    private PageStore _pages;
    private Handle<LocalSocket> _firstAbstract;
    private Handle<LocalSocket> _firstBlocked;

    /// <summary>Makes a socket, whose changes wake a queue.</summary>
    public SystemError Open(SocketKind kind, WaitQueue owner, out Handle<LocalSocket> socket)
    {
        if (!_sockets.TryAllocate(out socket))
        {
            return SystemError.OutOfMemory;
        }

        _sockets[socket].Kind = kind;
        _sockets[socket].Owner = owner;
        return SystemError.None;
    }

    /// <summary>Makes a socket that is told of changes of the network.</summary>
    public SystemError OpenForNetwork(WaitQueue owner, out Handle<LocalSocket> socket)
    {
        SystemError error = Open(SocketKind.Datagram, owner, out socket);
        if (error == SystemError.None)
        {
            _sockets[socket].HearsOfNetwork = true;
        }

        return error;
    }

    /// <summary>Whether a socket is open.</summary>
    public readonly bool Contains(Handle<LocalSocket> socket) => _sockets.Contains(socket);

    /// <summary>What is known of a socket that is open.</summary>
    [UnscopedRef]
    public readonly ref readonly LocalSocket this[Handle<LocalSocket> socket] => ref _sockets[socket];

    /// <summary>Gives a socket a name: makes the file, or enters it among the abstract ones.</summary>
    public SystemError Bind(Handle<LocalSocket> socket, in LocalName name)
    {
        ref LocalSocket target = ref _sockets[socket];
        if (!target.Name.IsEmpty || name.IsEmpty)
        {
            return SystemError.Invalid;
        }

        if (!name.IsAbstract)
        {
            SystemError error = FileSystem.MakeSocket(name.Span, socket.ToBits());
            if (error != SystemError.None)
            {
                return error == SystemError.AlreadyExists ? SystemError.AddressInUse : error;
            }
        }
        else if (!FindAbstract(name).IsNull)
        {
            return SystemError.AddressInUse;
        }
        else
        {
            target.NextAbstract = _firstAbstract;
            _firstAbstract = socket;
        }

        target.Name = name;
        return SystemError.None;
    }

    /// <summary>Lets a socket that has a name take connections.</summary>
    public SystemError Listen(Handle<LocalSocket> socket, int backlog)
    {
        ref LocalSocket target = ref _sockets[socket];
        if (target.Kind != SocketKind.Stream)
        {
            return SystemError.NotSupported;
        }

        if (target.Name.IsEmpty || target.IsConnected)
        {
            return SystemError.Invalid;
        }

        target.IsListening = true;
        target.Backlog = Math.Max(backlog, 0);
        return SystemError.None;
    }

    /// <summary>
    /// Connects to a name. A stream is connected at once, before anybody accepts it, or has to wait while as many as the listener wants have not been
    /// accepted.
    /// </summary>
    public SystemError Connect(Handle<LocalSocket> socket, in LocalName name)
    {
        ref LocalSocket client = ref _sockets[socket];
        if (client.IsListening)
        {
            return SystemError.Invalid;
        }

        if (client.Kind == SocketKind.Stream && client.IsConnected)
        {
            return SystemError.AlreadyConnected;
        }

        SystemError error = Find(name, client.Kind, out Handle<LocalSocket> found);
        if (error != SystemError.None)
        {
            return error;
        }

        if (client.Kind == SocketKind.Stream)
        {
            return ConnectStream(socket, found);
        }

        client.Peer = found;
        client.PeerName = name;
        client.IsConnected = true;
        return SystemError.None;
    }

    /// <summary>Undoes the connection of a datagram socket.</summary>
    public SystemError Disconnect(Handle<LocalSocket> socket)
    {
        ref LocalSocket target = ref _sockets[socket];
        if (target.Kind != SocketKind.Datagram)
        {
            return SystemError.Invalid;
        }

        target.Peer = default;
        target.PeerName = default;
        target.IsConnected = false;
        return SystemError.None;
    }

    /// <summary>Takes the oldest connection that was made to a listener; its changes wake a queue of its own from now on.</summary>
    public SystemError Accept(Handle<LocalSocket> socket, WaitQueue owner, out Handle<LocalSocket> accepted)
    {
        accepted = default;
        ref LocalSocket listener = ref _sockets[socket];
        if (!listener.IsListening)
        {
            return listener.Kind == SocketKind.Stream ? SystemError.Invalid : SystemError.NotSupported;
        }

        if (listener.FirstPending.IsNull)
        {
            return listener.ReadEnded ? SystemError.Invalid : SystemError.WouldBlock;
        }

        accepted = listener.FirstPending;
        listener.FirstPending = _sockets[accepted].NextPending;
        listener.PendingCount--;
        _sockets[accepted].NextPending = default;
        _sockets[accepted].Owner = owner;
        WakeBlocked();
        return SystemError.None;
    }

    /// <summary>Ends one direction or both, and tells the other end.</summary>
    public readonly SystemError Shutdown(Handle<LocalSocket> socket, bool read, bool write)
    {
        ref LocalSocket target = ref _sockets[socket];
        target.ReadEnded |= read;
        target.WriteEnded |= write;
        target.Owner.WakeAll();
        if (target.Kind == SocketKind.Stream && _sockets.Contains(target.Peer))
        {
            ref LocalSocket peer = ref _sockets[target.Peer];
            peer.ReadEnded |= write;
            peer.WriteEnded |= read;
            peer.Owner.WakeAll();
        }

        return SystemError.None;
    }

    /// <summary>Closes a socket. The other end of a stream learns of it, and that it was reset if something was left unread.</summary>
    public void Close(Handle<LocalSocket> socket)
    {
        ref LocalSocket target = ref _sockets[socket];
        for (Handle<LocalSocket> pending = target.FirstPending; !pending.IsNull;)
        {
            Handle<LocalSocket> next = _sockets[pending].NextPending;
            Close(pending, reset: true);
            pending = next;
        }

        Close(socket, reset: target.Received.Count != 0);
        WakeBlocked();
    }

    private void Close(Handle<LocalSocket> socket, bool reset)
    {
        ref LocalSocket target = ref _sockets[socket];
        if (target.Kind == SocketKind.Stream && _sockets.Contains(target.Peer))
        {
            ref LocalSocket peer = ref _sockets[target.Peer];
            peer.ReadEnded = true;
            peer.WriteEnded = true;
            peer.Error = reset ? SystemError.ConnectionReset : peer.Error;
            peer.Owner.WakeAll();
        }

        if (target.Name.IsAbstract)
        {
            RemoveAbstract(socket);
        }

        RemoveBlocked(socket);
        target.Received.Clear(ref _pages);
        _sockets.Free(socket);
    }

    // The socket of a name, which must be of a kind.
    private readonly SystemError Find(in LocalName name, SocketKind kind, out Handle<LocalSocket> found)
    {
        found = default;
        if (name.IsEmpty)
        {
            return SystemError.Invalid;
        }

        if (name.IsAbstract)
        {
            found = FindAbstract(name);
        }
        else
        {
            SystemError error = FileSystem.FindSocket(name.Span, out ulong bits);
            if (error != SystemError.None)
            {
                return error;
            }

            found = Handle<LocalSocket>.FromBits(bits);
        }

        // The file of a socket that was closed names none.
        if (!_sockets.Contains(found))
        {
            return SystemError.ConnectionRefused;
        }

        return _sockets[found].Kind == kind ? SystemError.None : SystemError.WrongProtocolType;
    }

    private SystemError ConnectStream(Handle<LocalSocket> socket, Handle<LocalSocket> found)
    {
        if (!_sockets[found].IsListening || _sockets[found].ReadEnded)
        {
            return SystemError.ConnectionRefused;
        }

        if (_sockets[found].PendingCount > _sockets[found].Backlog)
        {
            Block(socket);
            return SystemError.WouldBlock;
        }

        if (!_sockets.TryAllocate(out Handle<LocalSocket> made))
        {
            return SystemError.OutOfMemory;
        }

        ref LocalSocket listener = ref _sockets[found];
        ref LocalSocket client = ref _sockets[socket];
        ref LocalSocket server = ref _sockets[made];
        server.Kind = SocketKind.Stream;
        server.IsConnected = true;
        server.Name = listener.Name;
        server.PeerName = client.Name;
        server.Peer = socket;
        client.IsConnected = true;
        client.PeerName = listener.Name;
        client.Peer = made;
        if (listener.FirstPending.IsNull)
        {
            listener.FirstPending = made;
        }
        else
        {
            _sockets[listener.LastPending].NextPending = made;
        }

        listener.LastPending = made;
        listener.PendingCount++;
        listener.Owner.WakeAll();
        client.Owner.WakeAll();
        return SystemError.None;
    }

    private readonly Handle<LocalSocket> FindAbstract(in LocalName name)
    {
        Handle<LocalSocket> at = _firstAbstract;
        while (!at.IsNull && !_sockets[at].Name.Span.SequenceEqual(name.Span))
        {
            at = _sockets[at].NextAbstract;
        }

        return at;
    }

    private void RemoveAbstract(Handle<LocalSocket> socket)
    {
        // What was accepted has its listener's name, and is in no list.
        ref Handle<LocalSocket> at = ref _firstAbstract;
        while (!at.IsNull)
        {
            if (at.Equals(socket))
            {
                at = _sockets[socket].NextAbstract;
                return;
            }

            at = ref _sockets[at].NextAbstract;
        }
    }

    // Those that found somebody else full are woken when anybody has taken something.
    private void Block(Handle<LocalSocket> socket)
    {
        if (!_sockets[socket].IsBlocked)
        {
            _sockets[socket].IsBlocked = true;
            _sockets[socket].NextBlocked = _firstBlocked;
            _firstBlocked = socket;
        }
    }

    private void WakeBlocked()
    {
        while (!_firstBlocked.IsNull)
        {
            ref LocalSocket socket = ref _sockets[_firstBlocked];
            socket.IsBlocked = false;
            _firstBlocked = socket.NextBlocked;
            socket.NextBlocked = default;
            socket.Owner.WakeAll();
        }
    }

    private void RemoveBlocked(Handle<LocalSocket> socket)
    {
        if (!_sockets[socket].IsBlocked)
        {
            return;
        }

        ref Handle<LocalSocket> at = ref _firstBlocked;
        while (!at.Equals(socket))
        {
            at = ref _sockets[at].NextBlocked;
        }

        at = _sockets[socket].NextBlocked;
    }
}
