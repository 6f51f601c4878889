namespace Hermit.Scheduling;

/// <summary>Something that threads wait for and interrupt handlers report. It must not move while it is used.</summary>
[Synchronized]
public unsafe struct Event
{
    private WaitQueue _waiting;
    private bool _signalled;

    /// <summary>Blocks until the event is set, and resets it.</summary>
    public void Wait()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        // SAFETY: the event does not move.
        fixed (WaitQueue* waiting = &_waiting)
        {
            while (!_signalled)
            {
                Scheduler.Block(ref held.State, waiting, ulong.MaxValue);
            }
        }

        _signalled = false;
    }

    /// <summary>Sets the event and wakes a thread that waits. May be called by an interrupt handler.</summary>
    public void Set()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        _signalled = true;
        Scheduler.WakeOne(ref held.State, ref _waiting);
    }
}
