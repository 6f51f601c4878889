using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>The place of a value in a <see cref="DeadlineQueue{T}"/>.</summary>
internal struct DeadlineNode
{
    /// <summary>When it is due, in nanoseconds since boot.</summary>
    public ulong Deadline;

    /// <summary>The first of those below it.</summary>
    public PoolLink Child;

    /// <summary>The next one below the same.</summary>
    public PoolLink Sibling;

    /// <summary>The one before it below the same; for the first, the one that it is below.</summary>
    public PoolLink Previous;

    /// <summary>Whether it is in a queue.</summary>
    public bool IsQueued;
}
