using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Queues of changes to files.</summary>
internal readonly struct ChangeQueueKind : IObjectKind
{
    /// <inheritdoc/>
    public static SystemError TryRead(in OpenObject target, Span<byte> destination, out int count) =>
        FileSystem.ReadChanges(HandleOf(target), destination, out count);

    /// <inheritdoc/>
    public static SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        return SystemError.Invalid;
    }

    /// <inheritdoc/>
    public static bool HasRoom(in OpenObject target, int bytes) => true;

    /// <inheritdoc/>
    public static PollEvents GetReadiness(in OpenObject target) => FileSystem.HasChanges(HandleOf(target)) ? PollEvents.Readable : PollEvents.None;

    /// <inheritdoc/>
    public static WaitQueue GetQueue(in OpenObject target) => FileSystem.GetChangeReaders(HandleOf(target));

    /// <inheritdoc/>
    public static void Close(in OpenObject target) => FileSystem.CloseChangeQueue(HandleOf(target));

    private static ChangeHandle HandleOf(in OpenObject target) => ChangeHandle.FromBits(target.Handle);
}
