namespace Hermit.Machine;

/// <summary>The CPU that runs the caller.</summary>
public static class Cpu
{
    // What this CPU keeps for itself. Only code that cannot be moved to another CPU meanwhile may use it: with interrupts masked. Everybody else
    // reads or changes one field by one instruction.
    private static ref CpuBlock Block
    {
        get
        {
            unsafe
            {
                // SAFETY: the block is set up before anything else runs on this CPU (BootCpu.InitializeCpu), and only code on this CPU uses it.
                return ref *Instructions.CpuBlock();
            }
        }
    }

    /// <summary>Its number, from 0.</summary>
    public static int Index
    {
        get
        {
            unsafe
            {
                // SAFETY: as for Block; reads a number.
                return Instructions.CpuIndex();
            }
        }
    }

    /// <summary>The stack pointer of the caller.</summary>
    public static nuint StackPointer
    {
        get
        {
            unsafe
            {
                // SAFETY: reads a register.
                return Instructions.StackPointer();
            }
        }
    }

    /// <summary>Whether interrupts are delivered to it.</summary>
    public static bool InterruptsEnabled
    {
        get
        {
            unsafe
            {
                // SAFETY: reads a flag.
                return Instructions.InterruptsEnabled() != 0;
            }
        }
    }

    /// <summary>Whether it is in an interrupt handler.</summary>
    public static bool InInterrupt
    {
        get
        {
            unsafe
            {
                // SAFETY: as for Block; reads a number.
                return Instructions.InInterrupt() != 0;
            }
        }
    }

    /// <summary>Says that an interrupt handler begins.</summary>
    internal static void EnterInterrupt()
    {
        ref CpuBlock block = ref Block;
        block.InterruptDepth++;
        EmulatedCpu.OnInterrupt(ref block);
    }

    /// <summary>Says that it has ended; returns whether the interrupted thread has to make way for another one, and may.</summary>
    internal static bool LeaveInterrupt()
    {
        ref CpuBlock block = ref Block;
        block.InterruptDepth--;
        return block.NeedsReschedule != 0 && block.PreemptionDisabled == 0;
    }

    /// <summary>Whether a region that forbids preemption is active.</summary>
    public static bool PreemptionDisabled
    {
        get
        {
            unsafe
            {
                // SAFETY: as for Block; reads a number.
                return Instructions.PreemptionDisabled() != 0;
            }
        }
    }

    /// <summary>Whether an interrupt has asked for another thread to run; reading clears the wish.</summary>
    public static bool TakeRescheduleRequest()
    {
        unsafe
        {
            // SAFETY: as for Block. Who takes the wish switches, or is switched away from before it does: either serves it.
            return Instructions.TakeRescheduleRequest() != 0;
        }
    }

    /// <summary>Asks that another thread run as soon as the current one may be preempted.</summary>
    public static void RequestReschedule()
    {
        unsafe
        {
            // SAFETY: as for Block; at worst another thread runs.
            Instructions.RequestReschedule();
        }
    }

    /// <summary>Opens a region in which this thread is not preempted. Regions nest; blocking in one is a bug that panics.</summary>
    public static void DisablePreemption()
    {
        unsafe
        {
            // SAFETY: as for Block. From the next instruction on the thread stays on the CPU that counted.
            Instructions.DisablePreemption();
        }
    }

    /// <summary>Closes a region; returns whether a reschedule became due meanwhile.</summary>
    public static bool EnablePreemption()
    {
        int due;
        unsafe
        {
            // SAFETY: as for Block. In a region the thread stays on its CPU.
            due = Instructions.EnablePreemption();
        }

        Panic.Unless(due <= 1, "preemption enabled more often than disabled");
        return due != 0;
    }

    /// <summary>Masks interrupts; returns the state before for <see cref="RestoreInterrupts"/>.</summary>
    public static nuint DisableInterrupts()
    {
        unsafe
        {
            // SAFETY: masking interrupts keeps every invariant; it only delays.
            return Instructions.InterruptsSaveAndDisable();
        }
    }

    /// <summary>Puts back what <see cref="DisableInterrupts"/> returned.</summary>
    /// <remarks>Safety: innermost first, and nothing that relies on the mask is going on any more.</remarks>
    [RequiresUnsafe]
    public static void RestoreInterrupts(nuint state)
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Instructions.InterruptsRestore(state);
        }
    }

    /// <summary>Makes the stack of the calling thread reach that far down now, so that it does not have to grow while a lock is held that growing takes.</summary>
    /// <remarks>A stack of the kernel's own does not grow: the access is harmless as long as it is within it, and else a panic about the guard below.</remarks>
    public static void TouchStack(nuint bytes)
    {
        unsafe
        {
            // SAFETY: reads what may be read, or faults.
            Instructions.TouchStack(bytes);
        }
    }

    /// <summary>Says that more memory is in use than before, or other memory: for CPUs whose translation cache does not see that by itself.</summary>
    public static void NoteWorkingSet() => EmulatedCpu.RenewTranslationCache();

    /// <summary>Sleeps until an interrupt has been handled. Interrupts are masked on entry and on return.</summary>
    /// <remarks>Safety: no lock is held, and nothing relies on interrupts being masked.</remarks>
    [RequiresUnsafe]
    public static void WaitForInterrupt()
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Instructions.WaitForInterrupt();
        }
    }

    /// <summary>Lets interrupts arrive for a moment without sleeping. Interrupts are masked on entry and on return.</summary>
    /// <remarks>Safety: as for <see cref="WaitForInterrupt"/>.</remarks>
    [RequiresUnsafe]
    public static void Linger()
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Instructions.Linger(1);
        }
    }

    /// <summary>Tells the CPU that this is a loop that waits.</summary>
    public static void Pause()
    {
        unsafe
        {
            // SAFETY: a hint.
            Instructions.Pause();
        }
    }

    /// <summary>Stops this CPU for good.</summary>
    public static void Halt()
    {
        unsafe
        {
            // SAFETY: nothing runs any more.
            Instructions.Halt();
        }
    }
}
