namespace Hermit.Runtime.Heap;

/// <summary>Is shown the allocation contexts of all threads.</summary>
internal interface IContextVisitor
{
    /// <summary>One thread's <paramref name="context"/>.</summary>
    void Visit(ref AllocationContext context);
}
