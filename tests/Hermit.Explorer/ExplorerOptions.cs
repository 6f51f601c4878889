namespace Hermit.Explorer;

/// <summary>The bounds of an exploration.</summary>
public sealed record ExplorerOptions
{
    /// <summary>
    /// How often a thread that could go on may be interrupted by another one in an execution; <see langword="null"/> for any number.
    /// Without a bound, executions that differ only in the order of independent steps are explored once.
    /// </summary>
    public int? PreemptionBound { get; init; }

    /// <summary>Executions after which a systematic exploration stops, incomplete.</summary>
    public int MaximumExecutions { get; init; } = 200_000;

    /// <summary>Steps after which an execution counts as endless.</summary>
    public int MaximumSteps { get; init; } = 2_000;

    /// <summary>Whether loads may read stores that are not the newest where the memory order allows it.</summary>
    public bool WeakMemory { get; init; } = true;
}
