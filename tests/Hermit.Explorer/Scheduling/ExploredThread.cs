namespace Hermit.Explorer;

/// <summary>A thread of the scenario: its turn, what it will do next, and what it knows of the memory.</summary>
internal sealed class ExploredThread(Execution execution, int id, string name, Action body)
{
    [ThreadStatic]
    private static ExploredThread? t_current;

    private readonly SemaphoreSlim _turn = new(0);

    /// <summary>The explored thread that the calling system thread plays, if any.</summary>
    public static ExploredThread? Playing
    {
        get => t_current;
        set => t_current = value;
    }

    public Execution Execution { get; } = execution;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public Action Body { get; } = body;

    public Operation Pending { get; set; } = new(OperationKind.Start);

    public bool Finished { get; set; }

    public bool InterruptsMasked { get; set; }

    public ExploredInterrupt? Arriving { get; set; }

    public string? InHandler { get; set; }

    /// <summary>What the thread knows.</summary>
    public View Current { get; set; } = new();

    /// <summary>What relaxed loads saw and an acquire fence will make known.</summary>
    public View SeenRelaxed { get; set; } = new();

    /// <summary>What the last release fence made ready for relaxed stores to publish.</summary>
    public View ReleasedByFence { get; set; } = new();

    /// <summary>The locations loaded since the last wait, with the store that each gave.</summary>
    public Dictionary<AtomicLocation, int> LoadedSinceWait { get; } = [];

    /// <summary>Whether the thread has stored anything since the last wait: then what it waits for may be its own doing.</summary>
    public bool StoredSinceWait { get; set; }

    /// <summary>Locations that the thread waited on: the next load of each reads the newest store, since stores become visible in the end.</summary>
    public HashSet<AtomicLocation> ReadNewest { get; } = [];

    /// <summary>What it is called in a trace.</summary>
    public string Role => InHandler is null ? Name : $"{Name}/{InHandler}";

    /// <summary>Whether a step of the thread can make a difference: one that waits needs something new to see.</summary>
    public bool CanRun => !Finished
        && (Pending.Kind != OperationKind.Wait || StoredSinceWait || LoadedSinceWait.Any(load => load.Key.Newest > load.Value));

    public void GiveTurn() => _turn.Release();

    public void AwaitTurn() => _turn.Wait();
}
