namespace Hermit.Sync;

/// <summary>
/// What an atomic operation orders besides the value that it accesses. The names and meanings are those of the C++ memory model
/// (ISO/IEC 14882, [atomics.order]), without <c>consume</c>.
/// </summary>
public enum MemoryOrder : byte
{
    /// <summary>The access is atomic and orders nothing else.</summary>
    Relaxed,

    /// <summary>A load: nothing after it in program order moves before it; it sees what came before the store with release order that it reads.</summary>
    Acquire,

    /// <summary>A store: nothing before it in program order moves after it.</summary>
    Release,

    /// <summary>A read-modify-write that acquires and releases.</summary>
    AcquireRelease,

    /// <summary>As <see cref="AcquireRelease"/>, and all operations of this order have one order that all threads agree on.</summary>
    SequentiallyConsistent,
}
