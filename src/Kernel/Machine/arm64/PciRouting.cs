namespace Hermit.Machine;

/// <summary>Where PCI's interrupt pins are connected: nowhere, as there is no PCI yet.</summary>
internal static class PciRouting
{
    /// <summary>The line of that number.</summary>
    public static InterruptLine Line(byte number) => default;
}
