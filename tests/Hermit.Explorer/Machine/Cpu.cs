using Hermit.Explorer;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The CPU that runs the caller, as the scheduler sees it: the simulated machine's.</summary>
internal static class Cpu
{
    public static int Index => This.Number;

    public static nuint StackPointer => 0;

    public static bool InterruptsEnabled => !Instrumentation.Thread.InterruptsMasked;

    public static bool InInterrupt => This.InInterrupt;

    public static bool PreemptionDisabled => This.PreemptionDisabled != 0;

    private static SimulatedCpu This => SimulatedMachine.Current.PlayingCpu;

    public static bool TakeRescheduleRequest()
    {
        bool requested = This.NeedsReschedule;
        This.NeedsReschedule = false;
        return requested;
    }

    public static void RequestReschedule() => This.NeedsReschedule = true;

    public static void DisablePreemption() => This.PreemptionDisabled++;

    public static bool EnablePreemption() => --This.PreemptionDisabled == 0 && This.NeedsReschedule;

    public static nuint DisableInterrupts()
    {
        bool masked = Instrumentation.Thread.InterruptsMasked;
        Instrumentation.Thread.InterruptsMasked = true;
        return masked ? (nuint)0 : 1;
    }

    public static void RestoreInterrupts(nuint state)
    {
        if (state == 0 || SimulatedMachine.Current.Playing.HasLeft)
        {
            return;
        }

        // Interrupts that have become pending meanwhile arrive now, and their handlers are masked.
        while (This.TryDeliver())
        {
        }

        Instrumentation.Thread.InterruptsMasked = false;
        This.PreemptIfDue();
    }

    // Where there are no other CPUs (see OtherCpus) nobody calls it.
    public static void Linger()
    {
    }

    public static void WaitForInterrupt()
    {
        SimulatedMachine.Current.Rest(This);
        This.NeedsReschedule = false;
    }

    // What the thread itself has stored since it looked, such as the lock it looked under, is nothing new to see.
    public static void Pause()
    {
        ExploredThread thread = Instrumentation.Thread;
        foreach (AtomicLocation location in thread.LoadedSinceWait.Keys.ToList())
        {
            thread.LoadedSinceWait[location] = location.SkipOwn(thread.LoadedSinceWait[location], thread);
        }

        thread.StoredSinceWait = false;
        Spin.Wait();
    }
}
