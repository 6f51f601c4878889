using System;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Both ends of pipes.</summary>
internal readonly struct PipeKind : IObjectKind
{
    /// <inheritdoc/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count)
    {
        count = 0;
        return IsWriter(target) ? SystemError.Invalid : Pipes.TryRead(target.Handle, destination, out count);
    }

    /// <inheritdoc/>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        return IsWriter(target) ? Pipes.TryWrite(target.Handle, source, out count) : SystemError.Invalid;
    }

    /// <inheritdoc/>
    public static bool HasRoom(in OpenObject target, int bytes) => !IsWriter(target) || Pipes.HasRoom(target.Handle, bytes);

    /// <inheritdoc/>
    public static PollEvents GetReadiness(in OpenObject target) => Pipes.GetReadiness(target.Handle, IsWriter(target));

    /// <inheritdoc/>
    public static WaitQueue GetQueue(in OpenObject target) => Pipes.GetQueue(target.Handle, IsWriter(target));

    /// <inheritdoc/>
    public static void Close(in OpenObject target) => Pipes.Close(target.Handle, IsWriter(target));

    private static bool IsWriter(in OpenObject target) => target.Kind == ObjectKind.PipeWriter;
}
