using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: does not notice that it is held already.</summary>
internal struct BlindOneShotLock : IRawLock
{
    private AtomicInt32 _state;

    public readonly void Acquire()
    {
        if (_state.Load(MemoryOrder.Acquire) != 0)
        {
            Panic.Fail("A one-shot lock was acquired while it was held.");
        }

        _state.Store(1, MemoryOrder.Release);
    }

    public readonly bool TryAcquire() => false;

    public readonly void Release() => _state.Store(0, MemoryOrder.Release);
}
