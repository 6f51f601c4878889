using System;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>The timestamp counter and the APIC timer, in nanoseconds.</summary>
/// <remarks>
/// Where a hypervisor or the CPU says how fast they are, that holds. Else they are measured against the interval timer: roughly over what the
/// boot takes, in two parts that have to agree, which costs it nothing, and once more over 16 ms, when somebody asks for the time after that. Time is a function of the counter
/// alone in which the second line begins where the first one has got to: it never goes back, whoever asks.
/// </remarks>
internal static class Timestamp
{
    private const ulong Second = 1_000_000_000;
    private const ulong Never = ulong.MaxValue;

    // 180 ticks are 0.15 ms, with an error of 0.7 %.
    private const uint RoughTicks = 180;

    // In ticks of this counter: some seconds.
    private const ulong LongestMeasurement = 20 * Second;

    // 16 ms, with an error of 0.01 %; and as long as the interval timer's period cannot be mistaken for the next, even if the rough measure is far off.
    private const ulong FineNanoseconds = 16_000_000;
    private const ulong MistakableNanoseconds = 24_000_000;

    private static OnceCell<TimeScale> s_rough;
    private static OnceCell<TimeScale> s_fine;
    private static AtomicUInt64 s_fineFrom = new(Never);
    private static AtomicUInt64 s_apicTicksPerNanosecond;
    private static InterruptSpinMutex<CounterSample> s_clockStart;
    private static InterruptSpinMutex<CounterSample> s_clockMiddle;
    private static InterruptSpinMutex<CounterSample> s_apicStart;

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

    /// <summary>The nanoseconds since the measurement began.</summary>
    public static ulong Nanoseconds
    {
        get
        {
            ulong now = Now;
            if (now >= s_fineFrom.Load(MemoryOrder.Relaxed))
            {
                MeasureFine();
            }

            return s_fine.TryGet(out TimeScale fine) && now >= fine.Origin ? fine.At(now) : s_rough.Value.At(now);
        }
    }

    /// <summary>Begins the measurement of this counter. First thing at boot, so that the boot is part of it.</summary>
    public static void BeginCalibration()
    {
        IntervalTimer.Start();
        using var start = s_clockStart.Lock();
        start.Value = CounterSample.Of<IntervalTimer>();
    }

    /// <summary>Begins the measurement of the APIC timer, which counts down from now on.</summary>
    public static void BeginApicCalibration()
    {
        LocalApic.ArmTimer(uint.MaxValue);
        using var start = s_apicStart.Lock();
        start.Value = CounterSample.Of<ApicTimerCounter>();
        using var middle = s_clockMiddle.Lock();
        middle.Value = CounterSample.Of<IntervalTimer>();
    }

    /// <summary>Ends the measurement of this counter; from here on there is time.</summary>
    public static void FinishCalibration()
    {
        CounterFrequency known = CounterFrequency.Read();
        using var start = s_clockStart.Lock();
        if (known.TimestampHertz != 0)
        {
            s_rough.TrySet(new TimeScale(start.Value.Timestamp, 0, known.TimestampHertz, Second));
        }
        else
        {
            using var middle = s_clockMiddle.Lock();
            MeasureRough(ref start.Value, middle.Value);
        }
    }

    /// <summary>Ends the measurement of the APIC timer; from here on it can be armed.</summary>
    public static void FinishApicCalibration()
    {
        CounterFrequency known = CounterFrequency.Read();
        s_apicTicksPerNanosecond.Store(known.ApicHertz != 0 ? TimeScale.Divide(known.ApicHertz, Second) : MeasureApic(), MemoryOrder.Relaxed);
        LocalApic.ArmTimer(0);
    }

    /// <summary>How many nanoseconds a difference of timestamps is.</summary>
    public static ulong ToNanoseconds(ulong ticks) => s_fine.IsSet ? s_fine.Value.Duration(ticks) : s_rough.Value.Duration(ticks);

