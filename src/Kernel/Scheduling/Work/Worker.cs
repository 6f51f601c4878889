using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>The kernel's worker thread: it does deferred work and what is due of timers, one after the other, before other threads run.</summary>
internal readonly struct Worker : IThreadEntry
{
    private const nuint StackBytes = 256 << 10;

    /// <summary>Makes an item that runs <typeparamref name="TWork"/>, and the thread for the first one; false when memory ran out.</summary>
    public static bool TryCreateItem<TWork>(nuint argument, out Handle<WorkItem> item)
        where TWork : struct, IDeferredWork
    {
        item = default;
        if (!TryStart())
        {
            return false;
        }

        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Work.Items.TryAllocate(out item))
        {
            return false;
        }

        ref WorkItem record = ref held.State.Work.Items[item];
        unsafe
        {
            // SAFETY: the address of a static method of safe code, kept as a number until Run calls it.
            record.Function = (nuint)(delegate*<nuint, void>)&TWork.Run;
        }

        record.Argument = argument;
        return true;
    }

    /// <summary>Frees an item, which is not done any more.</summary>
    public static void Destroy(Handle<WorkItem> item)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (held.State.Work.Items.Contains(item))
        {
            held.State.Work.Cancel(item.Link);
            held.State.Work.Items.Free(item);
        }
    }

    /// <inheritdoc/>
    public static void Run(nuint argument)
    {
        if (TryBecomeWorker())
        {
            RunItems();
        }
    }

    private static void RunItems()
    {
        while (true)
        {
            WorkItem item = WaitForItem();
            unsafe
            {
                // SAFETY: the only numbers here are those that TryCreateItem stored; the zero of a free item is never pending.
                ((delegate*<nuint, void>)item.Function)(item.Argument);
            }
        }
    }

    private static WorkItem WaitForItem()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        while (true)
        {
            ref WorkList work = ref held.State.Work;
            if (!work.Timers.Earliest.IsNone)
            {
                work.AddDue(Clock.MonotonicNanoseconds);
            }

            if (!work.IsEmpty)
            {
                return work.Take();
            }

            Scheduler.Block(ref held.State, work.Idle, Deadline.At(work.Timers.EarliestDeadline(work.Items)));
        }
    }

    // Where two start it at once, one of the threads ends again.
    private static bool TryStart()
    {
        using (SchedulerLock held = SchedulerLock.Enter())
        {
            if (!held.State.Work.Worker.IsNone)
            {
                return true;
            }

            if (held.State.Work.Idle.IsNone)
            {
                if (!held.State.Queues.TryAllocate(out Handle<WaitRecord> idle))
                {
                    return false;
                }

                held.State.Work.Idle = idle.Link;
            }
        }

        return Scheduler.TryCreateThread<Worker>(0, StackBytes, out _);
    }

    private static bool TryBecomeWorker()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Work.Worker.IsNone)
        {
            return false;
        }

        held.State.Work.Worker = held.State.Cpus[Cpu.Index].Current;
        held.State.Threads[held.State.Work.Worker].IsUrgent = true;
        return true;
    }
}
