using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Work that an interrupt handler leaves to a thread. A handle: copies name the same work.</summary>
public readonly struct DeferredWork
{
    private readonly Handle<WorkItem> _item;

    private DeferredWork(Handle<WorkItem> item)
    {
        _item = item;
    }

    /// <summary>Makes work that calls <typeparamref name="TWork"/> when it is scheduled; false when memory ran out. Not for interrupt handlers.</summary>
    public static bool TryCreate<TWork>(nuint argument, out DeferredWork work)
        where TWork : struct, IDeferredWork
    {
        bool created = Worker.TryCreateItem<TWork>(argument, out Handle<WorkItem> item);
        work = new DeferredWork(item);
        return created;
    }

    /// <summary>
    /// Has the work done soon, once, however often this is called before it begins; called while it runs, it runs again. For interrupt handlers.
    /// </summary>
    public void Schedule()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Work.Items.Contains(_item) && held.State.Work.TryAdd(_item.Link))
        {
            held.State.WakeOne(held.State.Work.Idle);
        }
    }

    /// <summary>Frees the work: it does not begin any more. It may still be running.</summary>
    public void Destroy() => Worker.Destroy(_item);
}
