using System;

using Hermit.Abi;
using Hermit.Machine;
using Hermit.Scheduling;

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
        // The share of all processors' time since the last call, in percent. All of it counts as the program's, the kernel being part of that.
        ulong now = Clock.MonotonicNanoseconds;
        ulong busy = Scheduler.BusyNanoseconds;
        ulong elapsed = (now - Math.Min(now, previous.CurrentTime)) * (ulong)Scheduler.CpuCount;
        ulong used = busy - Math.Min(busy, previous.UserTime);
        previous.CurrentTime = now;
        previous.KernelTime = 0;
        previous.UserTime = busy;
        return used >= elapsed ? (elapsed == 0 ? 0 : 100) : 100.0 * used / elapsed;
    }

    internal struct CpuUsage
    {
        public ulong CurrentTime;
        public ulong KernelTime;
        public ulong UserTime;
    }
}
