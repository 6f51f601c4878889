using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The serial ports of a PC: where their registers are, and their interrupt.</summary>
public static class SerialHardware
{
    /// <summary>How many registers a UART has.</summary>
    private const int Registers = 8;

    private static AtomicBool s_firstTaken;
    private static AtomicBool s_secondTaken;

    /// <summary>Takes the ports of the first (0, COM1) or second serial port (1, COM2); false when they were taken before, or there is none of that number.</summary>
    public static bool TryTake(int number, out PortRange ports)
    {
        bool taken = number switch
        {
            0 => s_firstTaken.Exchange(true, MemoryOrder.Relaxed),
            1 => s_secondTaken.Exchange(true, MemoryOrder.Relaxed),
            _ => true,
        };
        ports = taken ? default : new PortRange((ushort)(number == 0 ? 0x3F8 : 0x2F8), Registers);
        return !taken;
    }

    /// <summary>The line that a serial port interrupts by. Needs the firmware's tables.</summary>
    public static InterruptLine Interrupt(int number) => Acpi.LegacyLine(number == 0 ? 4 : 3);
}
