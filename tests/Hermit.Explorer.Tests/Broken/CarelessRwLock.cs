using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: a reader looks for a writer before it announces itself, and not after.</summary>
internal struct CarelessRwLock : IRawRwLock
{
    private AtomicInt32 _writer;
    private AtomicInt32 _readers;

    public static bool ReadersNest => false;

    public readonly void Acquire()
    {
        while (!TryAcquire())
        {
            Spin.Wait();
        }

        while (_readers.Load(MemoryOrder.SequentiallyConsistent) != 0)
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => _writer.TryCompareExchange(0, 1, MemoryOrder.SequentiallyConsistent);

    public readonly void Release() => _writer.Store(0, MemoryOrder.Release);

    public readonly nuint AcquireShared()
    {
        while (_writer.Load(MemoryOrder.SequentiallyConsistent) != 0)
        {
            Spin.Wait();
        }

        _readers.FetchAdd(1, MemoryOrder.SequentiallyConsistent);
        return 0;
    }

    public readonly bool TryAcquireShared(out nuint token)
    {
        token = 0;
        return false;
    }

    public readonly void ReleaseShared(nuint token) => _readers.FetchSubtract(1, MemoryOrder.Release);
}
