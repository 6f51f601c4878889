namespace Hermit.Machine;

/// <summary>Device registers as the boot page table maps them (Boot.S): those below 1 GiB, at their physical address.</summary>
// SAFETY: nothing there is mapped as memory; AddressSpace maps what is in use of it as registers again (BootMemory.Registers).
internal readonly struct BootRegisters : IDeviceMapper
{
    private const nuint Limit = 1 << 30;

    /// <inheritdoc/>
    public static bool TryMap(nuint physical, nuint bytes) => IsMapped(physical, bytes);

    /// <inheritdoc/>
    public static bool IsMapped(nuint physical, nuint bytes) => physical < Limit && bytes <= Limit - physical;
}
