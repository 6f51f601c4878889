using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Test-and-test-and-set spin lock with exponential backoff. Four bytes. Cheapest when rarely contended; not fair: a waiter may be overtaken any
/// number of times. Acquiring it twice on one thread never returns (a checked build panics).
/// </summary>
// SAFETY: one word goes from open to held by compare-and-exchange, with acquire, and back by a store with release.
[Synchronized]
[NotInterruptSafe]
public struct RawSpinLock : IRawLock
{
    private const int Open = 0;
    private const int Held = 1;

    private AtomicInt32 _state;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        if (!_state.TryCompareExchange(Open, Held, MemoryOrder.Acquire))
        {
            AcquireContended();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire() => _state.TryCompareExchange(Open, Held, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release() => _state.Store(Open, MemoryOrder.Release);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended()
    {
        Backoff backoff = default;
        do
        {
            // Waiting on a load keeps the cache line shared; only a lock seen open is worth the exclusive access of another exchange.
            do
            {
                backoff.Wait();
            }
            while (_state.Load(MemoryOrder.Relaxed) != Open);
        }
        while (!_state.TryCompareExchange(Open, Held, MemoryOrder.Acquire));
    }
}
