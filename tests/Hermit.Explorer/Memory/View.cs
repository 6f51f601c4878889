namespace Hermit.Explorer;

/// <summary>
/// What a thread knows of the memory: for each location the oldest store it may still read, and for each thread how far that thread's past is ordered
/// before it. Views only grow; joining two is what synchronisation does.
/// </summary>
internal sealed class View
{
    private int[] _stores = [];
    private int[] _clocks = [];

    /// <summary>The oldest store of the location that may be read.</summary>
    public int StoreOf(int location) => location < _stores.Length ? _stores[location] : 0;

    /// <summary>How many events of the thread are ordered before this view's owner.</summary>
    public int ClockOf(int thread) => thread < _clocks.Length ? _clocks[thread] : 0;

    /// <summary>Forgets the stores of the location before <paramref name="store"/>.</summary>
    public void Advance(int location, int store)
    {
        Grow(ref _stores, location + 1);
        _stores[location] = Math.Max(_stores[location], store);
    }

    /// <summary>Counts one more event of the thread and returns its number.</summary>
    public int Tick(int thread)
    {
        Grow(ref _clocks, thread + 1);
        return ++_clocks[thread];
    }

    /// <summary>Learns what <paramref name="other"/> knows.</summary>
    public void Join(View other)
    {
        Join(ref _stores, other._stores);
        Join(ref _clocks, other._clocks);
    }

    /// <summary>An independent copy.</summary>
    public View Clone() => new() { _stores = (int[])_stores.Clone(), _clocks = (int[])_clocks.Clone() };

    private static void Join(ref int[] target, int[] source)
    {
        Grow(ref target, source.Length);
        for (int index = 0; index < source.Length; index++)
        {
            target[index] = Math.Max(target[index], source[index]);
        }
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, length);
        }
    }
}
