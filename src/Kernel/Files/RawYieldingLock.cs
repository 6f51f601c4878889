using Hermit.Sync;

namespace Hermit.Files;

/// <summary>
/// A lock whose waiters let other threads run instead of spinning: for work that may take longer than a time slice, such as copying a file, and that
/// no interrupt handler takes part in. Not fair. Acquiring it twice on one thread never returns.
/// </summary>
[Synchronized]
[NotInterruptSafe]
public struct RawYieldingLock : IRawLock
{
    private AtomicBool _held;

    /// <inheritdoc/>
    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Waiting.Yield();
        }
    }

    /// <inheritdoc/>
    public readonly bool TryAcquire() => !_held.Exchange(true, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    public readonly void Release() => _held.Store(false, MemoryOrder.Release);
}
