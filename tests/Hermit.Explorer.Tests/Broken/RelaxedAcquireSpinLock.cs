using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: takes without acquire order.</summary>
internal struct RelaxedAcquireSpinLock : IRawLock
{
    private AtomicInt32 _state;

    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => _state.TryCompareExchange(0, 1, MemoryOrder.Relaxed);

    public readonly void Release() => _state.Store(0, MemoryOrder.Release);
}
