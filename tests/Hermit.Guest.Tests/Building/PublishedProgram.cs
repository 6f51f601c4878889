namespace Hermit.Guest.Tests.Building;

/// <summary>A program that has been published for one runtime identifier.</summary>
/// <param name="Executable">The executable or the bootable image.</param>
/// <param name="Log">What the build said: warnings, for it is quiet otherwise.</param>
internal sealed record PublishedProgram(string Executable, string Log);
