using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

// What is told of threads and CPUs.
public static partial class Scheduler
{
    /// <summary>How many CPUs run threads.</summary>
    public static int CpuCount
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            int count = 0;
            for (CpuSet rest = held.State.Online; !rest.IsEmpty; rest.Remove(rest.Lowest))
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>How long the CPUs have had something to do since boot, all together, in nanoseconds.</summary>
    public static ulong BusyNanoseconds
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            ulong now = Clock.MonotonicNanoseconds;
            ulong busy = 0;
            for (CpuSet rest = held.State.Online; !rest.IsEmpty; rest.Remove(rest.Lowest))
            {
                ref readonly CpuState cpu = ref held.State.Cpus[rest.Lowest];
                ulong idle = cpu.IdleNanoseconds + (cpu.IdleSince == 0 ? 0 : now - cpu.IdleSince);
                busy += now - Math.Min(now, idle);
            }

            return busy;
        }
    }

    /// <summary>Writes down the numbers of the threads, as many as there is room for, and gives how many.</summary>
    public static int CopyThreadIds(Span<uint> ids)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        int count = 0;
        for (PoolLink thread = held.State.AllThreads; !thread.IsNone && count < ids.Length; thread = held.State.Threads[thread].NextInAll)
        {
            ids[count++] = held.State.Threads[thread].Id;
        }

        return count;
    }
}
