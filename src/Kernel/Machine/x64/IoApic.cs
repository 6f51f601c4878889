using System.Threading;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The machine's interrupt router (Intel 82093AA).</summary>
public static class IoApic
{
    private const uint RedirectionTable = 0x10;
    private const uint ActiveLow = 1 << 13;
    private const uint LevelTriggered = 1 << 15;
    private const uint Masked = 1 << 16;

    private static InterruptSpinMutex<Window> s_window;

    /// <summary>Masks everything. Once, when the registers are mapped.</summary>
    internal static void Initialize()
    {
        using var window = s_window.Lock();
        window.Value.Open(Acpi.Information.InterruptController);
        for (uint pin = 0; pin <= window.Value.LastPin; pin++)
        {
            window.Value.Write(RedirectionTable + (pin * 2), Masked);
        }
    }

    /// <summary>Sends a legacy interrupt to <paramref name="vector"/> on the boot CPU; a panic when it is not connected.</summary>
    public static void Enable(int legacyInterrupt, byte vector)
    {
        Acpi.Information.Route(legacyInterrupt, out uint global, out bool activeLow, out bool level);
        uint pin = global - Acpi.Information.InterruptBase;
        using var window = s_window.Lock();
        Panic.Unless(pin <= window.Value.LastPin, "the firmware connects a legacy interrupt to no pin of the I/O APIC");
        window.Value.Write(RedirectionTable + (pin * 2) + 1, 0);
        window.Value.Write(RedirectionTable + (pin * 2), vector | (activeLow ? ActiveLow : 0) | (level ? LevelTriggered : 0));
    }

    // SAFETY: Open is given the registers' page, mapped as device memory at boot and for good; the index selects one register of it.
    private unsafe struct Window
    {
        private uint* _registers;

        /// <summary>The last pin.</summary>
        public readonly uint LastPin => Read(1) >> 16 & 0xFF;

        public void Open(nuint address) => _registers = (uint*)address;

        public readonly void Write(uint register, uint value)
        {
            Volatile.Write(ref _registers[0], register);
            Volatile.Write(ref _registers[4], value);
        }

        private readonly uint Read(uint register)
        {
            Volatile.Write(ref _registers[0], register);
            return Volatile.Read(ref _registers[4]);
        }
    }
}
