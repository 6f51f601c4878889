namespace Hermit.Machine;

/// <summary>The configuration space of PCI functions: not used yet on AArch64, where firmware that would place the functions' registers is missing on QEMU's <c>virt</c>.</summary>
internal static class PciConfiguration
{
    /// <summary>Whether the machine has PCI that can be used.</summary>
    public static bool IsPresent => false;

    /// <summary>Reads four bytes at a multiple of four: all ones, as where there is no function.</summary>
    public static uint Read(PciLocation location, int offset) => uint.MaxValue;

    /// <summary>Writes four bytes at a multiple of four: nobody listens.</summary>
    public static void Write(PciLocation location, int offset, uint value)
    {
    }
}
