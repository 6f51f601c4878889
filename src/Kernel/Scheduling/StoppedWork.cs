using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>What the thread that has stopped the world lets the other CPUs do, which are idle.</summary>
public static class StoppedWork
{
    private static WorkCall s_call;
    private static AtomicNuint s_work;

    /// <summary>
    /// Makes every other CPU run <typeparamref name="TWork"/> once, if it gets to it before <see cref="End"/>. The calling thread has stopped the world.
    /// Does not wait.
    /// </summary>
    public static void Begin<TWork>()
        where TWork : struct, IStoppedWork
    {
        unsafe
        {
            // SAFETY: the address of safe code, which any CPU may run.
            s_work.Store((nuint)(delegate*<void>)&TWork.Run, MemoryOrder.Relaxed);
        }

        CpuSet others = OnlineOthers();
        s_call.Invite(others);
        for (; !others.IsEmpty; others.Remove(others.Lowest))
        {
            OtherCpus.Reschedule(others.Lowest);
        }
    }

    /// <summary>Waits until every CPU that has begun is done; the others do not begin any more.</summary>
    public static void End()
    {
        s_call.Cancel();
        while (s_call.IsActive)
        {
            Cpu.Pause();
        }
    }

    /// <summary>Does what the CPU was asked for, if it was. Only its idle thread calls this.</summary>
    internal static bool TryRun()
    {
        if (!s_call.TryAccept(Cpu.Index))
        {
            return false;
        }

        unsafe
        {
            // SAFETY: what Begin stored before it invited.
            ((delegate*<void>)s_work.Load(MemoryOrder.Relaxed))();
        }

        s_call.Finish();
        return true;
    }

    private static CpuSet OnlineOthers()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        return held.State.Online.Except(Cpu.Index);
    }
}
