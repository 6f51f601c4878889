namespace Hermit.Machine;

/// <summary>Where PCI's interrupt pins are connected: firmware has routed each to a legacy interrupt, and wrote its number down.</summary>
internal static class PciRouting
{
    /// <summary>The line of that number.</summary>
    public static InterruptLine Line(byte number) => Acpi.LegacyLine(number);
}
