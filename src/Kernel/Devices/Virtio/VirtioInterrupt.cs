namespace Hermit.Devices;

/// <summary>What the handler of a virtio device's interrupt is told.</summary>
internal static class VirtioInterrupt
{
    /// <summary>Added to the argument: the interrupt is for a change of the configuration.</summary>
    public const uint Configuration = 1u << 31;
}
