using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: draws the ticket in two steps, so that two may draw the same.</summary>
internal struct TwoStepTicketLock : IRawLock
{
    private AtomicUInt32 _next;
    private AtomicUInt32 _serving;

    public readonly void Acquire()
    {
        uint ticket = _next.Load(MemoryOrder.Relaxed);
        _next.Store(ticket + 1, MemoryOrder.Relaxed);
        while (_serving.Load(MemoryOrder.Acquire) != ticket)
        {
            Spin.Wait();
        }
    }

    public readonly bool TryAcquire() => false;

    public readonly void Release() => _serving.FetchAdd(1, MemoryOrder.Release);
}
