namespace Hermit.Machine;

/// <summary>The stacks that every CPU has, in the order of Boot.S's table of those of the boot CPU.</summary>
public enum KernelStack
{
    /// <summary>What the CPU starts on; later its idle thread's.</summary>
    Boot,

    /// <summary>For exceptions.</summary>
    Fault,

    /// <summary>For interrupts.</summary>
    Interrupt,

    /// <summary>For the double fault.</summary>
    DoubleFault,

    /// <summary>For non-maskable interrupts and machine checks.</summary>
    NonMaskable,
}
