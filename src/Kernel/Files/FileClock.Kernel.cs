using Hermit.Machine;

namespace Hermit.Files;

/// <summary>What time files are stamped with.</summary>
internal static class FileClock
{
    /// <summary>The time, in units of 100 ns since 1970-01-01 UTC.</summary>
    public static long Now => Clock.RealTimeTicks;
}
