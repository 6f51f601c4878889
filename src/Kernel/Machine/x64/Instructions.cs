using System.Runtime;
using System.Runtime.CompilerServices;

namespace Hermit.Machine;

/// <summary>Single instructions that C# has no expression for (Instructions.S, Context.S).</summary>
internal static class Instructions
{
    /// <summary>IN of a byte.</summary>
    /// <remarks>Safety: reading a port may change device state: the caller owns the device.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitIn8")]
    internal static extern byte In8(ushort port);

    /// <summary>IN of 16 bits.</summary>
    /// <remarks>Safety: as <see cref="In8"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitIn16")]
    internal static extern ushort In16(ushort port);

    /// <summary>IN of 32 bits.</summary>
    /// <remarks>Safety: as <see cref="In8"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitIn32")]
    internal static extern uint In32(ushort port);

    /// <summary>OUT of a byte.</summary>
    /// <remarks>Safety: the caller owns the device and programs no DMA outside memory it owns.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitOut8")]
    internal static extern void Out8(ushort port, byte value);

    /// <summary>OUT of 16 bits.</summary>
    /// <remarks>Safety: as <see cref="Out8"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitOut16")]
    internal static extern void Out16(ushort port, ushort value);

    /// <summary>OUT of 32 bits.</summary>
    /// <remarks>Safety: as <see cref="Out8"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitOut32")]
    internal static extern void Out32(ushort port, uint value);

    /// <summary>RDMSR.</summary>
    /// <remarks>Safety: the register exists.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitReadMsr")]
    internal static extern ulong ReadMsr(uint register);

    /// <summary>WRMSR.</summary>
    /// <remarks>Safety: the register exists and the value keeps the machine sound.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitWriteMsr")]
    internal static extern void WriteMsr(uint register, ulong value);

    /// <summary>CPUID: EAX, EBX, ECX, EDX.</summary>
    /// <remarks>Safety: <paramref name="result"/> has room for four.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCpuid")]
    internal static extern unsafe void Cpuid(uint leaf, uint subleaf, uint* result);

    /// <summary>RDTSC.</summary>
    /// <remarks>Safety: none: reads a counter.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTimestamp")]
    internal static extern ulong Timestamp();

    /// <summary>RDRAND: 1 when it delivered.</summary>
    /// <remarks>Safety: the CPU has it.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitRandom")]
    internal static extern unsafe int Random(ulong* value);

    /// <summary>CR3.</summary>
    /// <remarks>Safety: the tables map everything that is in use.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitLoadPageTable")]
    internal static extern void LoadPageTable(nuint address);

    /// <summary>INVLPG.</summary>
    /// <remarks>Safety: none: drops cached translations.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFlushPage")]
    internal static extern void FlushPage(nuint address);

    /// <summary>CR3 once more.</summary>
    /// <remarks>Safety: none: drops cached translations.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFlushTranslations")]
    internal static extern void FlushTranslations();

    /// <summary>CR2.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFaultAddress")]
    internal static extern nuint FaultAddress();

    /// <summary>Sets bits of CR4.</summary>
    /// <remarks>Safety: the CPU has the features.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetControlBits")]
    internal static extern void SetControlBits(ulong bits);

    /// <summary>XSETBV of XCR0.</summary>
    /// <remarks>Safety: the CPU has the components.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitWriteXcr0")]
    internal static extern void WriteXcr0(ulong value);

    /// <summary>LGDT, LIDT, LTR and reloads the segments.</summary>
    /// <remarks>Safety: the tables are well-formed and never move.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitLoadDescriptors")]
    internal static extern unsafe void LoadDescriptors(void* gdt, void* idt, ushort task);

    /// <summary>CLI; returns whether interrupts were on.</summary>
    /// <remarks>Safety: paired with <see cref="InterruptsRestore"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsSaveAndDisable")]
    internal static extern nuint InterruptsSaveAndDisable();

    /// <summary>STI if they were on.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsRestore")]
    internal static extern void InterruptsRestore(nuint state);

    /// <summary>RFLAGS.IF.</summary>
    /// <remarks>Safety: none: reads a flag.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitInterruptsEnabled")]
    internal static extern int InterruptsEnabled();

    /// <summary>STI, HLT, CLI.</summary>
    /// <remarks>Safety: no lock is held.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitWaitForInterrupt")]
    internal static extern void WaitForInterrupt();

    /// <summary>STI, so many times PAUSE, CLI.</summary>
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

    /// <summary>Resets the machine.</summary>
    /// <remarks>Safety: none: never returns.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTripleFault")]
    internal static extern void TripleFault();

    /// <summary>FS:[0].</summary>
    /// <remarks>Safety: a thread base has been set.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    internal static extern nuint ThreadBlock();

    /// <summary>GS:[0].</summary>
    /// <remarks>Safety: a CPU block has been set.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitCpuBlock")]
    internal static extern unsafe CpuBlock* CpuBlock();

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

    /// <summary>INC of <see cref="Machine.CpuBlock.PreemptionDisabled"/>.</summary>
    /// <remarks>Safety: as above, and paired with <see cref="EnablePreemption"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDisablePreemption")]
    internal static extern void DisablePreemption();

    /// <summary>DEC of it: 1 when another thread has to run now, 2 when it was 0.</summary>
    /// <remarks>Safety: as above.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitEnablePreemption")]
    internal static extern int EnablePreemption();

    /// <summary>XCHG of <see cref="Machine.CpuBlock.NeedsReschedule"/> with 0.</summary>
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

    /// <summary>FS base.</summary>
    /// <remarks>Safety: a thread block stands there.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetThreadBase")]
    internal static extern void SetThreadBase(nuint unused0, nuint unused1, nuint address);

    /// <summary>RSP.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStackPointer")]
    internal static extern nuint StackPointer();

    /// <summary>Reads that far below RSP.</summary>
    /// <remarks>Safety: that address belongs to the stack in use, or is mapped.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitTouchStack")]
    internal static extern void TouchStack(nuint bytes);

    /// <summary>RBP.</summary>
    /// <remarks>Safety: none: reads a register.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitFramePointer")]
    internal static extern nuint FramePointer();

    /// <summary>PAUSE.</summary>
    /// <remarks>Safety: none: a hint.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPause")]
    internal static extern void Pause();
}
