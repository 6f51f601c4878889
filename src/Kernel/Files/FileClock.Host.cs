namespace Hermit.Files;

/// <summary>What time files are stamped with: on the host, a clock that tests set per thread.</summary>
internal static class FileClock
{
    [ThreadStatic]
    private static long t_now;

    /// <summary>The time, in units of 100 ns since 1970-01-01 UTC.</summary>
    public static long Now => t_now;

    /// <summary>Sets the time of the calling thread.</summary>
    public static void Set(long ticks) => t_now = ticks;
}
