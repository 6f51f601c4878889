using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Time: monotonic since boot, and of day.</summary>
public static class Clock
{
    private const long TicksPerSecond = 10_000_000;

    private static OnceCell<long> s_realTimeOrigin;

    /// <summary>Nanoseconds since boot; never goes back.</summary>
    public static ulong MonotonicNanoseconds => Timestamp.Nanoseconds;

    /// <summary>Units of 100 ns since 1970-01-01 UTC. The wall clock is read once, on first use, to the second.</summary>
    public static long RealTimeTicks
    {
        get
        {
            if (!s_realTimeOrigin.IsSet)
            {
                s_realTimeOrigin.TrySet((RealTimeClock.ReadSeconds() * TicksPerSecond) - (long)(MonotonicNanoseconds / 100));
            }

            return s_realTimeOrigin.Value + (long)(MonotonicNanoseconds / 100);
        }
    }

    /// <summary>Lets the timer interrupt come once, after <paramref name="nanoseconds"/>, at the latest after an hour.</summary>
    public static void ArmTimer(ulong nanoseconds) => Timestamp.ArmTimer(nanoseconds);
}
