using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>That a wait set looks at a queue.</summary>
internal struct WaitMembership
{
    /// <summary>The queue, and the set.</summary>
    public PoolLink Queue, Set;

    /// <summary>Its neighbours among those that look at the same queue.</summary>
    public PoolLink NextOfQueue, PreviousOfQueue;

    /// <summary>Its neighbours in the same set.</summary>
    public PoolLink NextOfSet, PreviousOfSet;

    /// <summary>Its neighbours among those of the set that have been triggered.</summary>
    public PoolLink NextTriggered, PreviousTriggered;

    /// <summary>Whether it is among them.</summary>
    public bool IsTriggered;

    /// <summary>What the owner of the set calls it.</summary>
    public ulong Tag;
}
