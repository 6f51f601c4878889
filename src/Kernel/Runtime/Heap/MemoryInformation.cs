using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>What GC.GetGCMemoryInfo reads (.NET 10.0, <c>System.GCMemoryInfoData</c>); sizes in bytes, times in units of 100 ns.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MemoryInformation
{
    /// <summary>Memory use from which on memory counts as scarce.</summary>
    public ulong HighMemoryLoadThreshold;

    /// <summary>Memory that the program may use.</summary>
    public ulong TotalAvailable;

    /// <summary>Memory of the machine in use when the last collection ended.</summary>
    public ulong MemoryLoad;

    /// <summary>Heap in use after the last collection, free memory within it included.</summary>
    public ulong HeapSize;

    /// <summary>Free memory within the heap after the last collection.</summary>
    public ulong Fragmentation;

    /// <summary>Memory that the heap has taken.</summary>
    public ulong TotalCommitted;

    /// <summary>Survivors of the last collection.</summary>
    public ulong Promoted;

    /// <summary>Pinned handles that the last collection saw.</summary>
    public ulong PinnedCount;

    /// <summary>Objects that wait for their finalizers.</summary>
    public ulong FinalizationPendingCount;

    /// <summary>The number of the last collection, from 1.</summary>
    public ulong Index;

    /// <summary>The generation that it collected.</summary>
    public uint Generation;

    /// <summary>Share of time that it took, in hundredths of a percent.</summary>
    public uint PausePermyriad;

    /// <summary>Whether it moved objects.</summary>
    public bool IsCompaction;

    /// <summary>Whether the program ran meanwhile.</summary>
    public bool IsConcurrent;

    /// <summary>Generations 0, 1 and 2, then large and pinned objects.</summary>
    public GenerationInformation Generation0, Generation1, Generation2, LargeObjects, PinnedObjects;

    /// <summary>How long the program stood still.</summary>
    public ulong FirstPause, SecondPause;
}
