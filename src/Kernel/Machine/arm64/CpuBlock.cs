using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>What a CPU keeps for itself, where TPIDR_EL1 says. Instructions.S, Interrupts.S and Sync's Processor.S use the fields at fixed offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CpuBlock
{
    /// <summary>The address of this block (0).</summary>
    public unsafe CpuBlock* Self;

    /// <summary>The number of the CPU, from 0 (8).</summary>
    public uint Index;

    /// <summary>How many regions of code on this CPU forbid preemption at the moment (12).</summary>
    public uint PreemptionDisabled;

    /// <summary>1 when an interrupt wants another thread to run (16).</summary>
    public uint NeedsReschedule;

    /// <summary>How deep in interrupt handlers this CPU is (20).</summary>
    public uint InterruptDepth;

    /// <summary>When, as a timestamp, the translation cache is next renewed; see <see cref="EmulatedCpu"/>.</summary>
    public ulong NextRenewal;

    /// <summary>How long after that again, in timestamps; 0 before the first time.</summary>
    public ulong RenewalInterval;

    /// <summary>The end of the stack for exceptions in handlers (40).</summary>
    public nuint NestedStack;

    /// <summary>What the entry of such an exception keeps for a moment: a register (48), and the stack pointer before (56).</summary>
    public ulong KeptRegister, InterruptedStackPointer;

    /// <summary>Makes a block that of the CPU that runs the caller, which gets that number and takes exceptions on its stacks from here on.</summary>
    /// <remarks>Safety: the block never moves and is no other CPU's; no CPU has the number.</remarks>
    [RequiresUnsafe]
    public static unsafe void Use(ref CpuBlock block, int number)
    {
        block = default;
        block.Index = (uint)number;
        block.NestedStack = KernelStacks.Of(number, KernelStack.Nested).End;

        // SAFETY: the block stays, says the caller, and the stacks are this CPU's own.
        block.Self = (CpuBlock*)Unsafe.AsPointer(ref block);
        Instructions.UseCpuBlock(block.Self);
        Instructions.SetHandlerStack(KernelStacks.Of(number, KernelStack.Handler).End);
    }
}
