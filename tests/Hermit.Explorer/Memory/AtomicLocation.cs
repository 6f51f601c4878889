namespace Hermit.Explorer;

/// <summary>An atomic location: the stores to it in modification order, oldest first.</summary>
internal sealed class AtomicLocation(Execution execution, long initial)
{
    private readonly List<Store> _stores = [new Store(initial, new View())];

    /// <summary>The number of the location in the execution, in the order of first use.</summary>
    public int Id { get; } = execution.NextLocation();

    /// <summary>The number of the newest store.</summary>
    public int Newest => _stores.Count - 1;

    /// <summary>The number of the newest store with sequentially consistent order; loads of that order read nothing older.</summary>
    public int NewestSequential { get; set; }

    /// <summary>The store of that number.</summary>
    public Store this[int index] => _stores[index];

    /// <summary>Appends a store and returns its number.</summary>
    public int Add(Store store)
    {
        _stores.Add(store);
        return Newest;
    }

    /// <summary>Whether the location belongs to <paramref name="current"/>: one left over from another execution must be made anew.</summary>
    public bool BelongsTo(Execution current) => ReferenceEquals(execution, current);
}
