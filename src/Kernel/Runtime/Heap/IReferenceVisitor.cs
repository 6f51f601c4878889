namespace Hermit.Runtime.Heap;

/// <summary>Is shown where the references of an object are.</summary>
internal interface IReferenceVisitor
{
    /// <summary>The words from <paramref name="slot"/> to before <paramref name="end"/> are references.</summary>
    void VisitRun(nuint slot, nuint end);
}
