using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The end of the machine.</summary>
public static class MachineControl
{
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

        Debugger.Exit(exitCode);
        FirmwareCalls.PowerOff();
        FirmwareCalls.Reset();
        Cpu.Halt();
    }
}
