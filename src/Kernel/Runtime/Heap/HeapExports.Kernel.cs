using System.Runtime;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The entry points of allocation, collection and finalization that the program's core library and compiled code call
/// (.NET 10.0, <c>RuntimeImports</c> and <c>InternalCalls</c> of System.Private.CoreLib). Those that may collect are entered through
/// x64/Allocate.S, which saves the caller's registers on the stack.
/// </summary>
/// <remarks>Safety: callers pass types of the program, addresses of its objects, and memory of their own.</remarks>
internal static unsafe class HeapExports
{
    // InternalGCCollectionMode.Aggressive of System.Private.CoreLib.
    private const int AggressiveMode = 0x10;

    [RuntimeExport("HermitHeapAllocate")]
    private static nuint Allocate(MethodTable* type, uint length, uint flags) =>
        RuntimeHeap.Instance.Allocate(KernelHeapPlatform.CurrentContext, type, length, (AllocationFlags)flags);

    [RuntimeExport("HermitHeapCollect")]
    private static void Collect(int generation, int mode, int lowMemory)
    {
        RuntimeHeap.Instance.Collect((mode & AggressiveMode) != 0);
        StatisticsExports.OnCollected();
    }

    [RuntimeExport("HermitHeapStartNoCollectionRegion")]
    private static int StartNoCollectionRegion(long bytes, int hasLargeBytes, long largeBytes, int disallowFullBlocking) =>
        RuntimeHeap.Instance.StartNoCollectionRegion((ulong)bytes);

    [RuntimeExport("RhpEndNoGCRegion")]
    private static int EndNoCollectionRegion() => (int)RuntimeHeap.Instance.EndNoCollectionRegion();

    [RuntimeExport("RhSuppressFinalize")]
    private static void SuppressFinalize(nuint address)
    {
        if (ManagedObject.TypeOf(address)->HasFinalizer)
        {
            RuntimeHeap.Instance.SuppressFinalization(address);
        }
    }

    [RuntimeExport("RhReRegisterForFinalize")]
    private static bool ReRegisterForFinalize(nuint address) =>
        !ManagedObject.TypeOf(address)->HasFinalizer || RuntimeHeap.Instance.RegisterForFinalization(address);

    [RuntimeExport("RhRegisterFrozenSegment")]
    private static nuint RegisterFrozenSegment(nuint start, nuint allocated, nuint committed, nuint reserved) =>
        RuntimeHeap.Instance.AddFrozenSegment(start, start + allocated);

    [RuntimeExport("RhUpdateFrozenSegment")]
    private static void UpdateFrozenSegment(nuint segment, nuint allocatedEnd, nuint committedEnd) =>
        RuntimeHeap.Instance.UpdateFrozenSegment(segment, allocatedEnd);

    [RuntimeExport("RhUnregisterFrozenSegment")]
    private static void UnregisterFrozenSegment(nuint segment) => RuntimeHeap.Instance.RemoveFrozenSegment(segment);

    [RuntimeExport("RhBulkMoveWithWriteBarrier")]
    private static void BulkMoveWithWriteBarrier(nuint* destination, nuint* source, nuint bytes) => BulkMove.Copy(destination, source, bytes);

    [RuntimeExport("RhpGcSafeZeroMemory")]
    private static byte* GcSafeZeroMemory(byte* destination, nuint bytes)
    {
        BulkMove.Clear(destination, bytes);
        return destination;
    }

    // What is registered lies on the caller's stack, where the collector looks for references anyway.
    [RuntimeExport("RhRegisterForGCReporting")]
    private static void RegisterForReporting(void* registration)
    {
    }

    [RuntimeExport("RhUnregisterForGCReporting")]
    private static void UnregisterForReporting(void* registration)
    {
    }
}
