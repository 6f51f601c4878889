using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: a reader leaves without release order, so the writer after it may overwrite what it still reads.</summary>
internal struct RelaxedRwLock : IRawRwLock
{
    private AtomicInt32 _state;

    public static bool ReadersNest => false;

    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => _state.TryCompareExchange(0, -1, MemoryOrder.Acquire);

    public readonly void Release() => _state.Store(0, MemoryOrder.Release);

    public readonly nuint AcquireShared()
    {
        while (!TryAcquireShared(out _))
        {
            Spin.Wait();
        }

        return 0;
    }

    public readonly bool TryAcquireShared(out nuint token)
    {
        token = 0;
        int state = _state.Load(MemoryOrder.Relaxed);
        return state >= 0 && _state.TryCompareExchange(state, state + 1, MemoryOrder.Acquire);
    }

    public readonly void ReleaseShared(nuint token) => _state.FetchSubtract(1, MemoryOrder.Relaxed);
}
