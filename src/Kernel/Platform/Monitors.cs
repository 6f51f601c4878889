using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>The mutex-with-condition that the libraries build all their waiting on (System.Native's pal_threading).</summary>
internal static class Monitors
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    [Export("SystemNative_LowLevelMonitor_Create")]
    internal static ProgramMonitor Create() => ProgramMonitor.Create();

    [Export("SystemNative_LowLevelMonitor_Destroy")]
    internal static void Destroy(ProgramMonitor monitor) => monitor.Destroy();

    [Export("SystemNative_LowLevelMonitor_Acquire")]
    internal static void Acquire(ProgramMonitor monitor) => monitor.Acquire();

    [Export("SystemNative_LowLevelMonitor_Release")]
    internal static void Release(ProgramMonitor monitor) => monitor.Release();

    [Export("SystemNative_LowLevelMonitor_Wait")]
    internal static void Wait(ProgramMonitor monitor) => monitor.Wait();

    [Export("SystemNative_LowLevelMonitor_TimedWait")]
    internal static bool TimedWait(ProgramMonitor monitor, int milliseconds)
    {
        if (milliseconds < 0)
        {
            monitor.Wait();
            return true;
        }

        return monitor.Wait((ulong)milliseconds * NanosecondsPerMillisecond);
    }

    [Export("SystemNative_LowLevelMonitor_Signal_Release")]
    internal static void SignalRelease(ProgramMonitor monitor) => monitor.SignalAndRelease();
}
