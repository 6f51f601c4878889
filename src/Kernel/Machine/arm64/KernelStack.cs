namespace Hermit.Machine;

/// <summary>The stacks that every CPU has, in the order of Boot.S's table of those of the boot CPU.</summary>
public enum KernelStack
{
    /// <summary>What the CPU starts on; later its idle thread's.</summary>
    Boot,

    /// <summary>For exceptions and interrupts, of which one masks the others.</summary>
    Handler,

    /// <summary>For exceptions in a handler.</summary>
    Nested,
}
