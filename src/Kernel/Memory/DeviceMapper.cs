using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Device registers and firmware tables in the address space.</summary>
// SAFETY: the address space maps registers only where nothing else is mapped, and says so truly.
public readonly struct DeviceMapper : IDeviceMapper
{
    /// <inheritdoc/>
    public static bool TryMap(nuint physical, nuint bytes) => AddressSpace.TryMapDevice(physical, bytes);

    /// <inheritdoc/>
    public static bool IsMapped(nuint physical, nuint bytes) => AddressSpace.IsMapped(physical, bytes);
}
