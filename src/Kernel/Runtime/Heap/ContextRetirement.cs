namespace Hermit.Runtime.Heap;

/// <summary>Takes their chunks from all threads before a collection; the next allocation of each gets a new one.</summary>
/// <remarks>Used while the world is stopped, when no thread has an allocation pointer in a register.</remarks>
internal struct ContextRetirement : IContextVisitor
{
    /// <summary>Contexts seen.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that were handed out and not used.</summary>
    public ulong UnusedBytes { get; private set; }

    /// <inheritdoc/>
    public void Visit(ref AllocationContext context)
    {
        Count++;
        UnusedBytes += context.Retire();
    }
}
