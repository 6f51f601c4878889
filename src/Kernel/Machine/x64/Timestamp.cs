using System;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The timestamp counter and the APIC timer, in nanoseconds: calibrated at boot against the interval timer unless the hypervisor names the frequency.</summary>
internal static unsafe class Timestamp
{
    // 2,400 ticks of the interval timer are 2 ms: enough for 0.1 %.
    private const uint MinimumTicks = 2400;
    private const int Shift = 32;

    private static OnceCell<Scale> s_scale;
    private static OnceCell<Start> s_start;

    /// <summary>The counter now.</summary>
    public static ulong Now => Instructions.Timestamp();

    /// <summary>Starts the measurement that <see cref="FinishCalibration"/> ends; the boot goes on meanwhile.</summary>
    public static void BeginCalibration()
    {
        IntervalTimer.Start();
        LocalApic.ArmTimer(uint.MaxValue);
        s_start.TrySet(new Start { Timestamp = Now, Ticks = IntervalTimer.Elapsed });
    }

    /// <summary>Waits for the rest of the measurement, 2 ms in all.</summary>
    public static void FinishCalibration()
    {
        Start start = s_start.Value;
        ulong begun = Now;
        uint ticks = IntervalTimer.Elapsed - start.Ticks;
        while (ticks < MinimumTicks)
        {
            Panic.Unless(Now - begun < 1_000_000_000, "the 8254 interval timer does not count: no clock to calibrate against");
            ticks = IntervalTimer.Elapsed - start.Ticks;
        }

        ulong now = Now;
        uint apicTicks = uint.MaxValue - LocalApic.TimerCount;
        LocalApic.ArmTimer(0);
        ulong nanoseconds = ticks * 1_000_000_000ul / IntervalTimer.Frequency;
        Scale scale = default;
        scale.Origin = start.Timestamp;
        scale.NanosecondsPerTick = Divide(nanoseconds, now - start.Timestamp);
        scale.ApicTicksPerNanosecond = Divide(apicTicks, nanoseconds);
        s_scale.TrySet(scale);
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
        ulong ticks = Multiply(nanoseconds, s_scale.Value.ApicTicksPerNanosecond);
        return (uint)Math.Clamp(ticks, 1, uint.MaxValue);
    }

    // Fixed point with 32 fractional bits.
    private static ulong Divide(ulong dividend, ulong divisor) => ((dividend / divisor) << Shift) + (((dividend % divisor) << Shift) / divisor);

    private static ulong Multiply(ulong value, ulong factor)
    {
        ulong high = Math.BigMul(value, factor, out ulong low);
        return (high << Shift) | (low >> Shift);
    }

    private struct Start
    {
        public ulong Timestamp;
        public uint Ticks;
    }

    private struct Scale
    {
        public ulong Origin;
        public ulong NanosecondsPerTick;
        public ulong ApicTicksPerNanosecond;
    }
}
