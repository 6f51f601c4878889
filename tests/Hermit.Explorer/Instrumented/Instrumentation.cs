namespace Hermit.Explorer;

/// <summary>What the instrumented primitives need of the explorer.</summary>
internal static class Instrumentation
{
    /// <summary>The explored thread that the caller plays.</summary>
    public static ExploredThread Thread => ExploredThread.Playing
        ?? throw new InvalidOperationException("An instrumented primitive was used outside of a scenario.");

    /// <summary>Whether loads of the calling thread may read outdated stores: never in the set-up and the check.</summary>
    public static bool WeakMemory => Thread.Id != 0 && Thread.Execution.WeakMemory;

    /// <summary>The location behind <paramref name="slot"/>, made on first use in an execution.</summary>
    public static AtomicLocation Resolve(ref AtomicLocation? slot, long initial)
    {
        Execution execution = Thread.Execution;
        if (slot is null || !slot.BelongsTo(execution))
        {
            slot = new AtomicLocation(execution, initial);
        }

        return slot;
    }

    /// <summary>The plain location behind <paramref name="slot"/>, made on first use in an execution.</summary>
    public static PlainLocation Resolve(ref PlainLocation? slot)
    {
        Execution execution = Thread.Execution;
        if (slot is null || !slot.BelongsTo(execution))
        {
            slot = new PlainLocation(execution);
        }

        return slot;
    }
}
