namespace Hermit.Explorer;

/// <summary>Something that may happen next: a step of a thread, or the arrival of an interrupt on it.</summary>
internal readonly record struct Candidate(int Actor, int Thread, Operation Operation)
{
    /// <summary>Whether it is the arrival of an interrupt.</summary>
    public bool IsInterrupt => Operation.Kind == OperationKind.Interrupt;

    /// <summary>Whether the two give the same result in either order.</summary>
    public bool CommutesWith(Candidate other) => Thread != other.Thread && Operation.CommutesWith(other.Operation);
}
