using System;
using System.Runtime;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Which thread runs. Preemptive, first come first served with a time slice, tickless: the timer is armed only for the next event.</summary>
// SAFETY: the base register of a CPU refers to the block of the thread that runs, from Initialize on, and threads live until they have ended
// and another one runs (Thread). Every queue is reached through SchedulerLock.
public static unsafe class Scheduler
{
    /// <summary>How long a thread runs while others wait, in nanoseconds.</summary>
    private const ulong SliceNanoseconds = 5_000_000;

    private const ulong Never = ulong.MaxValue;

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
            return held.State.ThreadCount;
        }
    }

    internal static Thread* Current => Switch.CurrentBlock()->Thread;

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
            using SchedulerLock held = SchedulerLock.Enter();
            held.State.Idle = thread;
            held.State.TimerDeadline = Never;
        }
    }

    /// <summary>Runs other threads for ever; the CPU halts while there are none.</summary>
    public static void RunIdle()
    {
        Cpu.DisableInterrupts();
        while (true)
        {
            using (SchedulerLock held = SchedulerLock.Enter())
            {
                if (!held.State.Ready.IsEmpty)
                {
                    SwitchAway(ref held.State);
                    continue;
                }

                ArmTimer(ref held.State);
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
        thread->Id = ++held.State.LastThreadId;
        thread->Block->ThreadId = thread->Id;
        threadId = thread->Id;
        held.State.Link(thread);
        MakeReady(ref held.State, thread);
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
        held.State.Unlink(thread);
        thread->State = ThreadState.Ended;
        SwitchAway(ref held.State);
        Panic.Fail("an ended thread went on");
    }

    /// <summary>Lets another thread run, if one is ready.</summary>
    public static void Yield()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Ready.IsEmpty)
        {
            SwitchAway(ref held.State);
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
        Block(ref held.State, null, DeadlineIn(nanoseconds));
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
        held.State.TimerDeadline = Never;
        ulong now = Clock.MonotonicNanoseconds;
        WakeSleepers(ref held.State, now);
        if (!held.State.Ready.IsEmpty && held.State.SliceEnd != 0 && held.State.SliceEnd <= now)
        {
            Cpu.RequestReschedule();

            // Where it must not be preempted now, it is as soon as that ends; until then there is nothing to interrupt it for.
            held.State.SliceEnd = now + SliceNanoseconds;
        }

        ArmTimer(ref held.State);
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
    internal static bool Block(ref SchedulerState state, WaitQueue* queue, ulong deadline)
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
            state.Sleepers.Add(thread);
        }

        SwitchAway(ref state);
        return !thread->TimedOut;
    }

    /// <summary>Wakes the thread that has waited longest; false when none waits.</summary>
    internal static bool WakeOne(ref SchedulerState state, ref WaitQueue queue)
    {
        Thread* thread = queue.Take();
        if (thread is null)
        {
            return false;
        }

        thread->Queue = null;
        if (thread->Sleeps)
        {
            state.Sleepers.Remove(thread);
        }

        MakeReady(ref state, thread);
        return true;
    }

    private static void MakeReady(ref SchedulerState state, Thread* thread)
    {
        thread->State = ThreadState.Ready;
        state.Ready.Add(thread);
        if (Cpu.InInterrupt)
        {
            Cpu.RequestReschedule();
        }

        ArmTimer(ref state);
    }

    private static void WakeSleepers(ref SchedulerState state, ulong now)
    {
        for (Thread* thread = state.Sleepers.Earliest; thread is not null && thread->Deadline <= now; thread = state.Sleepers.Earliest)
        {
            state.Sleepers.Remove(thread);
            if (thread->Queue is not null)
            {
                thread->Queue->Remove(thread);
                thread->Queue = null;
            }

            thread->TimedOut = true;
            MakeReady(ref state, thread);
        }
    }

    // Arms the timer for the next event, unless it is armed for an earlier one already.
    private static void ArmTimer(ref SchedulerState state)
    {
        ulong now = Clock.MonotonicNanoseconds;
        ulong deadline = state.Sleepers.Earliest is null ? Never : state.Sleepers.Earliest->Deadline;
        if (!state.Ready.IsEmpty)
        {
            if (state.SliceEnd == 0)
            {
                state.SliceEnd = now + SliceNanoseconds;
            }

            deadline = Math.Min(deadline, state.SliceEnd);
        }

        if (deadline < state.TimerDeadline)
        {
            state.TimerDeadline = deadline;
            Clock.ArmTimer(deadline > now ? deadline - now : 1);
        }
    }

    // Puts the current thread where its state says and runs the next one.
    private static void SwitchAway(ref SchedulerState state)
    {
        Thread* previous = Current;
        if (previous->State == ThreadState.Ready && previous != state.Idle)
        {
            state.Ready.Add(previous);
        }

        Thread* next = state.Ready.Take();
        if (next is null)
        {
            next = state.Idle;
        }

        state.SliceEnd = 0; // measured only once somebody waits
        ArmTimer(ref state);
        if (next != previous)
        {
            state.Ended = previous->State == ThreadState.Ended ? previous : null;
            // SAFETY: interrupts are masked by the lock, and every thread that does not run was left by this very call or prepared for it.
            Switch.To(&previous->StackPointer, next->StackPointer, next->Block);
            FreeEnded(ref state);
        }
    }

    private static void FreeEnded(ref SchedulerState state)
    {
        Thread* ended = state.Ended;
        if (ended is not null)
        {
            state.Ended = null;
            ThreadMemory.Free(ended);
        }
    }

    [RuntimeExport("HermitThreadStarted")]
    private static void FinishFirstSwitch()
    {
        // The lock is that of the thread that switched here; it is held until this guard's end, which leaves interrupts masked.
        using SchedulerLock held = SchedulerLock.Adopt();
        FreeEnded(ref held.State);
    }

    [RuntimeExport("HermitYieldPreempted")]
    private static void YieldPreempted()
    {
        Cpu.TakeRescheduleRequest();
        Yield();
    }
}
