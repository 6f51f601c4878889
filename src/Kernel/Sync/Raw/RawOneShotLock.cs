using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A lock that must never be contended: acquiring it while it is held panics instead of waiting. For state that one part of the kernel has to itself,
/// where contention would be a bug. Four bytes.
/// </summary>
// SAFETY: one word goes from open to held by compare-and-exchange, so that one caller sees it do so.
[Synchronized]
[NotInterruptSafe]
public struct RawOneShotLock : IRawLock
{
    private const int Open = 0;
    private const int Held = 1;

    private AtomicInt32 _state;

    /// <summary>Takes the lock. Panics if it is held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        if (!TryAcquire())
        {
            Panic.Fail("A one-shot lock was acquired while it was held.");
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire() => _state.TryCompareExchange(Open, Held, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release() => _state.Store(Open, MemoryOrder.Release);
}
