using Hermit.Abi;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>
/// The mutex-with-condition that the libraries build all their waiting on (System.Native's pal_threading). What the libraries take for its address is
/// a handle.
/// </summary>
internal static class Monitors
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    [Export("SystemNative_LowLevelMonitor_Create")]
    internal static nint Create() => KernelMonitor.TryCreate(out KernelMonitor monitor) ? (nint)monitor.ToBits() : 0;

    [Export("SystemNative_LowLevelMonitor_Destroy")]
    internal static void Destroy(nint monitor) => Monitor(monitor).Destroy();

    [Export("SystemNative_LowLevelMonitor_Acquire")]
    internal static void Acquire(nint monitor) => Monitor(monitor).Acquire();

    [Export("SystemNative_LowLevelMonitor_Release")]
    internal static void Release(nint monitor) => Monitor(monitor).Release();

    [Export("SystemNative_LowLevelMonitor_Wait")]
    internal static void Wait(nint monitor) => Monitor(monitor).Wait();

    [Export("SystemNative_LowLevelMonitor_TimedWait")]
    internal static bool TimedWait(nint monitor, int milliseconds)
    {
        Deadline deadline = milliseconds < 0 ? Deadline.Never : Deadline.In((ulong)milliseconds * NanosecondsPerMillisecond);
        return Monitor(monitor).Wait(deadline);
    }

    [Export("SystemNative_LowLevelMonitor_Signal_Release")]
    internal static void SignalRelease(nint monitor) => Monitor(monitor).SignalAndRelease();

    private static KernelMonitor Monitor(nint bits) => KernelMonitor.FromBits((ulong)bits);
}
