using Hermit.Sync;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The version of data that is copied without a lock: odd while a writer is at it, zero before the first. Nobody waits: a reader that
/// meets a writer has read nothing, and a writer that meets another gives up.
/// </summary>
// SAFETY: the version is accessed by atomic operations only, in the order that its members document.
[Synchronized]
public struct SequenceCounter
{
    private AtomicUInt32 _version;

    /// <summary>Before the data is copied: the version, for <see cref="IsUnchanged"/>. False when there is nothing to copy.</summary>
    public readonly bool TryBeginRead(out uint version)
    {
        version = _version.Load(MemoryOrder.Acquire);
        return (version & 1) == 0 && version != 0;
    }

    /// <summary>After the data was copied: whether the copy is whole.</summary>
    public readonly bool IsUnchanged(uint version)
    {
        // The copy must be complete before the version is looked at again.
        Fence.Insert(MemoryOrder.Acquire);
        return _version.Load(MemoryOrder.Relaxed) == version;
    }

    /// <summary>Before the data is written. False when another writer is at it.</summary>
    public readonly bool TryBeginWrite(out uint version)
    {
        version = _version.Load(MemoryOrder.Relaxed);
        if ((version & 1) != 0 || !_version.TryCompareExchange(version, version + 1, MemoryOrder.Acquire))
        {
            return false;
        }

        // Whoever sees any of the data sees that the version is odd.
        Fence.Insert(MemoryOrder.Release);
        return true;
    }

    /// <summary>After the data was written, with the version that <see cref="TryBeginWrite"/> gave.</summary>
    public readonly void EndWrite(uint version) =>

        // Version 0 means "never written", so the count skips it when it wraps.
        _version.Store(version == uint.MaxValue - 1 ? 2 : version + 2, MemoryOrder.Release);
}
