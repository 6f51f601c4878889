using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The end of the machine.</summary>
public static class MachineControl
{
    // The launcher reads the exit code from a debug console at this port; its read-back value says that it is there.
    private const ushort ExitCodePort = 0x404;
    private const byte ExitCodePortPresent = 0xE9;
    private const ushort DebugExitPort = 0xF4;
    private const ushort SleepEnable = 1 << 13;

    // The number, plus one, of the CPU that turns the machine off.
    private static AtomicInt32 s_by;

    /// <summary>Reports <paramref name="exitCode"/> and turns the machine off; what the first CPU that calls it says counts. Does not return.</summary>
    public static void PowerOff(int exitCode)
    {
        Cpu.DisableInterrupts();
        int self = Cpu.Index + 1;
        if (!s_by.TryCompareExchange(0, self, MemoryOrder.Relaxed) && s_by.Load(MemoryOrder.Relaxed) != self)
        {
            Cpu.Halt();
        }

        if (Port.Read8(ExitCodePort) == ExitCodePortPresent)
        {
            for (int shift = 0; shift < 32; shift += 8)
            {
                Port.Write8(ExitCodePort, (byte)(exitCode >> shift));
            }
        }

        // isa-debug-exit reads as zero, an unused port as all ones. It ends QEMU at once.
        if (Port.Read32(DebugExitPort) == 0)
        {
            Port.Write32(DebugExitPort, (uint)exitCode);
        }

        Sleep();
        unsafe
        {
            // SAFETY: the end.
            Instructions.TripleFault();
        }
    }

    // S5 (ACPI 16.1.7): through the sleep control register of a hardware-reduced machine, or through PM1a.
    private static void Sleep()
    {
        if (!Acpi.IsInitialized)
        {
            return;
        }

        ref readonly AcpiInformation acpi = ref Acpi.Information;
        byte reduced = (byte)((acpi.SleepType << 2) | (1 << 5));
        if (acpi.SleepControl != 0 && acpi.SleepControlInMemory)
        {
            unsafe
            {
                // SAFETY: the firmware names this register, and it was mapped as device memory at boot.
                *(byte*)acpi.SleepControl = reduced;
            }
        }
        else if (acpi.SleepControl != 0)
        {
            Port.Write8((ushort)acpi.SleepControl, reduced);
        }

        if (acpi.PowerManagementControl != 0)
        {
            Port.Write16(acpi.PowerManagementControl, (ushort)((acpi.SleepType << 10) | SleepEnable));
        }
    }
}
