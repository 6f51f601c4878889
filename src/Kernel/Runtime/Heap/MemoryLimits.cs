using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>What GC.RefreshMemoryLimit passes (.NET 10.0, <c>RuntimeImports.GCHeapHardLimitInfo</c>): limits in bytes and percent, 0 where not set.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MemoryLimits
{
    /// <summary>Limits of the whole heap: bytes, percent.</summary>
    public ulong Heap, HeapPercent;

    /// <summary>Limits in bytes of small, large and pinned objects.</summary>
    public ulong Small, Large, Pinned;

    /// <summary>Limits in percent of small, large and pinned objects.</summary>
    public ulong SmallPercent, LargePercent, PinnedPercent;

    /// <summary>Whether no limit is set.</summary>
    public readonly bool AreDefault => (Heap | HeapPercent | Small | Large | Pinned | SmallPercent | LargePercent | PinnedPercent) == 0;
}
