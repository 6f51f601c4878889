using Hermit.Abi;
using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>Clocks (System.Native's pal_time and pal_datetime).</summary>
internal static class Time
{
    private const ulong NanosecondsPerTick = 100;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    [Export("SystemNative_GetTimestamp")]
    internal static long GetTimestamp() => (long)Clock.MonotonicNanoseconds;

    // Milliseconds.
    [Export("SystemNative_GetLowResolutionTimestamp")]
    internal static long GetLowResolutionTimestamp() => (long)(Clock.MonotonicNanoseconds / NanosecondsPerMillisecond);

    [Export("SystemNative_GetTimestampResolution")]
    internal static ulong GetTimestampResolution() => 1_000_000_000;

    [Export("SystemNative_GetSystemTimeAsTicks")]
    internal static long GetSystemTimeAsTicks() => Clock.RealTimeTicks;

    [Export("SystemNative_GetBootTimeTicks")]
    internal static long GetBootTimeTicks() => UnixEpochTicks + Clock.RealTimeTicks - (long)(Clock.MonotonicNanoseconds / NanosecondsPerTick);

    [Export("SystemNative_GetCpuUtilization")]
    internal static double GetCpuUtilization(ref CpuUsage previous)
    {
        // Processor time is not accounted for. The one caller, the thread pool, takes 0 as "room for more threads", which its other rules bound.
        previous.CurrentTime = Clock.MonotonicNanoseconds;
        return 0;
    }

    internal struct CpuUsage
    {
        public ulong CurrentTime;
        public ulong KernelTime;
        public ulong UserTime;
    }
}