    /// <summary>How many APIC timer ticks that is, at least 1 and at most what the timer holds; not far beyond the time for the finer measure as long as there is none.</summary>
    public static uint ToApicTicks(ulong nanoseconds)
    {
        const ulong hour = 3600 * Second;
        ulong longest = s_fineFrom.Load(MemoryOrder.Relaxed) == Never ? hour : FineNanoseconds;
        ulong ticks = TimeScale.Multiply(Math.Min(nanoseconds, longest), s_apicTicksPerNanosecond.Load(MemoryOrder.Relaxed));
        return (uint)Math.Clamp(ticks, 1, uint.MaxValue);
    }

    // Until two measurements, one after the other, agree: during one of them the host may have stopped this CPU for longer than the interval
    // timer's period.
    private static void MeasureRough(ref CounterSample start, CounterSample middle)
    {
        ulong begun = Now;
        while (true)
        {
            CounterSample end;
            do
            {
                Panic.Unless(Now - begun < LongestMeasurement, "the 8254 interval timer does not count evenly: no clock to calibrate against");
                end = CounterSample.Of<IntervalTimer>();
            }
            while (TicksBetween(middle, end) < RoughTicks);

            ClockInterval first = Between(start, middle);
            ClockInterval second = Between(middle, end);
            if (first.AgreesWith(second))
            {
                var scale = new TimeScale(start.Timestamp, 0, first.Timestamps + second.Timestamps, NanosecondsOf(first.Ticks + second.Ticks));
                s_rough.TrySet(scale);
                AskForFine(start.Timestamp, scale);
                return;
            }

            start = middle;
            middle = end;
        }
    }

    // One CPU at a time, once; whoever comes later finds the time of the next try in the future.
    private static void MeasureFine()
    {
        using var start = s_clockStart.Lock();
        ref readonly TimeScale rough = ref s_rough.Value;
        if (Now < s_fineFrom.Load(MemoryOrder.Relaxed))
        {
            return;
        }

        CounterSample end = CounterSample.Of<IntervalTimer>();
        ulong elapsed = end.Timestamp - start.Value.Timestamp;
        if (rough.Duration(elapsed) > MistakableNanoseconds)
        {
            // Nobody asked for the time for so long that the interval timer may have been around: once more, from here.
            start.Value = end;
            AskForFine(end.Timestamp, rough);
            return;
        }

        s_fine.TrySet(new TimeScale(end.Timestamp, rough.At(end.Timestamp), elapsed, NanosecondsOf(TicksBetween(start.Value, end))));
        s_fineFrom.Store(Never, MemoryOrder.Relaxed);
    }

    private static void AskForFine(ulong from, in TimeScale scale)
    {
        ulong ticksPerMillisecond = 1_000_000 * (1ul << 32) / Math.Max(1, scale.Duration(1ul << 32));
        s_fineFrom.Store(from + (ticksPerMillisecond * (FineNanoseconds / 1_000_000)), MemoryOrder.Relaxed);
    }

    private static ulong MeasureApic()
    {
        using var start = s_apicStart.Lock();
        ulong nanoseconds;
        CounterSample end;
        do
        {
            end = CounterSample.Of<ApicTimerCounter>();
            nanoseconds = ToNanoseconds(end.Timestamp - start.Value.Timestamp);
        }
        while (nanoseconds < NanosecondsOf(RoughTicks));

        return TimeScale.Divide(start.Value.Value - end.Value, nanoseconds);
    }

    private static ClockInterval Between(in CounterSample start, in CounterSample end) => new(end.Timestamp - start.Timestamp, TicksBetween(start, end));

    private static uint TicksBetween(in CounterSample start, in CounterSample end) => (end.Value - start.Value) % IntervalTimer.Period;

    private static ulong NanosecondsOf(uint intervalTicks) => intervalTicks * Second / IntervalTimer.Frequency;

    private readonly struct ApicTimerCounter : ICounter
    {
        public static uint Value => LocalApic.TimerCount;
    }
}
