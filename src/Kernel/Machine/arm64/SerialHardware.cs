using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The serial line: where its registers are, and its interrupt. It is in use before there is an address space, so only the first is one.</summary>
public static class SerialHardware
{
    // QEMU's `virt` and its kin, where there is no tree: to say so.
    private static readonly MemoryRange s_usual = new(0x0900_0000, 0x1000);

    private static AtomicBool s_taken;

    /// <summary>Takes the registers of a line; false when they were taken before, or there is none of that number.</summary>
    public static bool TryTake(int number, out RegisterWindow registers)
    {
        registers = default;
        MemoryRange range = Registers;
        return number == 0 && !s_taken.Exchange(true, MemoryOrder.Relaxed) && RegisterWindow.TryMap<BootRegisters>(range.Start, range.Length, out registers);
    }

    /// <summary>The line that it interrupts by.</summary>
    public static InterruptLine Interrupt(int number)
    {
        ref readonly TreeInformation tree = ref MachineTree.Information;
        bool known = number == 0 && tree.SerialLineCount > 0 && tree.SerialLine(0).Interrupt != 0;
        return known ? new InterruptLine(tree.SerialLine(0).Interrupt, InterruptSignal.Level) : default;
    }

    /// <summary>Where the registers are, in whole pages.</summary>
    internal static MemoryRange Registers
    {
        get
        {
            ref readonly TreeInformation tree = ref MachineTree.Information;
            return tree.SerialLineCount == 0 ? s_usual : new MemoryRange((nuint)tree.SerialLine(0).Address & ~(PageSize.Small - 1), PageSize.Small);
        }
    }
}
