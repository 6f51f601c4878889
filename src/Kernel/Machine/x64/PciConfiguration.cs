using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The configuration space of PCI functions, by configuration mechanism 1 (PCI 3.0, 3.2.2.3.2): 256 bytes each.</summary>
internal static class PciConfiguration
{
    private const ushort Address = 0xCF8;
    private const ushort Data = 0xCFC;
    private const uint Enable = 1u << 31;

    // The two ports belong together.
    private static InterruptSpinMutex<byte> s_ports;

    /// <summary>Whether the machine has PCI.</summary>
    public static bool IsPresent
    {
        get
        {
            using var ports = s_ports.Lock();
            Port.Write32(Address, Enable);
            return Port.Read32(Address) == Enable;
        }
    }

    /// <summary>Reads four bytes at a multiple of four.</summary>
    public static uint Read(PciLocation location, int offset)
    {
        using var ports = s_ports.Lock();
        Port.Write32(Address, Enable | location.Bits << 8 | (uint)offset & 0xFC);
        return Port.Read32(Data);
    }

    /// <summary>Writes four bytes at a multiple of four.</summary>
    public static void Write(PciLocation location, int offset, uint value)
    {
        using var ports = s_ports.Lock();
        Port.Write32(Address, Enable | location.Bits << 8 | (uint)offset & 0xFC);
        Port.Write32(Data, value);
    }
}
