using System;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The virtual counter, the same on every CPU, and the timer that compares with it (Arm ARM, D11.2).</summary>
internal static class Timestamp
{
    private const ulong Second = 1_000_000_000;

    // No timer is armed for longer, so that the products fit.
    private const ulong LongestNanoseconds = 3600 * Second;

    private static InterruptOnceCell<TimeScale> s_scale;
    private static AtomicUInt64 s_ticksPerNanosecond;

    /// <summary>The counter now.</summary>
    public static ulong Now
    {
        get
        {
            unsafe
            {
                // SAFETY: reads a counter.
                return Instructions.Timestamp();
            }
        }
    }

    /// <summary>The nanoseconds since <see cref="Start"/>.</summary>
    public static ulong Nanoseconds => s_scale.Value.At(Now);

    /// <summary>Begins the time. Once, first thing at boot.</summary>
    public static void Start()
    {
        ulong frequency;
        unsafe
        {
            // SAFETY: reads a register.
            frequency = Instructions.CounterFrequency() & uint.MaxValue;
        }

        Panic.Unless(frequency != 0, "the firmware does not say how fast the counter is (CNTFRQ_EL0)");
        s_ticksPerNanosecond.Store(TimeScale.Divide(frequency, Second), MemoryOrder.Relaxed);
        s_scale.TrySet(new TimeScale(Now, 0, frequency, Second));
    }

    /// <summary>How many nanoseconds a difference of timestamps is.</summary>
    public static ulong ToNanoseconds(ulong ticks) => s_scale.Value.Duration(ticks);

    /// <summary>Lets the timer of the CPU that runs the caller interrupt in so many nanoseconds, at the latest in an hour.</summary>
    public static void ArmTimer(ulong nanoseconds)
    {
        ulong ticks = TimeScale.Multiply(Math.Min(nanoseconds, LongestNanoseconds), s_ticksPerNanosecond.Load(MemoryOrder.Relaxed));
        unsafe
        {
            // SAFETY: at worst an interrupt, for which there is a handler.
            Instructions.SetTimerValue(Now + Math.Max(1, ticks));
            Instructions.SetTimerControl(1);
        }
    }

    /// <summary>Keeps it from interrupting.</summary>
    public static void StopTimer()
    {
        unsafe
        {
            // SAFETY: no interrupt comes.
            Instructions.SetTimerControl(0);
        }
    }
}
