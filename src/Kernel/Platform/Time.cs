using System.Runtime;

using Hermit.Machine;

namespace Hermit.Platform;

/// <summary>Clocks (System.Native's pal_time and pal_datetime).</summary>
// SAFETY: the exports are called by the .NET libraries alone, with structures of the size they declare.
internal static unsafe class Time
{
    private const ulong NanosecondsPerTick = 100;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    [RuntimeExport("SystemNative_GetTimestamp")]
    private static long GetTimestamp() => (long)Clock.MonotonicNanoseconds;

    // Milliseconds.
    [RuntimeExport("SystemNative_GetLowResolutionTimestamp")]
    private static long GetLowResolutionTimestamp() => (long)(Clock.MonotonicNanoseconds / NanosecondsPerMillisecond);

    [RuntimeExport("SystemNative_GetTimestampResolution")]
    private static ulong GetTimestampResolution() => 1_000_000_000;

    [RuntimeExport("SystemNative_GetSystemTimeAsTicks")]
    private static long GetSystemTimeAsTicks() => Clock.RealTimeTicks;

    [RuntimeExport("SystemNative_GetBootTimeTicks")]
    private static long GetBootTimeTicks() => UnixEpochTicks + Clock.RealTimeTicks - (long)(Clock.MonotonicNanoseconds / NanosecondsPerTick);

    [RuntimeExport("SystemNative_GetCpuUtilization")]
    private static double GetCpuUtilization(CpuUsage* previous)
    {
        // Processor time is not accounted for. The one caller, the thread pool, takes 0 as "room for more threads", which its other rules bound.
        previous->CurrentTime = Clock.MonotonicNanoseconds;
        return 0;
    }

    private struct CpuUsage
    {
        public ulong CurrentTime;
        public ulong KernelTime;
        public ulong UserTime;
    }
}
