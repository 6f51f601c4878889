using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>The registers of an interrupted thread, in the order in which Interrupts.S stores them.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TrapRegisters
{
    /// <summary>General registers.</summary>
    public ulong X0, X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, X13, X14, X15, X16, X17, X18, X19, X20, X21, X22, X23, X24, X25, X26, X27, X28;

    /// <summary>The frame pointer, X29.</summary>
    public ulong Fp;

    /// <summary>The link register, X30.</summary>
    public ulong Lr;

    /// <summary>Its stack.</summary>
    public ulong Sp;

    /// <summary>Where the thread was (ELR_EL1).</summary>
    public ulong Pc;

    /// <summary>Its state (SPSR_EL1).</summary>
    public ulong Pstate;

    /// <summary>How it was interrupted: 0 by an exception of its own, 1 by an interrupt, 2 by a fast one, 3 by a system error; 4 more in a handler.</summary>
    public ulong Vector;

    /// <summary>What an exception says about itself (ESR_EL1).</summary>
    public ulong Syndrome;
}
