using System;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>
/// The devices that are registers and an interrupt: those that the virtual machine monitor names behind the kernel command line, as
/// <c>virtio_mmio.device=SIZE@ADDRESS:INTERRUPT</c> (Linux, virtio_mmio.c), and those that ACPI names.
/// </summary>
public static class MmioSlots
{
    private static AtomicUInt32 s_next;

    /// <summary>Takes the next device, each once; false when there are no more. Those whose registers cannot be mapped are left out.</summary>
    public static bool TryTakeNext<TMapper>(out MmioSlot slot)
        where TMapper : struct, IDeviceMapper
    {
        while (TryDescribe((int)s_next.FetchAdd(1, MemoryOrder.Relaxed), out MmioDescription description))
        {
            if (RegisterWindow.TryMap<TMapper>((nuint)description.Address, (nuint)description.Size, out RegisterWindow window))
            {
                slot = new MmioSlot(window, new InterruptLine(description.Interrupt, description.IsLevel ? InterruptSignal.Level : default));
                return true;
            }
        }

        slot = default;
        return false;
    }

    private static bool TryDescribe(int number, out MmioDescription description)
    {
        int named = 0;
        while (MmioDescription.TryFind(Configuration.MachineWords, named, out description))
        {
            if (named++ == number)
            {
                return true;
            }
        }

        return FirmwareDevices.TryGetMmio(number - named, out description);
    }
}
