using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>
/// A mutex with one condition. Whoever waits longest is woken first, but a thread that comes by may be faster: there is no hand-over. A handle: copies
/// name the same monitor. Using one that was destroyed panics.
/// </summary>
public readonly struct KernelMonitor
{
    private readonly Handle<WaitRecord> _handle;

    private KernelMonitor(Handle<WaitRecord> handle)
    {
        _handle = handle;
    }

    /// <summary>Whether this names no monitor.</summary>
    public bool IsNull => _handle.IsNull;

    /// <summary>Makes a monitor; false when memory ran out.</summary>
    public static bool TryCreate(out KernelMonitor monitor)
    {
        monitor = default;
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Queues.TryAllocate(out Handle<WaitRecord> condition))
        {
            return false;
        }

        if (!held.State.Queues.TryAllocate(out Handle<WaitRecord> mutex))
        {
            held.State.Queues.Free(condition);
            return false;
        }

        held.State.Queues[mutex].Condition = condition.Link;
        monitor = new KernelMonitor(mutex);
        return true;
    }

    /// <summary>The monitor that <see cref="ToBits"/> turned into <paramref name="bits"/>. Any other number names none.</summary>
    public static KernelMonitor FromBits(ulong bits) => new(Handle<WaitRecord>.FromBits(bits));

    /// <summary>The handle as a number: 0 for none only.</summary>
    public ulong ToBits() => _handle.ToBits();

    /// <summary>Frees the monitor. Panics when a thread holds it or waits.</summary>
    public void Destroy()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        ref WaitRecord mutex = ref held.State.Queues[_handle];
        Panic.Unless(mutex.Owner.IsNone && mutex.Threads.IsEmpty, "a monitor was destroyed that a thread holds");
        Panic.Unless(held.State.Queues[mutex.Condition].Threads.IsEmpty, "a monitor was destroyed in which a thread waits");
        held.State.Queues.Free(held.State.Queues.HandleOf(mutex.Condition));
        held.State.Queues.Free(_handle);
    }

    /// <summary>Takes the mutex; blocks while another thread has it. Not recursive.</summary>
    public void Acquire()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        ref WaitRecord mutex = ref held.State.Queues[_handle];
        if (mutex.Owner.IsNone)
        {
            mutex.Owner = Current(ref held.State);
        }
        else
        {
            Enter(ref held.State);
        }
    }

    /// <summary>Releases the mutex.</summary>
    public void Release()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Leave(ref held.State);
    }

    /// <summary>Releases the mutex, blocks until signalled, and takes the mutex again.</summary>
    public void Wait() => Wait(Deadline.Never);

    /// <summary>As <see cref="Wait()"/>, until the deadline at the latest; false when that had come.</summary>
    public bool Wait(Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        PoolLink condition = Leave(ref held.State);
        bool woken = Scheduler.Block(ref held.State, condition, deadline);
        Enter(ref held.State);
        return woken;
    }

    /// <summary>Wakes one thread that waits. The caller may hold the mutex.</summary>
    public void Signal()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        held.State.WakeFirst(ref held.State.Queues[held.State.Queues[_handle].Condition]);
    }

    /// <summary>Wakes one thread that waits, and releases the mutex.</summary>
    public void SignalAndRelease()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        PoolLink condition = Leave(ref held.State);
        held.State.WakeFirst(ref held.State.Queues[condition]);
    }

    // The record is looked up again after each wait: meanwhile the monitor may have been destroyed.
    private void Enter(ref SchedulerState state)
    {
        while (true)
        {
            ref WaitRecord mutex = ref state.Queues[_handle];
            if (mutex.Owner.IsNone)
            {
                mutex.Owner = Current(ref state);
                return;
            }

            // The mutex may be taken by a third thread between the wake-up and our turn.
            Scheduler.Block(ref state, _handle.Link, Deadline.Never);
        }
    }

    private static PoolLink Current(ref SchedulerState state) => state.Cpus[Cpu.Index].Current;

    // Returns the condition's queue.
    private PoolLink Leave(ref SchedulerState state)
    {
        ref WaitRecord mutex = ref state.Queues[_handle];
        Panic.Unless(mutex.Owner == Current(ref state), "a monitor was released by a thread that does not own it");
        mutex.Owner = default;
        if (!mutex.Threads.IsEmpty)
        {
            state.WakeFirst(ref mutex);
        }

        return mutex.Condition;
    }
}
