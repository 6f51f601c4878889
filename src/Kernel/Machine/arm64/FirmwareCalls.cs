using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>The functions of the firmware (PSCI, Arm DEN 0022, chapter 5).</summary>
internal static class FirmwareCalls
{
    private const nuint SystemOff = 0x8400_0008;
    private const nuint SystemReset = 0x8400_0009;
    private const nuint CpuOn = 0xC400_0003;

    // What a call returns that did nothing; the first of PSCI's own errors.
    private const nint NotSupported = -1;

    /// <summary>Turns the machine off. Returns when it cannot.</summary>
    public static void PowerOff() => Call(SystemOff);

    /// <summary>Begins anew. Returns when it cannot.</summary>
    public static void Reset() => Call(SystemReset);

    /// <summary>Starts a CPU at an address, with the MMU off; false when the firmware refuses.</summary>
    /// <param name="affinity">Which one (MPIDR_EL1).</param>
    /// <param name="entry">Where it starts.</param>
    /// <remarks>Safety: what stands there sets the CPU up.</remarks>
    [RequiresUnsafe]
    public static bool TryStart(ulong affinity, nuint entry) => Call(CpuOn, (nuint)affinity, entry) == 0;

    private static nint Call(nuint function, nuint first = 0, nuint second = 0)
    {
        unsafe
        {
            // SAFETY: the tree says that the firmware has PSCI, and by which instruction. None of the functions changes memory.
            return MachineTree.Information.FirmwareCall switch
            {
                FirmwareCall.Hypervisor => Instructions.CallHypervisor(function, first, second, 0),
                FirmwareCall.Monitor => Instructions.CallMonitor(function, first, second, 0),
                _ => NotSupported,
            };
        }
    }
}
