namespace Hermit.Bench;

/// <summary>Medians for one machine type, in milliseconds.</summary>
/// <param name="Machine">The machine type's name.</param>
/// <param name="Linux">The Linux guest, from QEMU's start to its line.</param>
/// <param name="Hermit">The image, the same.</param>
/// <param name="Floor">The least that can boot, the same.</param>
/// <param name="KernelShare">From the kernel's entry to Main, or null if the kernel did not say.</param>
/// <param name="LinuxFailures">Boots of the Linux guest that failed and were repeated.</param>
/// <param name="HermitFailures">Boots of the image that failed and were repeated.</param>
internal sealed record BootResult(string Machine, double Linux, double Hermit, double Floor, double? KernelShare, int LinuxFailures, int HermitFailures)
{
    /// <summary>The image's time as a part of the Linux guest's.</summary>
    public double Ratio => Hermit / Linux;

    /// <summary>The image's time as a multiple of what QEMU and the firmware take alone.</summary>
    public double OverFloor => Hermit / Floor;

    /// <summary>Instructions from the kernel's entry to Main, or null if the kernel did not say.</summary>
    public long? Instructions { get; init; }
}
