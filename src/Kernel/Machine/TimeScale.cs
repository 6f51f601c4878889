namespace Hermit.Machine;

/// <summary>How ticks of a counter become nanoseconds: a line through a point.</summary>
internal readonly struct TimeScale
{
    private const int Shift = 32;

    private readonly ulong _origin;
    private readonly ulong _base;
    private readonly ulong _nanosecondsPerTick;

    /// <summary>The scale on which <paramref name="ticks"/> take <paramref name="nanoseconds"/>, and <paramref name="origin"/> is at <paramref name="baseNanoseconds"/>.</summary>
    public TimeScale(ulong origin, ulong baseNanoseconds, ulong ticks, ulong nanoseconds)
    {
        _origin = origin;
        _base = baseNanoseconds;
        _nanosecondsPerTick = Divide(nanoseconds, ticks);
    }

    /// <summary>The counter's value from which on the scale holds.</summary>
    public ulong Origin => _origin;

    /// <summary>The time at a value of the counter, from the origin on.</summary>
    public ulong At(ulong counter) => _base + Duration(counter - _origin);

    /// <summary>How long that many ticks take, without overflow for 500 years.</summary>
    public ulong Duration(ulong ticks) => Multiply(ticks, _nanosecondsPerTick);

    /// <summary>A quotient as fixed point with 32 fractional bits.</summary>
    public static ulong Divide(ulong dividend, ulong divisor) => ((dividend / divisor) << Shift) + (((dividend % divisor) << Shift) / divisor);

    /// <summary>A product with such a quotient, rounded down: exact, as far as it fits.</summary>
    public static ulong Multiply(ulong value, ulong factor) => unchecked(
        ((value >> Shift) * factor) + ((uint)value * (factor >> Shift)) + (((uint)value * (ulong)(uint)factor) >> Shift));
}
