namespace Hermit.Machine;

/// <summary>Whether there is PCI at all.</summary>
public static class PciBuses
{
    /// <summary>Whether the machine has it.</summary>
    public static bool ArePresent => PciConfiguration.IsPresent;
}
