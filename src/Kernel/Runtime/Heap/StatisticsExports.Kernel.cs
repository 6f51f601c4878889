using System;
using System.Runtime;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>
/// What System.GC and System.Runtime.GCSettings ask and set (.NET 10.0, <c>RuntimeImports</c> of System.Private.CoreLib). A collection counts
/// for the generation that was asked for, or due, and the younger ones; that of generation 1 is of the whole heap, too.
/// </summary>
/// <remarks>Callers pass types of the program, addresses of its objects, and memory of their own.</remarks>
internal static class StatisticsExports
{
    internal const int OldestGeneration = 2;

    private const int LargeObjectGeneration = 3;
    private const int FrozenGeneration = int.MaxValue;
    private const long TicksPerMillisecond = 10_000;
    private const ulong HighLoadPercent = 90;

    // RefreshMemoryStatus.HardLimitInvalid; EnableNoGCRegionCallbackStatus.
    private const int MemoryLimitInvalid = 2;
    private const int NoCollectionCallbackNotStarted = 1;
    private const int NoCollectionCallbackInsufficientBudget = 2;

    // GCKind; there are no collections in the background.
    private const int AnyCollection = 0;
    private const int EphemeralCollection = 1;
    private const int FullBlockingCollection = 2;

    // SetLatencyModeStatus.NoGCInProgress of System.GC.
    private const int LatencyIsOfRegion = 1;

    // GCLatencyMode.Interactive, GCLatencyMode.NoGCRegion; GCLargeObjectHeapCompactionMode.Default.
    private const int InteractiveLatency = 1;
    private const int NoCollectionLatency = 4;
    private const int DefaultCompaction = 1;

    private static AtomicInt32 s_latencyMode = new(InteractiveLatency);
    private static AtomicInt32 s_compactionMode = new(DefaultCompaction);

    private static ManagedHeap<KernelHeapPlatform> Heap => RuntimeHeap.Instance;

    [RuntimeExport("RhpGetGcTotalMemory")]
    private static long GetTotalMemory() => (long)Heap.UsedBytes;

    [RuntimeExport("RhGetCurrentObjSize")]
    private static long GetCurrentSize() => (long)Heap.UsedBytes;

    [RuntimeExport("RhGetMaxGcGeneration")]
    private static int GetOldestGeneration() => OldestGeneration;

    [RuntimeExport("RhGetGcCollectionCount")]
    private static int GetCollectionCount(int generation, bool specialCount) => specialCount ? 0 : generation switch
    {
        0 => Heap.Statistics.Collections,
        1 => Heap.Statistics.FirstGenerationCollections,
        OldestGeneration => Heap.Statistics.SecondGenerationCollections,
        _ => 0,
    };

    [RuntimeExport("RhGetGeneration")]
    private static int GetGeneration(nuint address) =>
        Heap.Contains(address) ? Heap.GenerationOf(address) : FrozenGeneration;

    [RuntimeExport("RhIsPromoted")]
    private static bool IsPromoted(nuint address) => Heap.GenerationOf(address) > 0;

    [RuntimeExport("RhGetGenerationSize")]
    private static long GetGenerationSize(int generation) => generation switch
    {
        OldestGeneration => (long)(Heap.Statistics.LiveBytes - Math.Min(Heap.LargeBytes, Heap.Statistics.LiveBytes)),
        LargeObjectGeneration => (long)Heap.LargeBytes,
        _ => 0,
    };

    [RuntimeExport("RhGetGenerationBudget")]
    private static long GetGenerationBudget(int generation) => generation == 0 ? (long)Heap.Statistics.Budget : 0;

    [RuntimeExport("RhGetLastGCPercentTimeInGC")]
    private static int GetLastPausePercent() => (int)(Heap.Statistics.PausePermyriad / 100);

    [RuntimeExport("RhGetTotalPauseDuration")]
    private static long GetTotalPause() => Heap.Statistics.PauseTicks;

    [RuntimeExport("RhGetTotalAllocatedBytes")]
    private static long GetTotalAllocatedBytes() => (long)Heap.Statistics.AllocatedBytes;

    [RuntimeExport("RhGetTotalAllocatedBytesPrecise")]
    private static long CountTotalAllocatedBytes() => (long)Heap.CountAllocatedBytes();

    [RuntimeExport("RhGetAllocatedBytesForCurrentThread")]
    private static long GetAllocatedBytesForCurrentThread() => (long)KernelHeapPlatform.CurrentContext.AllocatedBytes;

    [RuntimeExport("RhGetGCDescSize")]
    private static int GetDescriptorSize(ref readonly MethodTable type) => (int)GcDescriptor.SizeOf(in type);

