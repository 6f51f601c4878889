using System;
using System.Runtime;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Which thread runs. Preemptive, first come first served with a time slice, tickless: the timer is armed only for the next event.</summary>
public static unsafe class Scheduler
{
    /// <summary>How long a thread runs while others wait, in nanoseconds.</summary>
    private const ulong SliceNanoseconds = 5_000_000;

    private const ulong Never = ulong.MaxValue;

    private static SchedulerState s_state;
    private static TakeStatic<Thread> s_idleThread;
    private static TakeStatic<ThreadBlock> s_idleBlock;

    /// <summary>The number of the thread that runs.</summary>
    public static uint CurrentThreadId => Current->Id;

    /// <summary>The threads that have been created and have not ended.</summary>
    public static int ThreadCount
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            return s_state.ThreadCount;
        }
    }

    internal static Thread* Current => Switch.CurrentBlock()->Thread;

    internal static Thread* FirstThread => s_state.AllThreads;

    /// <summary>Makes the caller, which runs on the boot stack, this CPU's idle thread.</summary>
    public static void Initialize(nuint stackLow, nuint stackHigh)
    {
        fixed (Thread* thread = &s_idleThread.Take())
        fixed (ThreadBlock* block = &s_idleBlock.Take())
        {
            // SAFETY: statics never move.
            block->Self = block;
            block->Thread = thread;
            block->StackLow = stackLow;
            block->StackHigh = stackHigh;
            thread->Block = block;
            Switch.SetThreadBase(block);
            s_state.Idle = thread;
            s_state.TimerDeadline = Never;
        }
    }

    /// <summary>Runs other threads for ever; the CPU halts while there are none.</summary>
    public static void RunIdle()
    {
        Cpu.DisableInterrupts();
        while (true)
        {
            using (SchedulerLock.Enter())
            {
                if (!s_state.Ready.IsEmpty)
                {
                    SwitchAway();
                    continue;
                }

                ArmTimer();
            }

            Cpu.WaitForInterrupt();
        }
    }

    /// <summary>
    /// Creates a thread that calls <paramref name="entry"/> and ends when that returns. False when memory or addresses ran out.
    /// </summary>
    public static bool TryCreateThread(delegate*<nuint, void> entry, nuint argument, nuint stackBytes, out uint threadId)
    {
        threadId = 0;
        Thread* thread = ThreadMemory.Create(stackBytes);
        if (thread is null)
        {
            return false;
        }

        // SAFETY: the stack was just committed and nobody runs on it.
        thread->StackPointer = Switch.Prepare(thread->Block->StackHigh, entry, argument);
        using SchedulerLock held = SchedulerLock.Enter();
        thread->Id = ++s_state.LastThreadId;
        thread->Block->ThreadId = thread->Id;
        threadId = thread->Id;
        s_state.Link(thread);
        MakeReady(thread);
        return true;
    }

    /// <summary>Creates a thread that runs <typeparamref name="TEntry"/>; false when memory or addresses ran out.</summary>
    public static bool TryCreateThread<TEntry>(nuint argument, nuint stackBytes, out uint threadId)
        where TEntry : struct, IThreadEntry => TryCreateThread(&TEntry.Run, argument, stackBytes, out threadId);

    /// <summary>Ends the calling thread. Does not return.</summary>
    [RuntimeExport("HermitThreadExit")]
    public static void ExitThread()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Thread* thread = Current;
        s_state.Unlink(thread);
        thread->State = ThreadState.Ended;
        SwitchAway();
        Panic.Fail("an ended thread went on");
    }

    /// <summary>Lets another thread run, if one is ready.</summary>
    public static void Yield()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!s_state.Ready.IsEmpty)
        {
            SwitchAway();
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

        using SchedulerLock held = SchedulerLock.Enter();
        Block(null, DeadlineIn(nanoseconds));
    }

    /// <summary>Opens a region in which the calling thread is not preempted.</summary>
    public static void DisablePreemption() => Cpu.DisablePreemption();

    /// <summary>Closes a region; switches at once when another thread became due meanwhile.</summary>
    public static void EnablePreemption()
    {
        if (Cpu.EnablePreemption() && Cpu.InterruptsEnabled)
        {
            Cpu.TakeRescheduleRequest();
            Yield();
        }
    }

    /// <summary>The timer interrupt: wakes who is due, and ends the time slice of the running thread.</summary>
    public static void OnTimer()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        s_state.TimerDeadline = Never;
        ulong now = Clock.MonotonicNanoseconds;
        WakeSleepers(now);
        if (!s_state.Ready.IsEmpty && s_state.SliceEnd != 0 && s_state.SliceEnd <= now)
        {
            Cpu.RequestReschedule();
        }

        ArmTimer();
    }

    /// <summary>A page fault: commits a page of the current thread's stack, if the address is in it. Says whether the stack has overflowed.</summary>
    public static StackFault OnStackFault(nuint address)
    {
        if (!StackWindow.Contains(address))
        {
            return StackFault.NotStack;
        }

        Thread* thread = Current;
        if (thread->Stack.Contains(address) && address < thread->Stack.CommittedStart)
        {
            return thread->Stack.TryCommit(address) ? StackFault.Committed : StackFault.OutOfMemory;
        }

        return thread->Stack.IsGuard(address) ? StackFault.Overflow : StackFault.NotStack;
    }

    // All below: the lock is held.
    internal static ulong DeadlineIn(ulong nanoseconds)
    {
        ulong now = Clock.MonotonicNanoseconds;
        return nanoseconds >= Never - now ? Never : now + nanoseconds;
    }

    /// <summary>Blocks the calling thread until it is woken or the deadline has passed; returns whether it was woken.</summary>
    internal static bool Block(WaitQueue* queue, ulong deadline)
    {
        Panic.Unless(!Cpu.PreemptionDisabled && !Cpu.InInterrupt, "a thread blocked where it must not");
        Thread* thread = Current;
        thread->State = ThreadState.Blocked;
        thread->TimedOut = false;
        thread->Queue = queue;
        if (queue is not null)
        {
            queue->Add(thread);
        }

        if (deadline != Never)
        {
            thread->Deadline = deadline;
            s_state.Sleepers.Add(thread);
        }

        SwitchAway();
        return !thread->TimedOut;
    }

    /// <summary>Wakes the thread that has waited longest; false when none waits.</summary>
    internal static bool WakeOne(ref WaitQueue queue)
    {
        Thread* thread = queue.Take();
        if (thread is null)
        {
            return false;
        }

        thread->Queue = null;
        if (thread->Sleeps)
        {
            s_state.Sleepers.Remove(thread);
        }

        MakeReady(thread);
        return true;
    }

    private static void MakeReady(Thread* thread)
    {
        thread->State = ThreadState.Ready;
        s_state.Ready.Add(thread);
        if (Cpu.InInterrupt)
        {
            Cpu.RequestReschedule();
        }

        ArmTimer();
    }

    private static void WakeSleepers(ulong now)
    {
        for (Thread* thread = s_state.Sleepers.Earliest; thread is not null && thread->Deadline <= now; thread = s_state.Sleepers.Earliest)
        {
            s_state.Sleepers.Remove(thread);
            if (thread->Queue is not null)
            {
                thread->Queue->Remove(thread);
                thread->Queue = null;
            }

            thread->TimedOut = true;
            MakeReady(thread);
        }
    }

    // Arms the timer for the next event, unless it is armed for an earlier one already.
    private static void ArmTimer()
    {
        ulong deadline = s_state.Sleepers.Earliest is null ? Never : s_state.Sleepers.Earliest->Deadline;
        if (!s_state.Ready.IsEmpty)
        {
            deadline = Math.Min(deadline, s_state.SliceEnd);
        }

        if (deadline < s_state.TimerDeadline)
        {
            ulong now = Clock.MonotonicNanoseconds;
            if (deadline == 0)
            {
                s_state.SliceEnd = deadline = now + SliceNanoseconds;
            }

            s_state.TimerDeadline = deadline;
            Clock.ArmTimer(deadline > now ? deadline - now : 1);
        }
    }

    // Puts the current thread where its state says and runs the next one.
    private static void SwitchAway()
    {
        Thread* previous = Current;
        if (previous->State == ThreadState.Ready && previous != s_state.Idle)
        {
            s_state.Ready.Add(previous);
        }

        Thread* next = s_state.Ready.Take();
        if (next is null)
        {
            next = s_state.Idle;
        }

        s_state.SliceEnd = 0; // measured only once somebody waits
        ArmTimer();
        if (next != previous)
        {
            s_state.Ended = previous->State == ThreadState.Ended ? previous : null;
            // SAFETY: interrupts are masked by the lock, and every thread that does not run was left by this very call or prepared for it.
            Switch.To(&previous->StackPointer, next->StackPointer, next->Block);
            FreeEnded();
        }
    }

    private static void FreeEnded()
    {
        Thread* ended = s_state.Ended;
        if (ended is not null)
        {
            s_state.Ended = null;
            ThreadMemory.Free(ended);
        }
    }

    [RuntimeExport("HermitThreadStarted")]
    private static void FinishFirstSwitch()
    {
        FreeEnded();
        // SAFETY: called by HermitThreadStart only.
        SchedulerLock.ReleaseInNewThread();
    }

    [RuntimeExport("HermitYieldPreempted")]
    private static void YieldPreempted()
    {
        Cpu.TakeRescheduleRequest();
        Yield();
    }
}
