using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>What owners of sockets do.</content>
internal partial struct TcpSockets
{
    // RFC 6056, 3.2 leaves the range open; this is Linux's.
    private const int FirstEphemeralPort = 32768;
    private const int EphemeralPortCount = 28232;

    /// <summary>Makes a socket that is neither connected nor listening. The error is <see cref="SystemError.NoBuffers"/>.</summary>
    public SystemError Create(in TcpSettings settings, ulong owner, out Handle<TcpConnection> handle) =>
        TryMake(settings, owner, out handle) ? SystemError.None : SystemError.NoBuffers;

    /// <summary>
    /// Gives a socket a local address and port, any free one for port 0. The errors are <see cref="SystemError.Invalid"/> if it has one already,
    /// <see cref="SystemError.AddressInUse"/>, <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public SystemError Bind(Handle<TcpConnection> handle, IpEndpoint local, bool dualMode, bool reusable, out IpEndpoint bound)
    {
        bound = local;
        ref TcpConnection connection = ref _connections[handle];
        if (!connection.Links.Binding.IsNull || connection.State != TcpState.Closed)
        {
            return SystemError.Invalid;
        }

        if (local.Port == 0)
        {
            if (!TryChooseFreePort(out ushort port))
            {
                return SystemError.AddressInUse;
            }

            bound = new IpEndpoint(local.Address, port, local.Zone);
        }

        var wanted = new TcpPortBinding { Local = bound, DualMode = dualMode, Reusable = reusable };
        SystemError error = _ports.Bind(wanted, out Handle<TcpPortBinding> binding);
        connection.Links.Binding = binding;
        return error;
    }

    /// <summary>The address and port that a socket is bound to; <see langword="false"/> if it is not.</summary>
    public readonly bool TryGetBinding(Handle<TcpConnection> handle, out IpEndpoint local)
    {
        Handle<TcpPortBinding> binding = _connections[handle].Links.Binding;
        local = binding.IsNull ? default : _ports[binding].Local;
        return !binding.IsNull;
    }

    /// <summary>
    /// Begins to connect: <see cref="SystemError.InProgress"/> if all is well. <paramref name="localAddress"/> is the address that the route to the peer leaves
    /// from; the port is that of the binding, or a random one. The errors are <see cref="SystemError.AlreadyConnected"/>,
    /// <see cref="SystemError.AlreadyInProgress"/>, <see cref="SystemError.AddressInUse"/>, <see cref="SystemError.AddressNotAvailable"/> if no port is free,
    /// <see cref="SystemError.NoBuffers"/>.
    /// </summary>
    public SystemError Connect<TEmitter>(Handle<TcpConnection> handle, IpEndpoint localAddress, IpEndpoint remote, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TcpConnection connection = ref _connections[handle];
        if (connection.State is TcpState.SynSent or TcpState.SynReceived)
        {
            return SystemError.AlreadyInProgress;
        }

        if (connection.State != TcpState.Closed || connection.IsPassive)
        {
            return SystemError.AlreadyConnected;
        }

        ushort port = connection.Links.Binding.IsNull ? (ushort)0 : _ports[connection.Links.Binding].Local.Port;
        if (port == 0 && !TryChoosePort(localAddress, remote, out port))
        {
            return SystemError.AddressNotAvailable;
        }

        var flow = new TcpFlow(new IpEndpoint(localAddress.Address, port, localAddress.Zone), remote);
        uint hash = flow.TableHash(_tableHash);
        if (_connectionTable.TryFind(_connections, flow, hash, out _))
        {
            return SystemError.AddressInUse;
        }

        TcpSequence initial = ChooseInitial(flow, now);
        if (_timeWaitTable.TryFind(_timeWaitRecords, flow, hash, out Handle<TimeWaitRecord> waiting))
        {
            // The port was bound on purpose: the old connection's numbers are passed over (RFC 9293, 3.6.1).
            initial = TcpSequence.Max(initial, _timeWaitRecords[waiting].SendNext + ushort.MaxValue + 2);
            ForgetTimeWait(waiting);
        }

        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        connection.Renew();
        connection.Links.Hash = hash;
        connection.Flow = flow;
        if (!_connectionTable.TryAdd(ref _connections, handle))
        {
            return SystemError.NoBuffers;
        }

        connection.Links.InTable = true;
        connection.Connect(flow, initial, ChooseTimestampOffset(flow), ref context);
        connection.Links.Known = connection.Readiness;
        Settle(handle, ref context);
        return SystemError.InProgress;
    }

