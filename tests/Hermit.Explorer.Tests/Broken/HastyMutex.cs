using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>A mutex that takes being woken for having the lock.</summary>
internal sealed class HastyMutex : IBlockingMutex
{
    private AtomicInt32 _held;
    private WaitPoint _released;

    public void Enter()
    {
        WaitTicket ticket = _released.Ticket();
        if (!_held.TryCompareExchange(0, 1, MemoryOrder.Acquire))
        {
            _released.Wait(ticket, Deadline.Never);
            _held.Store(1, MemoryOrder.Relaxed);
        }
    }

    public void Exit()
    {
        _held.Store(0, MemoryOrder.Release);
        _released.WakeAll();
    }
}
