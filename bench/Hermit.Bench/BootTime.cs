namespace Hermit.Bench;

/// <summary>How long a boot took.</summary>
/// <param name="ToLine">From the start of the QEMU process to the awaited line.</param>
/// <param name="Console">The lines of the console up to where it was read.</param>
internal sealed record BootTime(TimeSpan ToLine, IReadOnlyList<string> Console);
