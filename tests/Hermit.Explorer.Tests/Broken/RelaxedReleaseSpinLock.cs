using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: opens without release order, so the next holder may not see what this one did.</summary>
internal struct RelaxedReleaseSpinLock : IRawLock
{
    private AtomicInt32 _state;

    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => _state.TryCompareExchange(0, 1, MemoryOrder.Acquire);

    public readonly void Release() => _state.Store(0, MemoryOrder.Relaxed);
}
