using System.Runtime.InteropServices;

namespace Hermit.Machine;

/// <summary>The registers of an interrupted thread, in the order in which Interrupts.S and the CPU push them.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TrapRegisters
{
    /// <summary>General registers.</summary>
    public ulong R15, R14, R13, R12, R11, R10, R9, R8, Rdi, Rsi, Rbp, Rbx, Rdx, Rcx, Rax;

    /// <summary>The interrupt vector.</summary>
    public ulong Vector;

    /// <summary>What the exception says about itself; 0 for most.</summary>
    public ulong ErrorCode;

    /// <summary>Where the thread was.</summary>
    public ulong Rip;

    /// <summary>Its code segment.</summary>
    public ulong Cs;

    /// <summary>Its flags.</summary>
    public ulong Rflags;

    /// <summary>Its stack.</summary>
    public ulong Rsp;

    /// <summary>Its stack segment.</summary>
    public ulong Ss;
}
