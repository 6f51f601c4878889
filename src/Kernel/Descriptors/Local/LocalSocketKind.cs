using System;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Sockets of the machine's own.</summary>
internal readonly struct LocalSocketKind : IObjectKind
{
    /// <inheritdoc/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count) =>
        LocalSockets.Receive(target.Handle, destination, peek: false, out count, out _, out _);

    /// <inheritdoc/>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        SystemError error = LocalSockets.Send(target.Handle, source, default, out count);
        return error == SystemError.None && count < source.Length ? SystemError.WouldBlock : error;
    }

    /// <inheritdoc/>
    public static bool HasRoom(in OpenObject target, int bytes) => (GetReadiness(target) & (PollEvents.Writable | PollEvents.Error | PollEvents.HungUp)) != 0;

    /// <inheritdoc/>
    public static PollEvents GetReadiness(in OpenObject target) => LocalSockets.GetReadiness(target.Handle);

    /// <inheritdoc/>
    public static WaitQueue GetQueue(in OpenObject target) => target.Queue;

    /// <inheritdoc/>
    public static void Close(in OpenObject target)
    {
        LocalSockets.Close(target.Handle);
        target.Queue.Destroy();
    }
}
