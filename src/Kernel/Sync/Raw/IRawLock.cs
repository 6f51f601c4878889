namespace Hermit.Sync;

/// <summary>
/// A lock without data: what <see cref="Mutex{TLock, T}"/> puts around data. The default value is an open lock. Implementations are structs whose
/// members are all readonly and change state only through atomics, so that no defensive copy of a lock can come about.
/// </summary>
[Trusted]
public interface IRawLock
{
    /// <summary>Takes the lock, spinning until it is free. What the holder before did is visible afterwards.</summary>
    void Acquire();

    /// <summary>Takes the lock if it is free and returns whether it did. Does not wait.</summary>
    bool TryAcquire();

    /// <summary>Opens the lock.</summary>
    /// <remarks>Safety: the caller holds the lock and gives up every reference to what it protects.</remarks>
    [RequiresUnsafe]
    void Release();
}