    /// <summary>
    /// Makes a bound socket a listener, which takes its place, its settings and its owner; or, if it listens already, is to be done with
    /// <see cref="SetBacklog"/>. The errors are <see cref="SystemError.Invalid"/> if it is connected or not bound, <see cref="SystemError.AddressInUse"/> if
    /// somebody listens there, <see cref="SystemError.OutOfMemory"/>.
    /// </summary>
    public SystemError Listen(Handle<TcpConnection> handle, int backlog, out Handle<TcpListener> listenerHandle)
    {
        listenerHandle = default;
        ref TcpConnection connection = ref _connections[handle];
        if (connection.State != TcpState.Closed || connection.Links.Binding.IsNull)
        {
            return SystemError.Invalid;
        }

        if (_ports.IsListenedTo(connection.Links.Binding))
        {
            return SystemError.AddressInUse;
        }

        if (!_listeners.TryAllocate(out listenerHandle))
        {
            return SystemError.OutOfMemory;
        }

        ref TcpListener listener = ref _listeners[listenerHandle];
        listener.Settings = connection.Settings;
        listener.Owner = connection.Links.Owner;
        listener.Binding = connection.Links.Binding;
        _ports[listener.Binding].Listener = listenerHandle;
        connection.Links.Binding = default;
        Free(handle, ref connection);
        SetBacklog(listenerHandle, backlog);
        return SystemError.None;
    }

    /// <summary>How many connections may wait to be accepted: at least one.</summary>
    public void SetBacklog(Handle<TcpListener> handle, int backlog) => _listeners[handle].Backlog = Math.Max(backlog, 1);

    /// <summary>Where a listener listens.</summary>
    public readonly IpEndpoint LocalOf(Handle<TcpListener> handle) => _ports[_listeners[handle].Binding].Local;

    /// <summary>The settings of a listener, which its future connections start with.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref TcpSettings SettingsOf(Handle<TcpListener> handle) => ref _listeners[handle].Settings;

    /// <summary>Whether a connection waits to be accepted.</summary>
    public readonly bool CanAccept(Handle<TcpListener> handle) => _listeners[handle].Waiting != 0;

    /// <summary>Takes the first connection that waits; <see cref="SystemError.WouldBlock"/> if none does.</summary>
    public SystemError Accept(Handle<TcpListener> listenerHandle, ulong owner, out Handle<TcpConnection> handle)
    {
        ref TcpListener listener = ref _listeners[listenerHandle];
        handle = listener.FirstToAccept;
        if (handle.IsNull)
        {
            return SystemError.WouldBlock;
        }

        ref TcpConnection connection = ref _connections[handle];
        RemoveFirstToAccept(ref listener);
        connection.Links.Owner = owner;
        if (connection.Links.Events != Readiness.None)
        {
            Report(handle, ref connection);
        }

        return SystemError.None;
    }

    /// <summary>Stops listening. Connections that nobody has accepted are reset.</summary>
    public void CloseListener<TEmitter>(Handle<TcpListener> listenerHandle, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        ref TcpListener listener = ref _listeners[listenerHandle];
        while (!listener.FirstToAccept.IsNull)
        {
            Handle<TcpConnection> handle = listener.FirstToAccept;
            RemoveFirstToAccept(ref listener);
            _connections[handle].Abort(ref context);
            _connections[handle].Close(ref context);
            Settle(handle, ref context);
        }

        for (int queue = 0; queue < SynQueues.Count; queue++)
        {
            Handle<SynRecord> syn = _synQueues[queue].First;
            while (!syn.IsNull)
            {
                Handle<SynRecord> next = _synRecords[syn].Next;
                if (_synRecords[syn].Listener.Equals(listenerHandle))
                {
                    ForgetSyn(syn);
                }

                syn = next;
            }
        }

        if (listener.ChangeQueued)
        {
            Unlist(listenerHandle);
        }

        _ports.Release(listener.Binding);
        _listeners.Free(listenerHandle);
    }

    /// <inheritdoc cref="TcpConnection.Write"/>
    public SystemError Write<TEmitter>(Handle<TcpConnection> handle, ReadOnlySpan<byte> source, out int count, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        SystemError error = _connections[handle].Write(source, out count, ref context);
        Settle(handle, ref context);
        return error;
    }

