using System.Runtime.InteropServices;

namespace Hermit.Platform;

/// <summary>A moment, as the libraries lay it out: Interop.Sys.TimeSpec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeSpecification
{
    private readonly long _seconds;
    private readonly long _nanoseconds;

    /// <summary>The moment in units of 100 ns since 1970, rounded down.</summary>
    public long Ticks => unchecked((_seconds * 10_000_000) + (_nanoseconds / 100));
}
