using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Sockets of the network.</summary>
internal readonly struct NetworkSocketKind : IObjectKind
{
    /// <summary>The socket that an object is.</summary>
    public static Handle<Socket> SocketOf(in OpenObject target) => Handle<Socket>.FromBits(target.Handle);

    /// <inheritdoc/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count) =>
        Network.Receive(SocketOf(target), destination, peek: false, out count, out _);

    /// <inheritdoc/>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        SystemError error = Network.Send(SocketOf(target), source, default, out count);
        return error == SystemError.None && count < source.Length ? SystemError.WouldBlock : error;
    }

    /// <inheritdoc/>
    public static bool HasRoom(in OpenObject target, int bytes) => (GetReadiness(target) & (PollEvents.Writable | PollEvents.Error | PollEvents.HungUp)) != 0;

    /// <inheritdoc/>
    public static PollEvents GetReadiness(in OpenObject target)
    {
        Readiness ready = Network.GetReadiness(SocketOf(target));
        return ((ready & Readiness.Readable) != 0 ? PollEvents.Readable : PollEvents.None)
            | ((ready & Readiness.Writable) != 0 ? PollEvents.Writable : PollEvents.None)
            | ((ready & Readiness.Error) != 0 ? PollEvents.Error : PollEvents.None)
            | ((ready & Readiness.HangUp) != 0 ? PollEvents.HungUp : PollEvents.None)
            | ((ready & Readiness.PeerClosed) != 0 ? PollEvents.ReadHungUp : PollEvents.None);
    }

    /// <inheritdoc/>
    public static WaitQueue GetQueue(in OpenObject target) => target.Queue;

    /// <inheritdoc/>
    public static void Close(in OpenObject target)
    {
        Network.Close(SocketOf(target));
        target.Queue.Destroy();
    }
}
