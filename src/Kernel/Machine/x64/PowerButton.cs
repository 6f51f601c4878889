using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The power button: of a PC by ACPI's fixed registers (ACPI 4.8.3.1), of a hardware-reduced machine by its generic event device (5.6.9).</summary>
public static class PowerButton
{
    private const ushort Pressed = 1 << 8; // PWRBTN_STS and PWRBTN_EN
    private const ushort AcpiMode = 1; // SCI_EN
    private const int ModeReads = 100_000;

    // ACPI_GED_PWR_DOWN_EVT of QEMU (hw/acpi/generic_event_device.h): the DSDT's method for the interrupt tells the events apart.
    private const uint PowerDown = 2;

    private static readonly Register<uint> s_selector = new(0);

    private static InterruptOnceCell<RegisterWindow> s_genericEvents;

    /// <summary>Has a handler called when it may have been pressed; false when the machine has none.</summary>
    public static bool TryEnable<THandler, TMapper>()
        where THandler : struct, IInterruptHandler
        where TMapper : struct, IDeviceMapper
    {
        ref readonly AcpiInformation acpi = ref Acpi.Information;
        if (acpi.GenericEvents != 0)
        {
            return RegisterWindow.TryMap<TMapper>(acpi.GenericEvents, sizeof(uint), out RegisterWindow window) && s_genericEvents.TrySet(window)
                && new InterruptLine(acpi.GenericEventInterrupt, default).TryEnable<THandler>(0);
        }

        if (acpi.PowerManagementEvents == 0 || acpi.PowerManagementEventBytes < 4 || !TryEnterAcpiMode(acpi))
        {
            return false;
        }

        Port.Write16(acpi.PowerManagementEvents, Pressed);
        Port.Write16((ushort)(acpi.PowerManagementEvents + (acpi.PowerManagementEventBytes / 2)), Pressed);
        return Acpi.LegacyLine(acpi.SystemInterrupt & 15).TryEnable<THandler>(0);
    }

    /// <summary>Whether it was pressed since the last call, which this is told of. For the handler.</summary>
    public static bool TakePress()
    {
        if (s_genericEvents.TryGet(out RegisterWindow window))
        {
            // Reading clears it.
            return (window.Read(s_selector) & PowerDown) != 0;
        }

        ushort events = Acpi.Information.PowerManagementEvents;
        bool wasPressed = (Port.Read16(events) & Pressed) != 0;
        if (wasPressed)
        {
            Port.Write16(events, Pressed);
        }

        return wasPressed;
    }

    // A PC begins in the mode in which its firmware handles events (4.8.2.5).
    private static bool TryEnterAcpiMode(in AcpiInformation acpi)
    {
        if (acpi.ModeCommand == 0 || acpi.ModeEnable == 0 || (Port.Read16(acpi.PowerManagementControl) & AcpiMode) != 0)
        {
            return true;
        }

        Port.Write8(acpi.ModeCommand, acpi.ModeEnable);
        for (int read = 0; read < ModeReads; read++)
        {
            if ((Port.Read16(acpi.PowerManagementControl) & AcpiMode) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
