namespace Hermit.Machine;

/// <summary>The value of a counter, and the timestamp counter at that moment.</summary>
/// <remarks>
/// A hypervisor may stop this CPU between reading one counter and reading the other, for longer than a measurement takes. So a sample is the
/// tightest of several looks.
/// </remarks>
internal struct CounterSample
{
    private const int Looks = 4;

    /// <summary>The timestamp counter.</summary>
    public ulong Timestamp;

    /// <summary>The counter.</summary>
    public uint Value;

    /// <summary>Looks at a counter.</summary>
    public static CounterSample Of<TCounter>()
        where TCounter : struct, ICounter
    {
        CounterSample best = default;
        ulong shortest = ulong.MaxValue;
        for (int look = 0; look < Looks; look++)
        {
            ulong before = Machine.Timestamp.Now;
            uint value = TCounter.Value;
            ulong duration = Machine.Timestamp.Now - before;
            if (duration < shortest)
            {
                shortest = duration;
                best.Timestamp = before + (duration / 2);
                best.Value = value;
            }
        }

        return best;
    }
}
