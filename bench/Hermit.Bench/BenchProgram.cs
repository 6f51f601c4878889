namespace Hermit.Bench;

/// <summary>One program, made for both sides.</summary>
/// <param name="HermitImage">The bootable image.</param>
/// <param name="LinuxProgram">The static executable for Linux.</param>
/// <param name="LinuxDisk">The initial RAM disk that holds that program as /init.</param>
internal sealed record BenchProgram(string HermitImage, string LinuxProgram, string LinuxDisk);
