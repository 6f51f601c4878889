namespace Hermit.Machine;

/// <summary>The stacks that Boot.S lays out for the boot CPU, in the order of its table.</summary>
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
