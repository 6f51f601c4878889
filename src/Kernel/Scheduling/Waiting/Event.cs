using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Something that one thread at a time waits for and interrupt handlers report. A handle: copies name the same event.</summary>
public readonly struct Event
{
    private readonly Handle<WaitRecord> _handle;

    private Event(Handle<WaitRecord> handle)
    {
        _handle = handle;
    }

    /// <summary>Makes an event that is not set; false when memory ran out.</summary>
    public static bool TryCreate(out Event result)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        bool created = held.State.Queues.TryAllocate(out Handle<WaitRecord> handle);
        result = new Event(handle);
        return created;
    }

    /// <summary>Wakes everybody who waits, and frees the event.</summary>
    public void Destroy()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.Destroy(_handle);
        }
    }

    /// <summary>Blocks until the event is set, and resets it; false when the deadline passed first, or there is no event.</summary>
    public bool Wait(Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        bool inTime = true;
        while (held.State.Queues.Contains(_handle))
        {
            ref WaitRecord record = ref held.State.Queues[_handle];
            if (record.IsSignalled)
            {
                record.IsSignalled = false;
                return true;
            }

            if (!inTime)
            {
                return false;
            }

            inTime = Scheduler.Block(ref held.State, _handle.Link, deadline);
        }

        return false;
    }

    /// <summary>Sets the event and wakes a thread that waits. May be called by an interrupt handler.</summary>
    public void Set()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.Queues[_handle].IsSignalled = true;
            held.State.WakeOne(_handle.Link);
        }
    }
}
