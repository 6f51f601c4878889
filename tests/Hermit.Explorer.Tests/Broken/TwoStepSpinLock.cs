using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: looks and takes in two steps, between which another may do the same.</summary>
internal struct TwoStepSpinLock : IRawLock
{
    private AtomicInt32 _state;

    public readonly void Acquire()
    {
        while (_state.Load(MemoryOrder.Acquire) != 0)
        {
            Spin.Wait();
        }

        _state.Store(1, MemoryOrder.Relaxed);
    }

    public readonly bool TryAcquire() => _state.TryCompareExchange(0, 1, MemoryOrder.Acquire);

    public readonly void Release() => _state.Store(0, MemoryOrder.Release);
}
