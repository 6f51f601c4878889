using System;

namespace Hermit.Runtime.Heap;

/// <summary>Memory that the platform handed out and that holds nothing yet.</summary>
internal static class HeapMemory
{
    /// <summary>Clears <paramref name="bytes"/>, a multiple of 8, from <paramref name="address"/> on.</summary>
    /// <remarks>Safety: the memory is the caller's.</remarks>
    [RequiresUnsafe]
    public static unsafe void Clear(nuint address, nuint bytes) =>

        // SAFETY: the caller vouches for the memory.
        new Span<nuint>((void*)address, (int)(bytes / HeapLayout.WordBytes)).Clear();
}
