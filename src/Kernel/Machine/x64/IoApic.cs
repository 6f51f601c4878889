using System.Threading;

namespace Hermit.Machine;

/// <summary>The machine's interrupt router (Intel 82093AA). Only used at boot and by drivers that are being set up, one at a time.</summary>
public static unsafe class IoApic
{
    private const uint RedirectionTable = 0x10;
    private const uint ActiveLow = 1 << 13;
    private const uint LevelTriggered = 1 << 15;
    private const uint Masked = 1 << 16;

    /// <summary>Masks everything.</summary>
    internal static void Initialize()
    {
        uint last = Read(1) >> 16 & 0xFF;
        for (uint pin = 0; pin <= last; pin++)
        {
            Write(RedirectionTable + (pin * 2), Masked);
        }
    }

    /// <summary>Sends a legacy interrupt to <paramref name="vector"/> on the boot CPU.</summary>
    public static void Enable(int legacyInterrupt, byte vector)
    {
        Acpi.Information.Route(legacyInterrupt, out uint global, out bool activeLow, out bool level);
        uint pin = global - Acpi.Information.InterruptBase;
        Write(RedirectionTable + (pin * 2) + 1, 0);
        Write(RedirectionTable + (pin * 2), vector | (activeLow ? ActiveLow : 0) | (level ? LevelTriggered : 0));
    }

    // SAFETY: the window was mapped as device memory at boot; the index selects one register of it.
    private static uint Read(uint register)
    {
        uint* window = (uint*)Acpi.Information.InterruptController;
        Volatile.Write(ref window[0], register);
        return Volatile.Read(ref window[4]);
    }

    private static void Write(uint register, uint value)
    {
        uint* window = (uint*)Acpi.Information.InterruptController;
        Volatile.Write(ref window[0], register);
        Volatile.Write(ref window[4], value);
    }
}
