using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>What a CPU keeps for itself, at its GS base. The first fields are read by Instructions.S at fixed offsets.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CpuBlock
{
    /// <summary>The address of this block (GS:0).</summary>
    public CpuBlock* Self;

    /// <summary>The number of the CPU, from 0 (GS:8).</summary>
    public uint Index;

    /// <summary>How many regions of code on this CPU forbid preemption at the moment.</summary>
    public uint PreemptionDisabled;

    /// <summary>Set by an interrupt that wants another thread to run.</summary>
    public uint NeedsReschedule;

    /// <summary>How deep in interrupt handlers this CPU is.</summary>
    public uint InterruptDepth;
}
