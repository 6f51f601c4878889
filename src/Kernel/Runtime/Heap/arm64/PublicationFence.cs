using System.Runtime.CompilerServices;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>Comes before stores of references that many objects become known by at once.</summary>
internal static class PublicationFence
{
    /// <summary>Who sees one of the stores behind it sees what was stored before it. A single reference is stored with a release instead (WriteBarriers.S).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Insert() => Fence.Insert(MemoryOrder.Release);
}
