using System;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Event ports, which are waited at by functions of their own.</summary>
internal readonly struct EventPortKind : IObjectKind
{
    /// <inheritdoc/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count)
    {
        count = 0;
        return SystemError.Invalid;
    }

    /// <inheritdoc/>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        return SystemError.Invalid;
    }

    /// <inheritdoc/>
    public static bool HasRoom(in OpenObject target, int bytes) => true;

    /// <inheritdoc/>
    public static PollEvents GetReadiness(in OpenObject target) => PollEvents.None;

    /// <inheritdoc/>
    public static WaitQueue GetQueue(in OpenObject target) => default;

    /// <inheritdoc/>
    public static void Close(in OpenObject target) => EventPorts.Close(target.Handle);
}
