using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Ticket lock: waiters enter in the order in which they came. Eight bytes. At most 2³² − 1 waiters. With more runnable threads than CPUs
/// the next in line may not be running, and everyone waits for it: the price of fairness.
/// </summary>
// SAFETY: tickets are drawn by an atomic addition and served one at a time; entering acquires what leaving released.
[Synchronized]
[NotInterruptSafe]
public struct RawTicketLock : IRawLock
{
    private AtomicUInt32 _next;
    private AtomicUInt32 _serving;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        // The ticket itself orders nothing: what the holder before did is acquired with the number that it serves.
        uint ticket = _next.FetchAdd(1, MemoryOrder.Relaxed);
        if (_serving.Load(MemoryOrder.Acquire) != ticket)
        {
            AcquireContended(ticket);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire()
    {
        uint serving = _serving.Load(MemoryOrder.Acquire);
        return _next.TryCompareExchange(serving, unchecked(serving + 1), MemoryOrder.Relaxed);
    }

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release() => _serving.Store(unchecked(_serving.Load(MemoryOrder.Relaxed) + 1), MemoryOrder.Release);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended(uint ticket)
    {
        Backoff backoff = default;
        do
        {
            backoff.Wait();
        }
        while (_serving.Load(MemoryOrder.Acquire) != ticket);
    }
}
