using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>A moment until which a thread waits. The default value has passed.</summary>
public readonly struct Deadline
{
    private readonly ulong _nanoseconds;

    private Deadline(ulong nanoseconds)
    {
        _nanoseconds = nanoseconds;
    }

    /// <summary>A moment that does not come.</summary>
    public static Deadline Never => new(ulong.MaxValue);

    /// <summary>Whether it never comes.</summary>
    public bool IsNever => _nanoseconds == ulong.MaxValue;

    /// <summary>Whether it has come.</summary>
    public bool HasPassed => !IsNever && Clock.MonotonicNanoseconds >= _nanoseconds;

    /// <summary>The moment, in nanoseconds since boot.</summary>
    internal ulong Nanoseconds => _nanoseconds;

    /// <summary>So many nanoseconds from now; never, where that is beyond what a clock can count.</summary>
    public static Deadline In(ulong nanoseconds)
    {
        ulong now = Clock.MonotonicNanoseconds;
        return new Deadline(nanoseconds >= ulong.MaxValue - now ? ulong.MaxValue : now + nanoseconds);
    }

    /// <summary>At <paramref name="nanoseconds"/> since boot.</summary>
    public static Deadline At(ulong nanoseconds) => new(nanoseconds);

    /// <summary>The earlier of two.</summary>
    public static Deadline Earlier(Deadline left, Deadline right) => left._nanoseconds <= right._nanoseconds ? left : right;
}
