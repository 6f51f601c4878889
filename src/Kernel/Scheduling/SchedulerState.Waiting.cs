using Hermit.Memory;

namespace Hermit.Scheduling;

// Waking.
internal partial struct SchedulerState
{
    /// <summary>Wakes the thread that has waited longest in a queue, and the wait sets that look at it; false when no thread waits.</summary>
    public bool WakeOne(PoolLink queue)
    {
        ref WaitRecord record = ref Queues[queue];
        Note(ref record);
        return WakeFirst(ref record);
    }

    /// <summary>Wakes all threads that wait in a queue, and the wait sets that look at it.</summary>
    public void WakeAll(PoolLink queue)
    {
        ref WaitRecord record = ref Queues[queue];
        Note(ref record);
        while (WakeFirst(ref record))
        {
        }
    }

    /// <summary>Puts a membership among the triggered ones of its set, and wakes who waits for the set.</summary>
    public void Trigger(PoolLink membership)
    {
        ref WaitMembership member = ref Memberships[membership];
        if (member.IsTriggered)
        {
            return;
        }

        ref WaitRecord set = ref Queues[member.Set];
        member.IsTriggered = true;
        member.PreviousTriggered = set.LastTriggered;
        if (set.LastTriggered.IsNone)
        {
            set.FirstTriggered = membership;
        }
        else
        {
            Memberships[set.LastTriggered].NextTriggered = membership;
        }

        set.LastTriggered = membership;
        WakeFirst(ref set);
    }

    /// <summary>Takes a membership from the triggered ones of its set, if it is there.</summary>
    public void Untrigger(PoolLink membership)
    {
        ref WaitMembership member = ref Memberships[membership];
        if (!member.IsTriggered)
        {
            return;
        }

        ref WaitRecord set = ref Queues[member.Set];
        if (member.PreviousTriggered.IsNone)
        {
            set.FirstTriggered = member.NextTriggered;
        }
        else
        {
            Memberships[member.PreviousTriggered].NextTriggered = member.NextTriggered;
        }

        if (member.NextTriggered.IsNone)
        {
            set.LastTriggered = member.PreviousTriggered;
        }
        else
        {
            Memberships[member.NextTriggered].PreviousTriggered = member.PreviousTriggered;
        }

        member.NextTriggered = default;
        member.PreviousTriggered = default;
        member.IsTriggered = false;
    }

    /// <summary>Lets a set look at a queue; none when memory ran out.</summary>
    public bool TryObserve(PoolLink set, PoolLink queue, ulong tag, out Handle<WaitMembership> membership)
    {
        if (!Memberships.TryAllocate(out membership))
        {
            return false;
        }

        PoolLink link = membership.Link;
        ref WaitMembership member = ref Memberships[link];
        ref WaitRecord source = ref Queues[queue];
        ref WaitRecord owner = ref Queues[set];
        member.Queue = queue;
        member.Set = set;
        member.Tag = tag;
        member.NextOfQueue = source.FirstObserver;
        if (!source.FirstObserver.IsNone)
        {
            Memberships[source.FirstObserver].PreviousOfQueue = link;
        }

        source.FirstObserver = link;
        member.NextOfSet = owner.FirstMember;
        if (!owner.FirstMember.IsNone)
        {
            Memberships[owner.FirstMember].PreviousOfSet = link;
        }

        owner.FirstMember = link;
        Trigger(link);
        return true;
    }

    /// <summary>Ends a membership.</summary>
    public void EndObservation(PoolLink membership)
    {
        Untrigger(membership);
        WaitMembership member = Memberships[membership];
        if (member.PreviousOfQueue.IsNone)
        {
            Queues[member.Queue].FirstObserver = member.NextOfQueue;
        }
        else
        {
            Memberships[member.PreviousOfQueue].NextOfQueue = member.NextOfQueue;
        }

        if (!member.NextOfQueue.IsNone)
        {
            Memberships[member.NextOfQueue].PreviousOfQueue = member.PreviousOfQueue;
        }

        if (member.PreviousOfSet.IsNone)
        {
            Queues[member.Set].FirstMember = member.NextOfSet;
        }
        else
        {
            Memberships[member.PreviousOfSet].NextOfSet = member.NextOfSet;
        }

        if (!member.NextOfSet.IsNone)
        {
            Memberships[member.NextOfSet].PreviousOfSet = member.PreviousOfSet;
        }

        Memberships.Free(Memberships.HandleOf(membership));
    }

    /// <summary>Wakes everybody who waits in a queue or set, ends its memberships, and frees it.</summary>
    public void Destroy(Handle<WaitRecord> handle)
    {
        WakeAll(handle.Link);
        ref WaitRecord record = ref Queues[handle];
        while (!record.FirstObserver.IsNone)
        {
            EndObservation(record.FirstObserver);
        }

        while (!record.FirstMember.IsNone)
        {
            EndObservation(record.FirstMember);
        }

        Queues.Free(handle);
    }

    private void Note(ref WaitRecord queue)
    {
        queue.Wakes++;
        for (PoolLink observer = queue.FirstObserver; !observer.IsNone; observer = Memberships[observer].NextOfQueue)
        {
            Trigger(observer);
        }
    }

    /// <summary>Wakes the thread that has waited longest; false when none waits.</summary>
    public bool WakeFirst(ref WaitRecord queue)
    {
        if (queue.Threads.IsEmpty)
        {
            return false;
        }

        PoolLink thread = queue.Threads.Take(Threads);
        ref Thread record = ref Threads[thread];
        record.WaitsIn = default;
        if (record.Sleep.IsQueued)
        {
            Cpus[record.Cpu].Sleepers.Remove(Threads, thread);
        }

        MakeReady(thread, ref record, record.IsUrgent);
        return true;
    }
}
