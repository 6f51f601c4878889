using System;

using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>
/// What the objects of one kind do. Nothing here waits; what would have to is <see cref="SystemError.WouldBlock"/>, and the object's queue is woken when
/// it is worth another try.
/// </summary>
internal interface IObjectKind
{
    /// <summary>Reads what there is; none of it is the end.</summary>
    static abstract SystemError TryRead(in OpenObject target, Span<byte> destination, out int count);

    /// <summary>Writes what there is room for. All of it: no error. Less: <see cref="SystemError.WouldBlock"/>.</summary>
    static abstract SystemError TryWrite(in OpenObject target, ReadOnlySpan<byte> source, out int count);

    /// <summary>Whether a write of so many bytes would do something.</summary>
    static abstract bool HasRoom(in OpenObject target, int bytes);

    /// <summary>What the object is ready for at the moment.</summary>
    static abstract PollEvents GetReadiness(in OpenObject target);

    /// <summary>The queue that is woken when the readiness of the object may have changed.</summary>
    static abstract WaitQueue GetQueue(in OpenObject target);

    /// <summary>Closes the object, which no descriptor names any more.</summary>
    static abstract void Close(in OpenObject target);
}
