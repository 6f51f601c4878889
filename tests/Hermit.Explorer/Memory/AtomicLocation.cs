namespace Hermit.Explorer;

/// <summary>An atomic location: the stores to it in modification order, oldest first.</summary>
internal sealed class AtomicLocation(Execution execution, long initial)
{
    private readonly List<Store> _stores = [new Store(initial, new View())];
    private readonly List<int> _storers = [0];

    /// <summary>The number of the location in the execution, in the order of first use.</summary>
    public int Id { get; } = execution.NextLocation();

    /// <summary>The number of the newest store.</summary>
    public int Newest => _stores.Count - 1;

    /// <summary>The number of the newest store with sequentially consistent order; loads of that order read nothing older.</summary>
    public int NewestSequential { get; set; }

    /// <summary>The store of that number.</summary>
    public Store this[int index] => _stores[index];

    /// <summary>The number of the last store up to which, from <paramref name="index"/> on, there are none but those of <paramref name="thread"/>.</summary>
    public int SkipOwn(int index, ExploredThread thread)
    {
        while (index < Newest && _storers[index + 1] == thread.Id)
        {
            index++;
        }

        return index;
    }

    /// <summary>Appends a store of <paramref name="thread"/> and returns its number.</summary>
    public int Add(Store store, ExploredThread thread)
    {
        _stores.Add(store);
        _storers.Add(thread.Id);
        return Newest;
    }

    /// <summary>Whether the location belongs to <paramref name="current"/>: one left over from another execution must be made anew.</summary>
    public bool BelongsTo(Execution current) => ReferenceEquals(execution, current);
}
