using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>A sleeping lock whose next holder forgets that others may wait as well.</summary>
internal sealed class ForgetfulMutex : IBlockingMutex
{
    private AtomicInt32 _state;
    private WaitPoint _released;

    public void Enter()
    {
        while (!_state.TryCompareExchange(0, 1, MemoryOrder.Acquire))
        {
            WaitTicket ticket = _released.Ticket();
            if (_state.TryCompareExchange(1, 2, MemoryOrder.Acquire) || _state.Load(MemoryOrder.Acquire) == 2)
            {
                _released.Wait(ticket, Deadline.Never);
            }
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
