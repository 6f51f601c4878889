using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>All threads but the caller's, stopped: for the collector.</summary>
public static class World
{
    /// <summary>
    /// Stops every other thread, wherever it is, until the result is disposed of. Blocks while another thread has stopped the world, and waits for
    /// threads that run on other CPUs to get where they can be preempted. The caller must not block meanwhile.
    /// </summary>
    public static StoppedWorld Stop()
    {
        unsafe
        {
            // SAFETY: the guard resumes what this stops.
            StopUnguarded();
        }

        return new StoppedWorld();
    }

    /// <summary>As <see cref="Stop"/>, until <see cref="ResumeUnguarded"/>.</summary>
    /// <remarks>Safety: the calling thread calls <see cref="ResumeUnguarded"/> once for each call of this.</remarks>
    [RequiresUnsafe]
    public static void StopUnguarded()
    {
        while (!TryClaim())
        {
            // Whoever stopped the world lets nobody run: this comes back when it goes on.
            Scheduler.Yield();
        }

        while (!HasStopped())
        {
            Cpu.Pause();
        }
    }

    /// <summary>Lets all threads go on.</summary>
    /// <remarks>Safety: the calling thread has stopped the world by <see cref="StopUnguarded"/>, and looks at no thread any more.</remarks>
    [RequiresUnsafe]
    public static void ResumeUnguarded()
    {
        using (SchedulerLock held = SchedulerLock.Enter())
        {
            Panic.Unless(held.State.Stopper == held.State.Cpus[Cpu.Index].Current, "the world was resumed by a thread that has not stopped it");
            held.State.Stopper = default;
            InterruptOthers(held.State);
        }

        Scheduler.EnablePreemption();
    }

    /// <summary>The threads of a world that was stopped by <see cref="StopUnguarded"/>.</summary>
    /// <remarks>Safety: the calling thread has stopped the world, and does not use the result once it has resumed it.</remarks>
    [RequiresUnsafe]
    public static ThreadWalk ThreadsUnguarded() => new();

    private static bool TryClaim()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Stopper.IsNone)
        {
            return false;
        }

        held.State.Stopper = held.State.Cpus[Cpu.Index].Current;
        Cpu.DisablePreemption();
        InterruptOthers(held.State);
        return true;
    }

    private static bool HasStopped()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        for (CpuSet others = held.State.Online.Except(Cpu.Index); !others.IsEmpty; others.Remove(others.Lowest))
        {
            if (!held.State.Idle.Contains(others.Lowest))
            {
                return false;
            }
        }

        return true;
    }

    private static void InterruptOthers(in SchedulerState state)
    {
        for (CpuSet others = state.Online.Except(Cpu.Index); !others.IsEmpty; others.Remove(others.Lowest))
        {
            OtherCpus.Reschedule(others.Lowest);
        }
    }
}
