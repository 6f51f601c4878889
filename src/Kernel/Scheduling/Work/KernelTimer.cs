using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Work that a thread does at a moment, once each time the timer is armed. A handle: copies name the same timer.</summary>
public readonly struct KernelTimer
{
    private readonly Handle<WorkItem> _item;

    private KernelTimer(Handle<WorkItem> item)
    {
        _item = item;
    }

    /// <summary>Makes a timer that calls <typeparamref name="TWork"/>; false when memory ran out. Not for interrupt handlers.</summary>
    public static bool TryCreate<TWork>(nuint argument, out KernelTimer timer)
        where TWork : struct, IDeferredWork
    {
        bool created = Worker.TryCreateItem<TWork>(argument, out Handle<WorkItem> item);
        timer = new KernelTimer(item);
        return created;
    }

    /// <summary>Arms the timer, which may be armed for another moment already. Also for interrupt handlers, and for the work itself: so a timer repeats.</summary>
    public void Arm(Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Work.Items.Contains(_item))
        {
            return;
        }

        ref WorkList work = ref held.State.Work;
        work.Cancel(_item.Link);
        if (deadline.IsNever)
        {
            return;
        }

        work.Timers.Add(work.Items, _item.Link, deadline.Nanoseconds);
        if (work.Timers.Earliest == _item.Link)
        {
            // The worker sleeps until a later moment, or for ever.
            held.State.WakeOne(work.Idle);
        }
    }

    /// <summary>Disarms the timer; whether it was armed. Its work may still be running.</summary>
    public bool Cancel()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        return held.State.Work.Items.Contains(_item) && held.State.Work.Cancel(_item.Link);
    }

    /// <summary>Frees the timer: its work does not begin any more. It may still be running.</summary>
    public void Destroy() => Worker.Destroy(_item);
}
