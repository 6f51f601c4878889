using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Local sockets by handle, in their lock. Nothing here waits: what would have to is <see cref="SystemError.WouldBlock"/>, and the owner's queue is woken.</summary>
internal static class LocalSockets
{
    private static SleepMutex<LocalState> s_state;

    /// <inheritdoc cref="LocalState.Open"/>
    public static SystemError Open(SocketKind kind, WaitQueue owner, out ulong handle)
    {
        ObjectOperations.Register<LocalSocketKind>(ObjectKind.LocalSocket);
        using var state = s_state.Lock();
        SystemError error = state.Value.Open(kind, owner, out Handle<LocalSocket> socket);
        handle = socket.ToBits();
        return error;
    }

    /// <summary>Makes a socket that is told of changes of the network (<see cref="LocalState.TellNetworkChange"/>).</summary>
    public static SystemError OpenForNetwork(WaitQueue owner, out ulong handle)
    {
        ObjectOperations.Register<LocalSocketKind>(ObjectKind.LocalSocket);
        using var state = s_state.Lock();
        SystemError error = state.Value.OpenForNetwork(owner, out Handle<LocalSocket> socket);
        handle = socket.ToBits();
        return error;
    }

    /// <inheritdoc cref="LocalState.TellNetworkChange"/>
    public static void TellNetworkChange(NetworkChange change)
    {
        using var state = s_state.Lock();
        state.Value.TellNetworkChange(change);
    }

    /// <inheritdoc cref="LocalState.Close(Handle{LocalSocket})"/>
    public static void Close(ulong handle)
    {
        using var state = s_state.Lock();
        if (TryFind(state.Value, handle, out Handle<LocalSocket> socket))
        {
            state.Value.Close(socket);
        }
    }

    /// <inheritdoc cref="LocalState.Bind"/>
    public static SystemError Bind(ulong handle, in LocalName name)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Bind(socket, name) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Listen"/>
    public static SystemError Listen(ulong handle, int backlog)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Listen(socket, backlog) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Connect"/>
    public static SystemError Connect(ulong handle, in LocalName name)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Connect(socket, name) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Disconnect"/>
    public static SystemError Disconnect(ulong handle)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Disconnect(socket) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Accept"/>
    public static SystemError Accept(ulong handle, WaitQueue owner, out ulong accepted)
    {
        accepted = 0;
        using var state = s_state.Lock();
        if (!TryFind(state.Value, handle, out Handle<LocalSocket> socket))
        {
            return SystemError.BadDescriptor;
        }

        SystemError error = state.Value.Accept(socket, owner, out Handle<LocalSocket> made);
        accepted = made.ToBits();
        return error;
    }

    /// <inheritdoc cref="LocalState.Shutdown"/>
    public static SystemError Shutdown(ulong handle, bool read, bool write)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Shutdown(socket, read, write) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Send"/>
    public static SystemError Send(ulong handle, ReadOnlySpan<byte> source, in LocalName destination, out int count)
    {
        count = 0;
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.Send(socket, source, destination, out count) : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.Receive"/>
    public static SystemError Receive(ulong handle, Span<byte> destination, bool peek, out int count, out int length, out LocalName source)
    {
        count = 0;
        length = 0;
        source = default;
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket)
            ? state.Value.Receive(socket, destination, peek, out count, out length, out source)
            : SystemError.BadDescriptor;
    }

    /// <inheritdoc cref="LocalState.AvailableBytes"/>
    public static int AvailableBytes(ulong handle)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.AvailableBytes(socket) : 0;
    }

    /// <inheritdoc cref="LocalState.TakeError"/>
    public static SystemError TakeError(ulong handle)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.TakeError(socket) : SystemError.None;
    }

    /// <inheritdoc cref="LocalState.GetReadiness"/>
    public static PollEvents GetReadiness(ulong handle)
    {
        using var state = s_state.Lock();
        return TryFind(state.Value, handle, out Handle<LocalSocket> socket) ? state.Value.GetReadiness(socket) : PollEvents.Invalid;
    }

    /// <summary>What a socket is: its kind, and whether it listens.</summary>
    public static SystemError Describe(ulong handle, out SocketKind kind, out bool isListening)
    {
        using var state = s_state.Lock();
        bool exists = TryFind(state.Value, handle, out Handle<LocalSocket> socket);
        kind = exists ? state.Value[socket].Kind : default;
        isListening = exists && state.Value[socket].IsListening;
        return exists ? SystemError.None : SystemError.BadDescriptor;
    }

    /// <summary>What a socket was bound to, and the other end; whether there is another end, says <paramref name="isConnected"/>.</summary>
    public static SystemError GetNames(ulong handle, out LocalName local, out LocalName remote, out bool isConnected)
    {
        using var state = s_state.Lock();
        bool exists = TryFind(state.Value, handle, out Handle<LocalSocket> socket);
        local = exists ? state.Value[socket].Name : default;
        remote = exists ? state.Value[socket].PeerName : default;
        isConnected = exists && state.Value[socket].IsConnected;
        return exists ? SystemError.None : SystemError.BadDescriptor;
    }

    private static bool TryFind(in LocalState state, ulong bits, out Handle<LocalSocket> handle)
    {
        handle = Handle<LocalSocket>.FromBits(bits);
        return state.Contains(handle);
    }
}
