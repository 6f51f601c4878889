using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>A sleeping lock whose waiters do not publish the queue that they have made, and whose holder does not acquire it.</summary>
internal sealed class UnpublishedMutex : IBlockingMutex
{
    private AtomicInt32 _state;
    private WaitPoint _released;

    public void Enter()
    {
        if (_state.TryCompareExchange(0, 1, MemoryOrder.Acquire))
        {
            return;
        }

        while (true)
        {
            WaitTicket ticket = _released.Ticket();
            if (_state.Exchange(2, MemoryOrder.Acquire) == 0)
            {
                return;
            }

            _released.Wait(ticket, Deadline.Never);
        }
    }

    public void Exit()
    {
        if (_state.Exchange(0, MemoryOrder.Release) == 2)
        {
            _released.WakeOne();
        }
    }
}
