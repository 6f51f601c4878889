using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Maps device registers into the address space.</summary>
public readonly struct DeviceMapper : IDeviceMapper
{
    /// <inheritdoc/>
    public static bool TryMap(nuint physical, nuint bytes) => AddressSpace.TryMapDevice(physical, bytes);
}
