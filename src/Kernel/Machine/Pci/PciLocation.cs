namespace Hermit.Machine;

/// <summary>Where a PCI function is.</summary>
public readonly struct PciLocation
{
    /// <summary>The function of that number, on the device of that number, on a bus.</summary>
    public PciLocation(byte bus, int device, int function)
    {
        Panic.Unless((uint)device < 32 && (uint)function < 8, "there is no such PCI function");
        Bits = (uint)(bus << 8 | device << 3 | function);
    }

    /// <summary>Bus, device and function in 16 bits.</summary>
    internal uint Bits { get; }
}
