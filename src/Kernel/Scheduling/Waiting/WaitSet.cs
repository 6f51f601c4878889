using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>
/// Waiting for any of several queues without looking at all of them again and again. A queue that is woken, by whichever method, puts its tag into the
/// sets that look at it, once; who waits for the set takes the tags and looks whether what they stand for is ready. A queue counts as woken when
/// it is added. A handle: copies name the same set.
/// </summary>
public readonly struct WaitSet
{
    private readonly Handle<WaitRecord> _handle;

    private WaitSet(Handle<WaitRecord> handle)
    {
        _handle = handle;
    }

    /// <summary>Whether this names no set.</summary>
    public bool IsNull => _handle.IsNull;

    /// <summary>Makes a set; false when memory ran out.</summary>
    public static bool TryCreate(out WaitSet set)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        bool created = held.State.Queues.TryAllocate(out Handle<WaitRecord> handle);
        set = new WaitSet(handle);
        return created;
    }

    /// <summary>Wakes everybody who waits, ends all memberships, and frees the set.</summary>
    public void Destroy()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Queues.Contains(_handle))
        {
            held.State.Destroy(_handle);
        }
    }

    /// <summary>
    /// Lets the set look at a queue, and calls that <paramref name="tag"/>; false when memory ran out, or one of them has been destroyed. The
    /// membership ends with <see cref="Remove"/>, with the set, or with the queue.
    /// </summary>
    public bool TryAdd(WaitQueue queue, ulong tag, out WaitSetMember member)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Handle<WaitMembership> membership = default;
        bool added = held.State.Queues.Contains(_handle) && held.State.Queues.Contains(queue.Handle)
            && held.State.TryObserve(_handle.Link, queue.Handle.Link, tag, out membership);
        member = new WaitSetMember(membership);
        return added;
    }

    /// <summary>Ends a membership, if it has not ended. Its tag is not handed out any more.</summary>
    public void Remove(WaitSetMember member)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Memberships.Contains(member.Handle) && held.State.Memberships[member.Handle].Set == _handle.Link)
        {
            held.State.EndObservation(member.Handle.Link);
        }
    }

    /// <summary>Puts the tag of a member into the set again, as if its queue had been woken: for what was taken and is still ready.</summary>
    public void Renew(WaitSetMember member)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Memberships.Contains(member.Handle) && held.State.Memberships[member.Handle].Set == _handle.Link)
        {
            held.State.Trigger(member.Handle.Link);
        }
    }

    /// <summary>Takes the tag of the queue that was woken first; false when none has been since its tag was taken. Does not block.</summary>
    public bool TryTake(out ulong tag)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        tag = 0;
        PoolLink first = held.State.Queues.Contains(_handle) ? held.State.Queues[_handle].FirstTriggered : default;
        if (first.IsNone)
        {
            return false;
        }

        tag = held.State.Memberships[first].Tag;
        held.State.Untrigger(first);
        return true;
    }

    /// <summary>Blocks until there is a tag to take; false when the deadline passed first. A set that was destroyed makes nobody wait.</summary>
    public bool Wait(Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        bool inTime = true;
        while (held.State.Queues.Contains(_handle) && held.State.Queues[_handle].FirstTriggered.IsNone)
        {
            if (!inTime)
            {
                return false;
            }

            inTime = Scheduler.Block(ref held.State, _handle.Link, deadline);
        }

        return true;
    }
}
