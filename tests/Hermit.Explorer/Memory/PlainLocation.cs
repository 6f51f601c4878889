namespace Hermit.Explorer;

/// <summary>A location without synchronisation: remembers the accesses that a new one must be ordered after.</summary>
internal sealed class PlainLocation(Execution execution)
{
    private readonly Dictionary<int, int> _reads = [];
    private (int Thread, int Clock) _write = (-1, 0);

    /// <summary>The number of the location in the execution, in the order of first use.</summary>
    public int Id { get; } = execution.NextLocation();

    /// <summary>Whether the location belongs to <paramref name="current"/>.</summary>
    public bool BelongsTo(Execution current) => ReferenceEquals(execution, current);

    /// <summary>Records a read by <paramref name="thread"/>; returns the thread whose write it races with, or −1.</summary>
    public int Read(ExploredThread thread)
    {
        int racing = Unordered(_write.Thread, _write.Clock, thread);
        _reads[thread.Id] = thread.Current.Tick(thread.Id);
        return racing;
    }

    /// <summary>Records a write by <paramref name="thread"/>; returns a thread whose access it races with, or −1.</summary>
    public int Write(ExploredThread thread)
    {
        int racing = Unordered(_write.Thread, _write.Clock, thread);
        foreach ((int reader, int clock) in _reads)
        {
            racing = racing >= 0 ? racing : Unordered(reader, clock, thread);
        }

        _reads.Clear();
        _write = (thread.Id, thread.Current.Tick(thread.Id));
        return racing;
    }

    private static int Unordered(int other, int clock, ExploredThread thread) =>
        other >= 0 && other != thread.Id && thread.Current.ClockOf(other) < clock ? other : -1;
}
