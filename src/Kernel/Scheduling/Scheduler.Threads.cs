
using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

// How threads begin and end.
public static partial class Scheduler
{
    /// <summary>Creates a thread that runs <typeparamref name="TEntry"/>; false when memory or addresses ran out.</summary>
    public static bool TryCreateThread<TEntry>(nuint argument, nuint stackBytes, out ThreadHandle thread)
        where TEntry : struct, IThreadEntry
    {
        unsafe
        {
            // SAFETY: the entry is safe code, which any thread may run with any argument.
            return TryCreateThread(&TEntry.Run, argument, stackBytes, out thread);
        }
    }

    /// <summary>
    /// Creates a thread that calls <paramref name="entry"/> and ends when that returns. False when memory or addresses ran out.
    /// </summary>
    /// <remarks>Safety: the entry may be called with the argument, on a thread of its own.</remarks>
    [RequiresUnsafe]
    public static unsafe bool TryCreateThread(delegate*<nuint, void> entry, nuint argument, nuint stackBytes, out ThreadHandle thread)
    {
        thread = default;
        if (!ThreadMemory.TryCreate(stackBytes, entry, argument, out nuint area, out nuint stackPointer))
        {
            return false;
        }

        if (!TryStart(area, stackPointer, out thread))
        {
            // SAFETY: the area was just made for a thread that there will not be.
            ThreadMemory.Free(area);
            return false;
        }

        return true;
    }

    /// <summary>Whether a thread has not ended yet.</summary>
    public static bool IsAlive(ThreadHandle thread)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        return held.State.Threads.Contains(thread.Value) && held.State.Threads[thread.Value].State != ThreadState.Ended;
    }

    /// <summary>The CPUs that threads may run on, each a bit.</summary>
    public static ulong AllowedCpus
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            return held.State.Allowed.Bits;
        }
    }

    /// <summary>Lets threads run only on those of <paramref name="cpus"/>, each a bit, that there are; false when there is none. The caller goes on on one of them.</summary>
    public static bool TryKeepTo(ulong cpus)
    {
        using (SchedulerLock held = SchedulerLock.Enter())
        {
            CpuSet allowed = held.State.Online.And(new CpuSet(cpus));
            if (allowed.IsEmpty)
            {
                return false;
            }

            held.State.KeepTo(allowed);
        }

        Yield();
        return true;
    }

    internal static bool TryStart(nuint area, nuint stackPointer, out ThreadHandle thread)
    {
        using SchedulerLock held = SchedulerLock.Enter();
        if (!held.State.Threads.TryAllocate(out Handle<Thread> handle))
        {
            thread = default;
            return false;
        }

        thread = new ThreadHandle(handle);
        ref Thread record = ref held.State.Threads[handle];
        record.Area = area;
        record.StackPointer = stackPointer;
        record.Id = ++held.State.LastThreadId;
        record.Cpu = (byte)Cpu.Index;
        unsafe
        {
            // SAFETY: the area was just made for this thread, which does not run yet.
            record.StackHigh = ThreadMemory.SetOwner(area, thread, record.Id);
        }

        held.State.Link(handle.Link);
        held.State.MakeReady(handle.Link, ref record, first: false);
        return true;
    }

    // Called by HermitThreadStart when a thread's entry has returned.
    internal static void ExitThread()
    {
        using SchedulerLock held = SchedulerLock.Enter();
        Panic.Unless(!IsIdle(ref held.State) && !Cpu.PreemptionDisabled, "a thread ended where it must not");
        PoolLink thread = held.State.Cpus[Cpu.Index].Current;
        held.State.Unlink(thread);
        held.State.Threads[thread].State = ThreadState.Ended;
        SwitchAway(ref held.State);
        Panic.Fail("an ended thread went on");
    }

    // Called by HermitThreadStart, first thing on a new thread. The lock is that of the thread that switched here; it is held until this guard's
    // end, which leaves interrupts masked.
    internal static void FinishFirstSwitch()
    {
        unsafe
        {
            // SAFETY: see above.
            using SchedulerLock held = SchedulerLock.Adopt();
        }
    }

    // Called by HermitPreempted, on the stack of a thread that an interrupt wants to yield.
    internal static void YieldPreempted()
    {
        Cpu.TakeRescheduleRequest();
        Yield();
    }
}
