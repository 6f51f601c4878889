namespace Hermit.Explorer;

/// <summary>What an exploration found.</summary>
/// <param name="Executions">How many executions ran to their end or to a failure.</param>
/// <param name="Redundant">How many were cut short because they only repeated another one with independent steps swapped.</param>
/// <param name="Complete">Whether every schedule within the bounds was covered.</param>
/// <param name="Failure">The first execution that went wrong, if any did.</param>
public sealed record Outcome(int Executions, int Redundant, bool Complete, Failure? Failure)
{
    /// <summary>Throws with the report of the failure, if there is one.</summary>
    public Outcome ThrowIfFailed() => Failure is null ? this : throw new ExplorationFailedException(Failure);
}
