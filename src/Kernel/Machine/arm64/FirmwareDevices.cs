using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>The devices that the device tree names.</summary>
internal static class FirmwareDevices
{
    /// <summary>The device of that number, from 0, that is registers and an interrupt.</summary>
    public static bool TryGetMmio(int number, out MmioDescription description)
    {
        ref readonly TreeInformation tree = ref MachineTree.Information;
        bool exists = number < tree.MmioDeviceCount;
        description = exists ? tree.MmioDevice(number) : default;
        return exists;
    }
}
