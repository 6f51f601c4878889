namespace Hermit.Explorer;

/// <summary>How an execution can go wrong.</summary>
public enum FailureKind
{
    /// <summary>A thread or handler panicked or threw, or the final check did.</summary>
    Exception,

    /// <summary>Two threads accessed a plain value, one of them writing, and nothing ordered the accesses.</summary>
    DataRace,

    /// <summary>Unfinished threads all wait for something that none of them will do any more.</summary>
    Deadlock,

    /// <summary>The execution exceeded its number of steps.</summary>
    NoEnd,
}
