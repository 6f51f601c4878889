using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>What a CPU keeps for itself, at its GS base. Instructions.S and Sync's Processor.S use the fields at fixed offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CpuBlock
{
    private const uint GsBase = 0xC000_0101;

    /// <summary>The address of this block (GS:0).</summary>
    public unsafe CpuBlock* Self;

    /// <summary>The number of the CPU, from 0 (GS:8).</summary>
    public uint Index;

    /// <summary>How many regions of code on this CPU forbid preemption at the moment (GS:12).</summary>
    public uint PreemptionDisabled;

    /// <summary>1 when an interrupt wants another thread to run (GS:16).</summary>
    public uint NeedsReschedule;

    /// <summary>How deep in interrupt handlers this CPU is (GS:20).</summary>
    public uint InterruptDepth;

    /// <summary>When, as a timestamp, the translation cache is next renewed; see <see cref="EmulatedCpu"/>.</summary>
    public ulong NextRenewal;

    /// <summary>How long after that again, in timestamps; 0 before the first time.</summary>
    public ulong RenewalInterval;

    /// <summary>Makes a block that of the CPU that runs the caller, which gets that number.</summary>
    /// <remarks>Safety: the block never moves and is no other CPU's; no CPU has the number.</remarks>
    [RequiresUnsafe]
    public static unsafe void Use(ref CpuBlock block, int number)
    {
        block = default;
        block.Index = (uint)number;

        // SAFETY: every CPU in 64-bit mode has the register; the block stays, says the caller.
        block.Self = (CpuBlock*)Unsafe.AsPointer(ref block);
        Instructions.WriteMsr(GsBase, (ulong)block.Self);
    }
}
