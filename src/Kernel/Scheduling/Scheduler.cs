using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Which thread runs. Preemptive, first come first served with a time slice, tickless: a CPU's timer is armed only for its next event.</summary>
public static partial class Scheduler
{
    /// <summary>The thread that runs.</summary>
    public static ThreadHandle CurrentThread => ThreadMemory.CurrentThread;

    /// <summary>The number of the thread that runs.</summary>
    public static uint CurrentThreadId => ThreadMemory.CurrentThreadId;

    /// <summary>The threads that have been created and have not ended.</summary>
    public static int ThreadCount
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            return held.State.ThreadCount;
        }
    }

    /// <summary>Makes the caller, which runs on the boot stack, the idle thread of its CPU. Once, when there are page frames.</summary>
    public static void Initialize()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Panic.Unless(!held.State.Online.Contains(Cpu.Index), "the scheduler was started twice on a CPU");
        Panic.Unless(held.State.Threads.TryAllocate(out Handle<Thread> idle), "too little memory for threads");
        held.State.AddCpu(Cpu.Index, idle.Link);
        ThreadMemory.SetIdle(new ThreadHandle(idle), out held.State.Threads[idle].Area);
    }

    /// <summary>Runs other threads for ever; the CPU halts while there are none. Only the idle thread may call it.</summary>
    public static void RunIdle()
    {
        Cpu.DisableInterrupts();
        bool watches = false;
        while (true)
        {
            using (SchedulerLock held = SchedulerLock.Enter())
            {
                Panic.Unless(IsIdle(ref held.State), "a thread that is not the idle one went idle");
                if (SwitchAway(ref held.State))
                {
                    watches = false;
                    continue;
                }

                // Watches first, and sleeps when that was of no use. Who queues a thread for it meanwhile knows which, by the same lock.
                watches = OtherCpus.Watching && !watches;
                held.State.SetWatching(Cpu.Index, watches);
            }

            unsafe
            {
                // SAFETY: the lock was released, and interrupts are masked for nothing but not to lose one before the CPU sleeps.
                if (watches)
                {
                    OtherCpus.Watch(Cpu.Index);
                }
                else if (!OtherCpus.Exist || !StoppedWork.TryRun())
                {
                    Cpu.WaitForInterrupt();
                }
            }
        }
    }

    /// <summary>Lets another thread run, if one is ready.</summary>
    public static void Yield()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        ref SchedulerState state = ref held.State;
        int number = Cpu.Index;
        if (state.HasOther(ref state.Cpus[number], number))
        {
            SwitchAway(ref state);
        }
    }

    /// <summary>Blocks the calling thread for <paramref name="nanoseconds"/>.</summary>
    public static void Sleep(ulong nanoseconds)
    {
        if (nanoseconds == 0)
        {
            Yield();
            return;
        }

        SleepUntil(Deadline.In(nanoseconds));
    }

    /// <summary>Blocks the calling thread until <paramref name="deadline"/>.</summary>
    public static void SleepUntil(Deadline deadline)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Block(ref held.State, default, deadline);
    }

    /// <summary>Opens a region in which the calling thread is not preempted.</summary>
    public static void DisablePreemption() => Cpu.DisablePreemption();

    /// <summary>Closes a region; switches at once when another thread became due meanwhile.</summary>
    public static void EnablePreemption()
    {
        if (Cpu.EnablePreemption() && Cpu.InterruptsEnabled)
        {
            YieldPreempted();
        }
    }

    /// <summary>The timer interrupt: wakes who is due, and ends the time slice of the running thread.</summary>
    public static void OnTimer()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        ref CpuState cpu = ref held.State.Cpus[Cpu.Index];
        cpu.TimerDeadline = ulong.MaxValue;
        ulong now = Clock.MonotonicNanoseconds;
        held.State.WakeSleepers(ref cpu, now);
        if (SchedulerState.Tick(ref cpu, now))
        {
            // Where it must not be preempted now, it is as soon as that ends.
            Cpu.RequestReschedule();
        }

        held.State.ArmTimer(ref cpu);
    }

    /// <summary>The interrupt by which another CPU says that it has queued a thread here, stopped the world, let it go on, or keeps threads from this one.</summary>
    public static void OnReschedule()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        int number = Cpu.Index;
        ref CpuState cpu = ref held.State.Cpus[number];
        if (cpu.Current == cpu.Idle || held.State.MustIdle(number))
        {
            Cpu.RequestReschedule();
        }

        held.State.ArmTimer(ref cpu);
    }

    // All below: the lock is held.

    /// <summary>Blocks the calling thread until it is woken or the deadline has passed; returns whether it was woken.</summary>
    internal static bool Block(ref SchedulerState state, PoolLink queue, Deadline deadline)
    {
        ref CpuState cpu = ref state.Cpus[Cpu.Index];
        Panic.Unless(!Cpu.PreemptionDisabled && !Cpu.InInterrupt && !IsIdle(ref cpu), "a thread blocked where it must not");
        PoolLink current = cpu.Current;
        ref Thread thread = ref state.Threads[current];
        thread.State = ThreadState.Blocked;
        thread.TimedOut = false;
        thread.IsBrief = !cpu.RanAtTick;
        thread.WaitsIn = queue;
        if (!queue.IsNone)
        {
            state.Queues[queue].Threads.Add(state.Threads, current, ref thread);
        }

        if (!deadline.IsNever)
        {
            cpu.Sleepers.Add(state.Threads, current, deadline.Nanoseconds);
            state.ArmTimer(ref cpu);
        }

        SwitchAway(ref state);
        return !thread.TimedOut;
    }

    internal static bool IsIdle(ref SchedulerState state) => IsIdle(ref state.Cpus[Cpu.Index]);

    private static bool IsIdle(ref CpuState cpu) => cpu.Current == cpu.Idle;

    // Puts the current thread where its state says and runs the next one; false when that is the same. It may go on on another CPU.
    private static bool SwitchAway(ref SchedulerState state)
    {
        int number = Cpu.Index;
        ref CpuState cpu = ref state.Cpus[number];
        PoolLink previous = cpu.Current;
        ref Thread leaving = ref state.Threads[previous];
        if (leaving.State == ThreadState.Ready && previous != cpu.Idle)
        {
            state.Leave(ref cpu, number, previous, ref leaving);
        }

        PoolLink next = state.TakeNext(ref cpu, number);
        state.SetCurrent(ref cpu, number, next);
        if (next == previous)
        {
            return false;
        }

        if (leaving.State == ThreadState.Ended)
        {
            state.Ended.Add(state.Threads, previous, ref leaving);
        }

        ref Thread entering = ref state.Threads[next];
        entering.Cpu = (byte)number;
        unsafe
        {
            // SAFETY: interrupts are masked by the lock, and every thread that does not run was left by this very call or prepared for it. Both
            // records stay where they are; that of a thread which has ended is freed by who gets the lock next, and nobody is switched to it.
            Switch.To(ref leaving.StackPointer, entering.StackPointer, entering.Area);
        }

        return true;
    }
}
