namespace Hermit.Net;

/// <summary>The clock of timestamps: a tick is 2²⁰ nanoseconds, a little more than a millisecond (RFC 7323, 5.4).</summary>
internal static class TcpClock
{
    /// <summary>One tick, as a power of two of nanoseconds.</summary>
    public const int TickBits = 20;

    /// <summary>The clock at a time, moved by an offset so that it tells nothing.</summary>
    public static uint At(Instant now, uint offset) => (uint)(now.Nanoseconds >> TickBits) + offset;
}
