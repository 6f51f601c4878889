using System;

namespace Hermit.Runtime.Heap;

/// <summary>How to allocate; the values are those of the class library's calls (coreclr's gcinterface.h, <c>GC_ALLOC_FLAGS</c>).</summary>
[Flags]
public enum AllocationFlags : uint
{
    /// <summary>An ordinary object.</summary>
    None = 0,

    /// <summary>The object's finalizer is to run when it is unreachable.</summary>
    Finalize = 1,

    /// <summary>The caller overwrites the elements, so they need not be zero. Only for objects without references.</summary>
    ZeroingOptional = 16,

    /// <summary>The object may not move. No object of this heap does.</summary>
    Pinned = 64,
}
