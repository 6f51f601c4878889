using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>
/// Threads that wait until something has changed. A handle: copies name the same queue. What has changed, and the lock that guards it, are the
/// caller's affair; a wake-up between the look and the wait is not lost:
/// <code>
/// WaitTicket ticket = queue.Ticket();
/// if (!IsReady()) queue.Wait(ticket, deadline);     // and look again
/// </code>
/// A queue that was destroyed makes nobody wait.
/// </summary>
public readonly struct WaitQueue
{
    private readonly Handle<WaitRecord> _handle;

    internal WaitQueue(Handle<WaitRecord> handle)
    {
        _handle = handle;
    }

    /// <summary>Whether this names no queue.</summary>
    public bool IsNull => _handle.IsNull;

    internal Handle<WaitRecord> Handle => _handle;

    /// <summary>The queue that <see cref="ToBits"/> turned into <paramref name="bits"/>. Any other number names none.</summary>
    public static WaitQueue FromBits(ulong bits) => new(Handle<WaitRecord>.FromBits(bits));

    /// <summary>Makes a queue; false when memory ran out.</summary>
    public static bool TryCreate(out WaitQueue queue)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        bool created = held.State.Queues.TryAllocate(out Handle<WaitRecord> handle);
        queue = new WaitQueue(handle);
        return created;
    }

    /// <summary>The handle as a number: 0 for none only.</summary>
    public ulong ToBits() => _handle.ToBits();

    /// <summary>Wakes everybody who waits, takes the queue out of all wait sets, and frees it.</summary>
    public void Destroy()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.Destroy(_handle);
        }
    }

    /// <summary>To be taken before looking whether there is something to wait for.</summary>
    public WaitTicket Ticket()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        return new WaitTicket(held.State.Queues.Contains(_handle) ? held.State.Queues[_handle].Wakes : 0);
    }

    /// <summary>Blocks until the queue is woken, unless it has been since the ticket was taken; false when the deadline passed first.</summary>
    public bool Wait(WaitTicket ticket, Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        return !held.State.Queues.Contains(_handle)
            || held.State.Queues[_handle].Wakes != ticket.Wakes
            || Scheduler.Block(ref held.State, _handle.Link, deadline);
    }

    /// <summary>Wakes the thread that has waited longest, and the wait sets that look at the queue. May be called by an interrupt handler.</summary>
    public void WakeOne()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.WakeOne(_handle.Link);
        }
    }

    /// <summary>Wakes all threads that wait, and the wait sets that look at the queue. May be called by an interrupt handler.</summary>
    public void WakeAll()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.WakeAll(_handle.Link);
        }
    }
}
