using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>The devices that the firmware's tables name.</summary>
internal static class FirmwareDevices
{
    /// <summary>The device of that number, from 0, that is registers and an interrupt.</summary>
    public static bool TryGetMmio(int number, out MmioDescription description)
    {
        bool exists = number < Acpi.Information.MmioDeviceCount;
        description = exists ? Acpi.Information.MmioDevice(number) : default;
        return exists;
    }
}
