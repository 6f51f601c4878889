using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: sees its number come up without acquiring what the holder before did.</summary>
internal struct RelaxedTicketLock : IRawLock
{
    private AtomicUInt32 _next;
    private AtomicUInt32 _serving;

    public readonly void Acquire()
    {
        uint ticket = _next.FetchAdd(1, MemoryOrder.Relaxed);
        while (_serving.Load(MemoryOrder.Relaxed) != ticket)
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => false;

    public readonly void Release() => _serving.FetchAdd(1, MemoryOrder.Release);
}
