using System;

namespace Hermit.Machine;

/// <summary>How far two counters went in the same time.</summary>
/// <param name="timestamps">How far the timestamp counter went.</param>
/// <param name="ticks">How far the clock of known frequency went; 16 bits of it count.</param>
internal readonly struct ClockInterval(ulong timestamps, uint ticks)
{
    // An eighth: short intervals are some per cent apart.
    private const ulong Tolerance = 8;

    // An hour, whose products with ticks of a clock of 16 bits do not overflow.
    private const ulong Longest = 1ul << 44;

    /// <summary>How far the timestamp counter went.</summary>
    public ulong Timestamps { get; } = timestamps;

    /// <summary>How far the clock went.</summary>
    public uint Ticks { get; } = ticks;

    /// <summary>True when by both intervals the counters have the same ratio, more or less. An interval in which a counter stood still agrees with none.</summary>
    public bool AgreesWith(in ClockInterval other)
    {
        ulong mine = Math.Min(Timestamps, Longest) * other.Ticks;
        ulong others = Math.Min(other.Timestamps, Longest) * Ticks;
        ulong larger = Math.Max(mine, others);
        ulong smaller = Math.Min(mine, others);
        return smaller > 0 && (larger - smaller) * Tolerance <= larger;
    }
}
