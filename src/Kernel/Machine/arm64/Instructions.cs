using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>Single instructions that C# has no expression for (Instructions.S).</summary>
internal static class Instructions
{
    /// <summary>MIDR_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitMainIdentifier")]
    internal static extern ulong MainIdentifier();

    /// <summary>MPIDR_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitAffinity")]
    internal static extern ulong Affinity();

    /// <summary>ID_AA64PFR0_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorFeatures")]
    internal static extern ulong ProcessorFeatures();

    /// <summary>ID_AA64ISAR0_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInstructionFeatures0")]
    internal static extern ulong InstructionFeatures0();

    /// <summary>ID_AA64ISAR1_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInstructionFeatures1")]
    internal static extern ulong InstructionFeatures1();

    /// <summary>CNTFRQ_EL0: the counter's frequency, in hertz.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCounterFrequency")]
    internal static extern ulong CounterFrequency();

    /// <summary>CNTVCT_EL0.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTimestamp")]
    internal static extern ulong Timestamp();

    /// <summary>CNTV_CVAL_EL0: from which value of the counter on the timer interrupts.</summary>
    /// <remarks>Safety: none: at worst an interrupt.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetTimerValue")]
    internal static extern void SetTimerValue(ulong timestamp);

    /// <summary>CNTV_CTL_EL0: 1 lets the timer interrupt, 0 stops it.</summary>
    /// <remarks>Safety: none: at worst an interrupt.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetTimerControl")]
    internal static extern void SetTimerControl(ulong value);

    /// <summary>RNDR: 1 when it delivered.</summary>
    /// <remarks>Safety: the CPU has it.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitRandom")]
    internal static unsafe extern int Random(ulong* value);

    /// <summary>TTBR0_EL1.</summary>
    /// <remarks>Safety: the tables map everything that is in use.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitLoadPageTable")]
    internal static extern void LoadPageTable(nuint address);

    /// <summary>TLBI VAAE1IS.</summary>
    /// <remarks>Safety: none: drops cached translations.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFlushPage")]
    internal static extern void FlushPage(nuint address);

    /// <summary>TLBI VMALLE1IS.</summary>
    /// <remarks>Safety: none: drops cached translations.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFlushTranslations")]
    internal static extern void FlushTranslations();

    /// <summary>DSB ISHST and ISB.</summary>
    /// <remarks>Safety: none: waits.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPublishTranslations")]
    internal static extern void PublishTranslations();

    /// <summary>DC CVAC: writes the line with an address back to memory, for CPUs whose caches are off.</summary>
    /// <remarks>Safety: none: memory stays what it is.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCleanLine")]
    internal static extern void CleanLine(nuint address);

    /// <summary>DC CVAU and IC IVAU of all lines of a range.</summary>
    /// <remarks>Safety: the range is mapped.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSynchronizeCode")]
    internal static extern void SynchronizeCode(nuint address, nuint bytes);

    /// <summary>FAR_EL1.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFaultAddress")]
    internal static extern nuint FaultAddress();

    /// <summary>ICC_IAR1_EL1: the interrupt to be handled.</summary>
    /// <remarks>Safety: the CPU has the register, and the caller ends the interrupt.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitAcknowledgeInterrupt")]
    internal static extern ulong AcknowledgeInterrupt();

    /// <summary>ICC_EOIR1_EL1.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEndInterrupt")]
    internal static extern void EndInterrupt(ulong interrupt);

    /// <summary>ICC_PMR_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetInterruptPriority")]
    internal static extern void SetInterruptPriority(ulong value);

    /// <summary>ICC_IGRPEN1_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetInterruptGroup")]
    internal static extern void SetInterruptGroup(ulong value);

    /// <summary>ICC_IGRPEN0_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetFastInterruptGroup")]
    internal static extern void SetFastInterruptGroup(ulong value);

    /// <summary>ICC_CTLR_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetInterruptControl")]
    internal static extern void SetInterruptControl(ulong value);

    /// <summary>ICC_SRE_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptRegisters")]
    internal static extern ulong InterruptRegisters();

    /// <summary>ICC_SRE_EL1.</summary>
    /// <remarks>Safety: the CPU has the register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetInterruptRegisters")]
    internal static extern void SetInterruptRegisters(ulong value);

    /// <summary>ICC_SGI1R_EL1.</summary>
    /// <remarks>Safety: the CPU has the register; the interrupt has a handler.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSendInterrupt")]
    internal static extern void SendInterrupt(ulong value);

    /// <summary>ICC_SGI0R_EL1.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSendFastInterrupt")]
    internal static extern void SendFastInterrupt(ulong value);

