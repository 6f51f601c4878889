using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>A mutex with one condition. Whoever waits longest is woken first, but a thread that comes by may be faster: there is no hand-over. It must not move while it is used: it lives in a static or in a pool.</summary>
public unsafe struct KernelMonitor
{
    private const ulong Never = ulong.MaxValue;

    private WaitQueue _entering;
    private WaitQueue _waiting;
    private Thread* _owner;

    /// <summary>Takes the mutex; blocks while another thread has it. Not recursive.</summary>
    public void Acquire()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Enter(ref held.State);
    }

    /// <summary>Releases the mutex.</summary>
    public void Release()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Leave(ref held.State);
    }

    /// <summary>Releases the mutex, blocks until signalled, and takes the mutex again.</summary>
    public void Wait() => WaitUntil(Never);

    /// <summary>As <see cref="Wait()"/>, for at most that long; false when the time was up.</summary>
    public bool Wait(ulong nanoseconds) => WaitUntil(Scheduler.DeadlineIn(nanoseconds));

    /// <summary>Wakes one thread that waits. The caller may hold the mutex.</summary>
    public void Signal()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Scheduler.WakeOne(ref held.State, ref _waiting);
    }

    /// <summary>Wakes all threads that wait.</summary>
    public void SignalAll()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        while (Scheduler.WakeOne(ref held.State, ref _waiting))
        {
        }
    }

    private bool WaitUntil(ulong deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Leave(ref held.State);
        bool woken;
        // SAFETY: the monitor does not move.
        fixed (WaitQueue* waiting = &_waiting)
        {
            woken = Scheduler.Block(ref held.State, waiting, deadline);
        }

        Enter(ref held.State);
        return woken;
    }

    private void Enter(ref SchedulerState state)
    {
        Thread* current = Scheduler.Current;
        if (_owner is null)
        {
            _owner = current;
            return;
        }

        // SAFETY: the monitor does not move.
        fixed (WaitQueue* entering = &_entering)
        {
            // The mutex may be taken by a third thread between the wake-up and our turn.
            while (_owner is not null)
            {
                Scheduler.Block(ref state, entering, Never);
            }
        }

        _owner = current;
    }

    private void Leave(ref SchedulerState state)
    {
        Panic.Unless(_owner == Scheduler.Current, "a monitor was released by a thread that does not own it");
        _owner = null;
        Scheduler.WakeOne(ref state, ref _entering);
    }
}
