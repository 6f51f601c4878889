namespace Hermit.Runtime.Heap;

/// <summary>Adds up what threads have not used of their chunks.</summary>
/// <remarks>Used while the world is stopped.</remarks>
internal struct UnusedBytesCount : IContextVisitor
{
    /// <summary>Bytes that were handed out and are not used.</summary>
    public ulong Bytes { get; private set; }

    /// <inheritdoc/>
    public void Visit(ref AllocationContext context) => Bytes += context.UnusedBytes;
}
