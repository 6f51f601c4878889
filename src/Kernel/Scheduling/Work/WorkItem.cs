using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Something that the worker thread can be asked to do, at once or at a moment.</summary>
internal struct WorkItem : IDeadlineNode<WorkItem>
{
    /// <summary>The function to call: a static method of this program, by its address.</summary>
    public nuint Function;

    /// <summary>What to call it with.</summary>
    public nuint Argument;

    /// <summary>Its place among the timers.</summary>
    public DeadlineNode Timer;

    /// <summary>The next one that is to be done.</summary>
    public PoolLink Next;

    /// <summary>Whether it is to be done.</summary>
    public bool IsPending;

    /// <inheritdoc/>
    public static ref DeadlineNode Node(ref WorkItem value) => ref value.Timer;
}