    /// <inheritdoc cref="TcpConnection.Read"/>
    public SystemError Read<TEmitter>(Handle<TcpConnection> handle, Span<byte> destination, bool peek, out int count, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        SystemError error = _connections[handle].Read(destination, peek, out count, ref context);
        if (error != SystemError.WouldBlock)
        {
            Settle(handle, ref context);
        }

        return error;
    }

    /// <summary>Ends one or both directions: the error is <see cref="SystemError.NotConnected"/>.</summary>
    public SystemError Shutdown<TEmitter>(Handle<TcpConnection> handle, bool receive, bool send, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        ref TcpConnection connection = ref _connections[handle];
        SystemError error = receive ? connection.ShutdownReceive(ref context) : SystemError.None;
        if (error == SystemError.None && send)
        {
            error = connection.ShutdownSend(ref context);
        }

        Settle(handle, ref context);
        return error;
    }

    /// <summary>Gives a socket up: the handle is stale afterwards. What was written is still sent, as the settings have it.</summary>
    public void Close<TEmitter>(Handle<TcpConnection> handle, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        ref TcpConnection connection = ref _connections[handle];
        connection.Close(ref context);
        Settle(handle, ref context);
    }

    /// <summary>The pending error, which is forgotten.</summary>
    public SystemError TakeError(Handle<TcpConnection> handle) => _connections[handle].TakeError();

    /// <summary>Changes what the owner of a connection has chosen.</summary>
    public void SetSettings<TEmitter>(Handle<TcpConnection> handle, in TcpSettings settings, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        ref TcpConnection connection = ref _connections[handle];
        connection.Change(settings, now);
        connection.Output(ref context);
        Settle(handle, ref context);
    }

    private bool TryMake(in TcpSettings settings, ulong owner, out Handle<TcpConnection> handle)
    {
        handle = default;
        if (_connections.Count >= _limits.Connections || !_connections.TryAllocate(out handle))
        {
            return false;
        }

        ref TcpConnection connection = ref _connections[handle];
        connection.Initialize(settings);
        connection.Links.Owner = owner;
        return true;
    }

    private void RemoveFirstToAccept(ref TcpListener listener)
    {
        ref TcpConnection connection = ref _connections[listener.FirstToAccept];
        listener.FirstToAccept = connection.Links.NextToAccept;
        if (listener.FirstToAccept.IsNull)
        {
            listener.LastToAccept = default;
        }

        connection.Links.NextToAccept = default;
        connection.Links.Listener = default;
        listener.Waiting--;
    }

    private void Unlist(Handle<TcpListener> handle)
    {
        Handle<TcpListener> after = _listeners[handle].NextChanged;
        if (_firstChangedListener.Equals(handle))
        {
            _firstChangedListener = after;
            return;
        }

        Handle<TcpListener> current = _firstChangedListener;
        while (!_listeners[current].NextChanged.Equals(handle))
        {
            current = _listeners[current].NextChanged;
        }

        _listeners[current].NextChanged = after;
    }

    // RFC 6056, 3.3.1: a random one, then the ones after it.
    private bool TryChoosePort(IpEndpoint local, IpEndpoint remote, out ushort port)
    {
        uint start = _random.NextBelow(EphemeralPortCount);
        for (uint i = 0; i < EphemeralPortCount; i++)
        {
            port = (ushort)(FirstEphemeralPort + ((start + i) % EphemeralPortCount));
            var flow = new TcpFlow(new IpEndpoint(local.Address, port, local.Zone), remote);
            uint hash = flow.TableHash(_tableHash);
            if (!_ports.IsBound(port)
                && !_connectionTable.TryFind(_connections, flow, hash, out _)
                && !_timeWaitTable.TryFind(_timeWaitRecords, flow, hash, out _))
            {
                return true;
            }
        }

        port = 0;
        return false;
    }

    private bool TryChooseFreePort(out ushort port)
    {
        uint start = _random.NextBelow(EphemeralPortCount);
        for (uint i = 0; i < EphemeralPortCount; i++)
        {
            port = (ushort)(FirstEphemeralPort + ((start + i) % EphemeralPortCount));
            if (!_ports.IsBound(port))
            {
                return true;
            }
        }

        port = 0;
        return false;
    }
}
