using System;

namespace Hermit.Net;

/// <summary>A length of time in nanoseconds, at most 292 years either way.</summary>
public readonly struct Duration : IEquatable<Duration>
{
    private Duration(long nanoseconds)
    {
        Nanoseconds = nanoseconds;
    }

    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>The longest duration.</summary>
    public static Duration Maximum => new(long.MaxValue);

    /// <summary>The length in nanoseconds.</summary>
    public long Nanoseconds { get; }

    /// <summary>The length in whole microseconds, rounded towards zero.</summary>
    public long Microseconds => Nanoseconds / 1000;

    /// <summary>The length in whole milliseconds, rounded towards zero.</summary>
    public long Milliseconds => Nanoseconds / 1_000_000;

    /// <summary>The length in whole seconds, rounded towards zero.</summary>
    public long Seconds => Nanoseconds / 1_000_000_000;

    /// <summary>A number of nanoseconds.</summary>
    public static Duration FromNanoseconds(long value) => new(value);

    /// <summary>A number of microseconds.</summary>
    public static Duration FromMicroseconds(long value) => new(value * 1000);

    /// <summary>A number of milliseconds.</summary>
    public static Duration FromMilliseconds(long value) => new(value * 1_000_000);

    /// <summary>A number of seconds.</summary>
    public static Duration FromSeconds(long value) => new(value * 1_000_000_000);

    /// <summary>The shorter of two.</summary>
    public static Duration Min(Duration left, Duration right) => left < right ? left : right;

    /// <summary>The longer of two.</summary>
    public static Duration Max(Duration left, Duration right) => left > right ? left : right;

    /// <summary>The sum.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Nanoseconds + right.Nanoseconds);

    /// <summary>The difference.</summary>
    public static Duration operator -(Duration left, Duration right) => new(left.Nanoseconds - right.Nanoseconds);

    /// <summary>The multiple.</summary>
    public static Duration operator *(Duration left, long factor) => new(left.Nanoseconds * factor);

    /// <summary>The part, rounded towards zero.</summary>
    public static Duration operator /(Duration left, long divisor) => new(left.Nanoseconds / divisor);

    /// <summary>Whether the left one is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether the left one is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether the left one is not longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether the left one is not shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public bool Equals(Duration other) => Nanoseconds == other.Nanoseconds;
}