    [RuntimeExport("RhGetGcLatencyMode")]
    private static int GetLatencyMode() => Heap.IsInNoCollectionRegion ? NoCollectionLatency : s_latencyMode.Load(MemoryOrder.Relaxed);

    [RuntimeExport("RhSetGcLatencyMode")]
    private static int SetLatencyMode(int mode)
    {
        if (Heap.IsInNoCollectionRegion)
        {
            return LatencyIsOfRegion;
        }

        s_latencyMode.Store(mode, MemoryOrder.Relaxed);
        return 0;
    }

    [RuntimeExport("RhGetLohCompactionMode")]
    private static int GetCompactionMode() => s_compactionMode.Load(MemoryOrder.Relaxed);

    [RuntimeExport("RhSetLohCompactionMode")]
    private static void SetCompactionMode(int mode) => s_compactionMode.Store(mode, MemoryOrder.Relaxed);

    /// <summary>A collection was asked for: compacting "once" is then over, although nothing is ever moved.</summary>
    internal static void OnCollected() => s_compactionMode.Store(DefaultCompaction, MemoryOrder.Relaxed);

    [RuntimeExport("RhIsServerGc")]
    private static bool IsServer() => false;

    [RuntimeExport("RhGetGCSegmentSize")]
    private static ulong GetSegmentSize() => FrameAllocator.TotalBytes;

    [RuntimeExport("RhGetGCNow")]
    private static long GetNow() => Heap.Now / TicksPerMillisecond;

    [RuntimeExport("RhGetLastGCStartTime")]
    private static long GetLastStart(int generation) =>
        (Heap.Statistics.LastEndTicks - Heap.Statistics.LastPauseTicks) / TicksPerMillisecond;

    [RuntimeExport("RhGetLastGCDuration")]
    private static long GetLastDuration(int generation) => Heap.Statistics.LastPauseTicks / TicksPerMillisecond;

    // A limit below the machine's memory is not supported, and said to be invalid.
    [RuntimeExport("RhRefreshMemoryLimit")]
    private static int RefreshMemoryLimit(MemoryLimits limits) => limits.AreDefault ? 0 : MemoryLimitInvalid;

    // Nor is a callback within a region without collections; the nearest answer is that its budget does not allow one.
    [RuntimeExport("RhEnableNoGCRegionCallback")]
    private static int EnableNoCollectionRegionCallback(nuint callback, long bytes) =>
        Heap.IsInNoCollectionRegion ? NoCollectionCallbackInsufficientBudget : NoCollectionCallbackNotStarted;

    // The heap has no settings that differ from those of the image, which System.AppContext shows.
    [RuntimeExport("RhEnumerateConfigurationValues")]
    private static void EnumerateConfiguration(nuint context, nuint callback)
    {
    }

    [RuntimeExport("RhGetMemoryInfo")]
    private static void GetMemoryInformation(out MemoryInformation information, int kind)
    {
        HeapStatistics statistics = kind switch
        {
            AnyCollection => Heap.Statistics,
            EphemeralCollection => Heap.LastEphemeral,
            FullBlockingCollection => Heap.LastOfEverything,
            _ => default,
        };
        ulong total = FrameAllocator.TotalBytes;
        ulong large = Heap.LargeBytes;
        information = default;
        information.HighMemoryLoadThreshold = total / 100 * HighLoadPercent;
        information.TotalAvailable = total;
        if (statistics.Collections == 0)
        {
            return;
        }

        information.MemoryLoad = total - FrameAllocator.FreeBytes;
        information.HeapSize = statistics.LiveBytes + statistics.FragmentedBytes;
        information.Fragmentation = statistics.FragmentedBytes;
        information.TotalCommitted = Heap.CommittedBytes;
        information.Promoted = statistics.LiveBytes;
        information.PinnedCount = (ulong)Heap.PinnedCount;
        information.FinalizationPendingCount = (ulong)Heap.FinalizationReadyCount;
        information.Index = (ulong)statistics.Collections;
        information.Generation = (uint)statistics.LastGeneration;
        information.PausePermyriad = statistics.PausePermyriad;
        information.Generation0.SizeBefore = statistics.YoungBytesBefore;
        information.Generation2.SizeBefore = statistics.BytesBefore - statistics.YoungBytesBefore;
        information.Generation2.SizeAfter = statistics.LiveBytes + statistics.FragmentedBytes - Math.Min(large, statistics.LiveBytes);
        information.Generation2.FragmentationAfter = statistics.FragmentedBytes;
        information.LargeObjects.SizeAfter = large;
        information.FirstPause = (ulong)statistics.LastPauseTicks;
    }
}
