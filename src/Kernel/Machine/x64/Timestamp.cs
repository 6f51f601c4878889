using System;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The timestamp counter and the APIC timer, in nanoseconds: calibrated at boot against the interval timer.</summary>
/// <remarks>
/// A hypervisor may stop this CPU between reading one counter and reading the other, for longer than the measurement takes. So every look is
/// the tightest of several, and a measurement that outlasts the interval timer is made again.
/// </remarks>
internal static class Timestamp
{
    // 2,400 ticks of the interval timer are 2 ms: enough for 0.1 %.
    private const uint MinimumTicks = 2400;
    private const int LooksPerSample = 4;
    private const int Attempts = 16;
    private const int Shift = 32;

    private static OnceCell<Scale> s_scale;
    private static InterruptSpinMutex<Sample> s_start;

    /// <summary>The counter now.</summary>
    public static unsafe ulong Now
    {
        get
        {
            // SAFETY: reads a counter.
            return Instructions.Timestamp();
        }
    }

    /// <summary>Starts the measurement that <see cref="FinishCalibration"/> ends; the boot goes on meanwhile.</summary>
    public static void BeginCalibration()
    {
        IntervalTimer.Start();
        LocalApic.ArmTimer(uint.MaxValue);
        using var start = s_start.Lock();
        start.Value = Sample.Take();
    }

    /// <summary>Waits for the rest of the measurement, 2 ms in all.</summary>
    public static void FinishCalibration()
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryFinishCalibration())
            {
                return;
            }

            BeginCalibration();
        }

        Panic.Fail("the clock cannot be calibrated: this CPU is stopped for too long again and again");
    }

    private static bool TryFinishCalibration()
    {
        Sample start;
        using (var guard = s_start.Lock())
        {
            start = guard.Value;
        }

        ulong begun = Now;
        while (IntervalTimer.Elapsed - start.Ticks < MinimumTicks && !IntervalTimer.HasEnded)
        {
            Panic.Unless(Now - begun < 1_000_000_000, "the 8254 interval timer does not count: no clock to calibrate against");
        }

        Sample end = Sample.Take();
        if (IntervalTimer.HasEnded)
        {
            return false;
        }

        LocalApic.ArmTimer(0);
        ulong nanoseconds = (end.Ticks - start.Ticks) * 1_000_000_000ul / IntervalTimer.Frequency;
        Scale scale = default;
        scale.Origin = start.Timestamp;
        scale.NanosecondsPerTick = Divide(nanoseconds, end.Timestamp - start.Timestamp);
        scale.ApicTicksPerNanosecond = Divide(start.ApicCount - end.ApicCount, nanoseconds);
        s_scale.TrySet(scale);
        return true;
    }

    /// <summary>The nanoseconds since the calibration began.</summary>
    public static ulong Nanoseconds
    {
        get
        {
            ref readonly Scale scale = ref s_scale.Value;
            return Multiply(Now - scale.Origin, scale.NanosecondsPerTick);
        }
    }

    /// <summary>How many nanoseconds a difference of timestamps is.</summary>
    public static ulong ToNanoseconds(ulong ticks) => Multiply(ticks, s_scale.Value.NanosecondsPerTick);

    /// <summary>How many APIC timer ticks that is, at least 1 and at most what the timer holds.</summary>
    public static uint ToApicTicks(ulong nanoseconds)
    {
        const ulong hour = 3_600_000_000_000;
        ulong ticks = Multiply(Math.Min(nanoseconds, hour), s_scale.Value.ApicTicksPerNanosecond);
        return (uint)Math.Clamp(ticks, 1, uint.MaxValue);
    }

    // Fixed point with 32 fractional bits.
    private static ulong Divide(ulong dividend, ulong divisor) => ((dividend / divisor) << Shift) + (((dividend % divisor) << Shift) / divisor);

    private static ulong Multiply(ulong value, ulong factor)
    {
        ulong high = Math.BigMul(value, factor, out ulong low);
        return (high << Shift) | (low >> Shift);
    }

    // The three counters at one moment.
    private struct Sample
    {
        public ulong Timestamp;
        public uint Ticks;
        public uint ApicCount;

        public static Sample Take()
        {
            Sample best = default;
            ulong shortest = ulong.MaxValue;
            for (int look = 0; look < LooksPerSample; look++)
            {
                Sample sample = default;
                ulong before = Now;
                sample.Ticks = IntervalTimer.Elapsed;
                sample.ApicCount = LocalApic.TimerCount;
                ulong duration = Now - before;
                sample.Timestamp = before + (duration / 2);
                if (duration < shortest)
                {
                    shortest = duration;
                    best = sample;
                }
            }

            return best;
        }
    }

    private struct Scale
    {
        public ulong Origin;
        public ulong NanosecondsPerTick;
        public ulong ApicTicksPerNanosecond;
    }
}