    /// <summary>DSB ISHST: what was written before is seen before what comes next.</summary>
    /// <remarks>Safety: none: waits.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFinishWrites")]
    internal static extern void FinishWrites();

    /// <summary>HVC.</summary>
    /// <remarks>Safety: the function exists and keeps the machine sound.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCallHypervisor")]
    internal static extern nint CallHypervisor(nuint function, nuint first, nuint second, nuint third);

    /// <summary>SMC.</summary>
    /// <remarks>Safety: the function exists and keeps the machine sound.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCallMonitor")]
    internal static extern nint CallMonitor(nuint function, nuint first, nuint second, nuint third);

    /// <summary>HLT 0xF000; <see cref="nuint.MaxValue"/> where there is no debugger.</summary>
    /// <remarks>Safety: the parameter is what the operation expects.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCallDebugger")]
    internal static extern nuint CallDebugger(nuint operation, nuint parameter);

    /// <summary>Masks interrupts; returns whether they were on.</summary>
    /// <remarks>Safety: paired with <see cref="InterruptsRestore"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsSaveAndDisable")]
    internal static extern nuint InterruptsSaveAndDisable();

    /// <summary>Unmasks them if they were on.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsRestore")]
    internal static extern void InterruptsRestore(nuint state);

    /// <summary>Whether DAIF.I is clear.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsEnabled")]
    internal static extern int InterruptsEnabled();

    /// <summary>WFI, and a moment with interrupts on.</summary>
    /// <remarks>Safety: no lock is held.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitWaitForInterrupt")]
    internal static extern void WaitForInterrupt();

    /// <summary>So many times YIELD with interrupts on.</summary>
    /// <remarks>Safety: no lock is held.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitLinger")]
    internal static extern void Linger(uint rounds);

    /// <summary>Stops the CPU for good.</summary>
    /// <remarks>Safety: none: never returns.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitHalt")]
    internal static extern void Halt();

    /// <summary>TPIDR_EL1.</summary>
    /// <remarks>Safety: a CPU block has been set.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCpuBlock")]
    internal static unsafe extern CpuBlock* CpuBlock();

    /// <summary>TPIDR_EL1.</summary>
    /// <remarks>Safety: the block is this CPU's, and stays.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitUseCpuBlock")]
    internal static unsafe extern void UseCpuBlock(CpuBlock* block);

    /// <summary>SP_EL1.</summary>
    /// <remarks>Safety: the stack is this CPU's, and stays; no handler is running.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetHandlerStack")]
    internal static extern void SetHandlerStack(nuint top);

    /// <summary>Clears DAIF.A and DAIF.F.</summary>
    /// <remarks>Safety: the CPU has stacks for handlers.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitUnmaskExceptions")]
    internal static extern void UnmaskExceptions();

    /// <summary><see cref="Machine.CpuBlock.Index"/>.</summary>
    /// <remarks>Safety: a CPU block has been set.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCpuIndex")]
    internal static extern int CpuIndex();

    /// <summary><see cref="Machine.CpuBlock.InterruptDepth"/>.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInInterrupt")]
    internal static extern uint InInterrupt();

    /// <summary><see cref="Machine.CpuBlock.PreemptionDisabled"/>.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPreemptionDisabled")]
    internal static extern uint PreemptionDisabled();

    /// <summary>Counts <see cref="Machine.CpuBlock.PreemptionDisabled"/> up.</summary>
    /// <remarks>Safety: as above, and paired with <see cref="EnablePreemption"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDisablePreemption")]
    internal static extern void DisablePreemption();

    /// <summary>And down: 1 when another thread has to run now, 2 when it was 0.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEnablePreemption")]
    internal static extern int EnablePreemption();

    /// <summary>Exchanges <see cref="Machine.CpuBlock.NeedsReschedule"/> with 0.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTakeRescheduleRequest")]
    internal static extern uint TakeRescheduleRequest();

    /// <summary>Sets <see cref="Machine.CpuBlock.NeedsReschedule"/>.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitRequestReschedule")]
    internal static extern void RequestReschedule();

    /// <summary>SP.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStackPointer")]
    internal static extern nuint StackPointer();

    /// <summary>Reads that far below SP.</summary>
    /// <remarks>Safety: that address belongs to the stack in use, or is mapped.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTouchStack")]
    internal static extern void TouchStack(nuint bytes);

    /// <summary>X29.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFramePointer")]
    internal static extern nuint FramePointer();

    /// <summary>YIELD.</summary>
    /// <remarks>Safety: none: a hint.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPause")]
    internal static extern void Pause();
}
