using System.Runtime;

using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Platform;

/// <summary>
/// The mutex-with-condition that the libraries build all their waiting on (System.Native's pal_threading). The monitors are slots of a pool, which
/// never move; the library holds their addresses.
/// </summary>
// SAFETY: the addresses come from Create, and the libraries do not use one after Destroy: LowLevelMonitor keeps it private.
internal static unsafe class Monitors
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private static InterruptSpinMutex<Pool<Slot>> s_slots = default;

    [RuntimeExport("SystemNative_LowLevelMonitor_Create")]
    private static nint Create()
    {
        using var slots = s_slots.Lock();
        if (!slots.Value.TryAllocate(out Handle<Slot> handle))
        {
            return 0;
        }

        // The monitor is the first field, so the address of the slot is the monitor's.
        ref Slot slot = ref slots.Value[handle];
        slot.Self = handle.ToBits();
        return (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref slot);
    }

    [RuntimeExport("SystemNative_LowLevelMonitor_Destroy")]
    private static void Destroy(nint monitor)
    {
        using var slots = s_slots.Lock();
        Panic.Unless(slots.Value.Free(Handle<Slot>.FromBits(((Slot*)monitor)->Self)), "A monitor was destroyed that does not exist.");
    }

    [RuntimeExport("SystemNative_LowLevelMonitor_Acquire")]
    private static void Acquire(nint monitor) => ((KernelMonitor*)monitor)->Acquire();

    [RuntimeExport("SystemNative_LowLevelMonitor_Release")]
    private static void Release(nint monitor) => ((KernelMonitor*)monitor)->Release();

    [RuntimeExport("SystemNative_LowLevelMonitor_Wait")]
    private static void Wait(nint monitor) => ((KernelMonitor*)monitor)->Wait();

    [RuntimeExport("SystemNative_LowLevelMonitor_TimedWait")]
    private static int TimedWait(nint monitor, int milliseconds)
    {
        if (milliseconds < 0)
        {
            ((KernelMonitor*)monitor)->Wait();
            return 1;
        }

        return ((KernelMonitor*)monitor)->Wait((ulong)milliseconds * NanosecondsPerMillisecond) ? 1 : 0;
    }

    [RuntimeExport("SystemNative_LowLevelMonitor_Signal_Release")]
    private static void SignalRelease(nint monitor)
    {
        ((KernelMonitor*)monitor)->Signal();
        ((KernelMonitor*)monitor)->Release();
    }

    private struct Slot
    {
        public KernelMonitor Monitor;

        // The handle of this slot, as a number.
        public ulong Self;
    }
}
