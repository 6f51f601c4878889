using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Machine;

/// <summary>The CPU that runs the caller.</summary>
// SAFETY: the block of this CPU is set up before anything else runs on it (BootCpu.InitializeCpu), and only code on this CPU uses it. The
// instructions behind the other members reach no memory but the stack.
public static unsafe class Cpu
{
    /// <summary>Its number, from 0.</summary>
    public static int Index => (int)Instructions.CpuBlock()->Index;

    /// <summary>The stack pointer of the caller.</summary>
    public static nuint StackPointer => Instructions.StackPointer();

    /// <summary>Whether interrupts are delivered to it.</summary>
    public static bool InterruptsEnabled => Instructions.InterruptsEnabled() != 0;

    /// <summary>Whether it is in an interrupt handler.</summary>
    public static bool InInterrupt => Instructions.CpuBlock()->InterruptDepth != 0;

    /// <summary>Says that an interrupt handler begins.</summary>
    internal static void EnterInterrupt() => Instructions.CpuBlock()->InterruptDepth++;

    /// <summary>Says that it has ended; returns whether the interrupted thread has to make way for another one, and may.</summary>
    internal static bool LeaveInterrupt()
    {
        CpuBlock* block = Instructions.CpuBlock();
        block->InterruptDepth--;
        return block->NeedsReschedule != 0 && block->PreemptionDisabled == 0;
    }

    /// <summary>Whether a region that forbids preemption is active.</summary>
    public static bool PreemptionDisabled => Instructions.CpuBlock()->PreemptionDisabled != 0;

    /// <summary>Whether an interrupt has asked for another thread to run; reading clears the wish.</summary>
    public static bool TakeRescheduleRequest() => Interlocked.Exchange(ref Instructions.CpuBlock()->NeedsReschedule, 0) != 0;

    /// <summary>Asks that another thread run as soon as the current one may be preempted.</summary>
    public static void RequestReschedule() => Volatile.Write(ref Instructions.CpuBlock()->NeedsReschedule, 1);

    /// <summary>Opens a region in which this thread is not preempted. Regions nest; blocking in one is a bug that panics.</summary>
    public static void DisablePreemption()
    {
        // Whoever runs in between leaves the counter as it was, or this thread is not preempted at all.
        Instructions.CpuBlock()->PreemptionDisabled++;
    }

    /// <summary>Closes a region; returns whether a reschedule became due meanwhile.</summary>
    public static bool EnablePreemption()
    {
        CpuBlock* block = Instructions.CpuBlock();
        Panic.Unless(block->PreemptionDisabled != 0, "preemption enabled more often than disabled");
        return --block->PreemptionDisabled == 0 && block->NeedsReschedule != 0;
    }

    /// <summary>Masks interrupts; returns the state before for <see cref="RestoreInterrupts"/>.</summary>
    public static nuint DisableInterrupts() => Instructions.InterruptsSaveAndDisable();

    /// <summary>Puts back what <see cref="DisableInterrupts"/> returned.</summary>
    /// <remarks>Safety: innermost first, and nothing that relies on the mask is going on any more.</remarks>
    [RequiresUnsafe]
    public static void RestoreInterrupts(nuint state) => Instructions.InterruptsRestore(state);

    /// <summary>Makes the stack of the calling thread reach that far down now, so that it does not have to grow while a lock is held that growing takes.</summary>
    /// <remarks>Below an interrupt or boot stack there is the image's data, so that the access is harmless there.</remarks>
    public static void TouchStack(nuint bytes) => Instructions.TouchStack(bytes);

    /// <summary>Sleeps until an interrupt has been handled. Interrupts are masked on entry and on return.</summary>
    /// <remarks>Safety: no lock is held, and nothing relies on interrupts being masked.</remarks>
    [RequiresUnsafe]
    public static void WaitForInterrupt() => Instructions.WaitForInterrupt();

    /// <summary>Tells the CPU that this is a loop that waits.</summary>
    public static void Pause() => Instructions.Pause();

    /// <summary>Stops this CPU for good.</summary>
    public static void Halt() => Instructions.Halt();
}
