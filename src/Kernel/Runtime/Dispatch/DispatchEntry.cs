using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>Where calls on receivers of one type go. Read by compiled code's stubs without a lock: once its type is set an entry never changes.</summary>
// SAFETY: target before type, by a release; once its type is set an entry never changes.
[Synchronized]
internal struct DispatchEntry
{
    private AtomicNuint _type;
    private AtomicNuint _target;

    /// <summary>The type; 0 in an entry that is free.</summary>
    public readonly nuint Type => _type.Load(MemoryOrder.Acquire);

    /// <summary>The target, once <see cref="Type"/> was seen to be set.</summary>
    public readonly nuint Target => _target.Load(MemoryOrder.Relaxed);

    /// <summary>Fills a free entry. One thread at a time does.</summary>
    public readonly void Set(nuint type, nuint target)
    {
        // The type last: whoever sees it sees the target.
        _target.Store(target, MemoryOrder.Relaxed);
        _type.Store(type, MemoryOrder.Release);
    }
}
