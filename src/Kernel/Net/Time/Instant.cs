using System;

namespace Hermit.Net;

/// <summary>
/// A moment on the monotonic clock, in nanoseconds since some start. The stack never reads a clock: whoever calls it says what time it is, which is how
/// tests run hours in milliseconds.
/// </summary>
public readonly struct Instant : IEquatable<Instant>
{
    private Instant(long nanoseconds)
    {
        Nanoseconds = nanoseconds;
    }

    /// <summary>A moment that never comes: the deadline of what waits for nothing.</summary>
    public static Instant Never => new(long.MaxValue);

    /// <summary>Nanoseconds since the clock's start.</summary>
    public long Nanoseconds { get; }

    /// <summary>The moment so many nanoseconds after the clock's start.</summary>
    public static Instant FromNanoseconds(long value) => new(value);

    /// <summary>The earlier of two.</summary>
    public static Instant Min(Instant left, Instant right) => left < right ? left : right;

    /// <summary>The later of two.</summary>
    public static Instant Max(Instant left, Instant right) => left > right ? left : right;

    /// <summary>The moment so much later; <see cref="Never"/> when that is past the end of time.</summary>
    public static Instant operator +(Instant left, Duration right)
    {
        long sum = unchecked(left.Nanoseconds + right.Nanoseconds);
        return right.Nanoseconds > 0 && sum < left.Nanoseconds ? Never : new Instant(sum);
    }

    /// <summary>The moment so much earlier.</summary>
    public static Instant operator -(Instant left, Duration right) => new(unchecked(left.Nanoseconds - right.Nanoseconds));

    /// <summary>The time from the right one to the left one.</summary>
    public static Duration operator -(Instant left, Instant right) => Duration.FromNanoseconds(unchecked(left.Nanoseconds - right.Nanoseconds));

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(Instant left, Instant right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public bool Equals(Instant other) => Nanoseconds == other.Nanoseconds;
}
