namespace Hermit.Bench;

/// <summary>File sizes in bytes.</summary>
/// <param name="HermitImage">The image, kernel included.</param>
/// <param name="LinuxProgram">The static executable for Linux.</param>
/// <param name="LinuxKernel">The unpacked Linux kernel under it.</param>
internal sealed record ImageSizes(long HermitImage, long LinuxProgram, long LinuxKernel);
