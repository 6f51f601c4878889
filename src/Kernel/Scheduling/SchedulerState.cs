using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Everything that <see cref="SchedulerLock"/> guards: what there is of each CPU, and what all share.</summary>
internal partial struct SchedulerState
{
    /// <summary>The threads.</summary>
    public Pool<Thread> Threads;

    /// <summary>What threads wait in.</summary>
    public Pool<WaitRecord> Queues;

    /// <summary>Which wait sets look at which queues.</summary>
    public Pool<WaitMembership> Memberships;

    /// <summary>What the worker thread does: deferred work and timers.</summary>
    public WorkList Work;

    /// <summary>The CPUs, by their numbers.</summary>
    public CpuState.All Cpus;

    /// <summary>The CPUs that run threads.</summary>
    public CpuSet Online;

    /// <summary>Those of them that threads may run on; at least one.</summary>
    public CpuSet Allowed;

    /// <summary>Those of <see cref="Online"/> that run their idle thread.</summary>
    public CpuSet Idle;

    /// <summary>Those of the idle ones that threads may run on and that nothing has been queued for.</summary>
    public CpuSet Free;

    /// <summary>Those of the idle ones that look for themselves soon: they need not be interrupted.</summary>
    public CpuSet Watching;

    /// <summary>Threads that have ended and that no CPU runs any more, whose memory nobody has freed yet.</summary>
    public ThreadQueue Ended;

    /// <summary>The first of all threads but the idle ones.</summary>
    public PoolLink AllThreads;

    /// <summary>Their number.</summary>
    public int ThreadCount;

    /// <summary>The last number given out.</summary>
    public uint LastThreadId;

    /// <summary>The thread that has stopped the world, if any: no other may run.</summary>
    public PoolLink Stopper;

    /// <summary>Adds to all threads.</summary>
    public void Link(PoolLink thread)
    {
        Threads[thread].NextInAll = AllThreads;
        if (!AllThreads.IsNone)
        {
            Threads[AllThreads].PreviousInAll = thread;
        }

        AllThreads = thread;
        ThreadCount++;
    }

    /// <summary>Takes from all threads.</summary>
    public void Unlink(PoolLink thread)
    {
        ref Thread record = ref Threads[thread];
        if (record.PreviousInAll.IsNone)
        {
            AllThreads = record.NextInAll;
        }
        else
        {
            Threads[record.PreviousInAll].NextInAll = record.NextInAll;
        }

        if (!record.NextInAll.IsNone)
        {
            Threads[record.NextInAll].PreviousInAll = record.PreviousInAll;
        }

        ThreadCount--;
    }

    /// <summary>Forgets a thread that has ended, of which there is one; hands out the area to free.</summary>
    public nuint TakeEnded()
    {
        PoolLink thread = Ended.Take(Threads);
        nuint area = Threads[thread].Area;
        Threads.Free(Threads.HandleOf(thread));
        return area;
    }
}
