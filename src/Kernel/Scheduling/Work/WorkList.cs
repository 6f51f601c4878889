using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>What the worker thread has to do and may have to do.</summary>
internal struct WorkList
{
    /// <summary>All items.</summary>
    public Pool<WorkItem> Items;

    /// <summary>Those that are to be done at a moment.</summary>
    public DeadlineQueue<WorkItem> Timers;

    /// <summary>The worker thread; none before the first item.</summary>
    public PoolLink Worker;

    /// <summary>What the worker waits in while there is nothing to do.</summary>
    public PoolLink Idle;

    private PoolLink _first;
    private PoolLink _last;

    /// <summary>Whether something is to be done now.</summary>
    public readonly bool IsEmpty => _first.IsNone;

    /// <summary>Has an item done, unless it is going to be already; whether it was not.</summary>
    public bool TryAdd(PoolLink item)
    {
        ref WorkItem record = ref Items[item];
        if (record.IsPending)
        {
            return false;
        }

        record.IsPending = true;
        if (_last.IsNone)
        {
            _first = item;
        }
        else
        {
            Items[_last].Next = item;
        }

        _last = item;
        return true;
    }

    /// <summary>Moves the timers that are due to what is to be done.</summary>
    public void AddDue(ulong now)
    {
        while (Timers.EarliestDeadline(Items) <= now)
        {
            PoolLink item = Timers.Earliest;
            Timers.Remove(Items, item);
            TryAdd(item);
        }
    }

    /// <summary>Takes what is to be done first; there is something.</summary>
    public WorkItem Take()
    {
        PoolLink item = _first;
        Remove(default, item);
        return Items[item];
    }

    /// <summary>Sees to it that an item is not done, be it pending or a timer; whether it would have been.</summary>
    public bool Cancel(PoolLink item)
    {
        ref WorkItem record = ref Items[item];
        bool wasTimer = record.Timer.IsQueued;
        if (wasTimer)
        {
            Timers.Remove(Items, item);
        }

        if (!record.IsPending)
        {
            return wasTimer;
        }

        PoolLink previous = default;
        for (PoolLink other = _first; other != item; other = Items[other].Next)
        {
            previous = other;
        }

        Remove(previous, item);
        return true;
    }

    private void Remove(PoolLink previous, PoolLink item)
    {
        ref WorkItem record = ref Items[item];
        if (previous.IsNone)
        {
            _first = record.Next;
        }
        else
        {
            Items[previous].Next = record.Next;
        }

        if (_last == item)
        {
            _last = previous;
        }

        record.Next = default;
        record.IsPending = false;
    }
}
