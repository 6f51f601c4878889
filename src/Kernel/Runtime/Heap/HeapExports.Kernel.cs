using System.Runtime;
using Hermit.Runtime.Stacks;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The entry points of allocation, collection and finalization that the program's core library and compiled code call
/// (.NET 10.0, <c>RuntimeImports</c> and <c>InternalCalls</c> of System.Private.CoreLib). Those that may collect are entered through
/// x64/Allocate.S, which saves the caller's registers on the stack.
/// </summary>
/// <remarks>Callers pass types of the program, addresses of its objects, and memory of their own.</remarks>
internal static class HeapExports
{
    // InternalGCCollectionMode.Aggressive of System.Private.CoreLib.
    private const int AggressiveMode = 0x10;

    [RuntimeExport("HermitHeapAllocate")]
    private static nuint Allocate(ref readonly MethodTable type, uint length, uint flags, ref nuint result) =>
        RuntimeHeap.Instance.Allocate(ref KernelHeapPlatform.CurrentContext, in type, length, (AllocationFlags)flags, ref result);

    [RuntimeExport("HermitHeapCollect")]
    private static void Collect(int generation, int mode, int lowMemory)
    {
        bool isYounger = (uint)generation < StatisticsExports.OldestGeneration;
        RuntimeHeap.Instance.Collect(isYounger ? generation : StatisticsExports.OldestGeneration, (mode & AggressiveMode) != 0);
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
        if (ManagedObject.TypeOf(address).HasFinalizer)
        {
            RuntimeHeap.Instance.SuppressFinalization(address);
        }
    }

    [RuntimeExport("RhReRegisterForFinalize")]
    private static bool ReRegisterForFinalize(nuint address) =>
        !ManagedObject.TypeOf(address).HasFinalizer || RuntimeHeap.Instance.RegisterForFinalization(address);

    [RuntimeExport("RhCompareObjectContentsAndPadding")]
    private static bool HaveSameContent(nuint left, nuint right) => ManagedObject.HaveSameContent(left, right);

    [RuntimeExport("RhRegisterFrozenSegment")]
    private static nuint RegisterFrozenSegment(nuint start, nuint allocated, nuint committed, nuint reserved) =>
        RuntimeHeap.Instance.AddFrozenSegment(start, start + allocated);

    [RuntimeExport("RhUpdateFrozenSegment")]
    private static void UpdateFrozenSegment(nuint segment, nuint allocatedEnd, nuint committedEnd) =>
        RuntimeHeap.Instance.UpdateFrozenSegment(segment, allocatedEnd);

    [RuntimeExport("RhUnregisterFrozenSegment")]
    private static void UnregisterFrozenSegment(nuint segment) => RuntimeHeap.Instance.RemoveFrozenSegment(segment);

    [RuntimeExport("RhBulkMoveWithWriteBarrier")]
    private static void BulkMoveWithWriteBarrier(nuint destination, nuint source, nuint bytes)
    {
        // Before, too: a move within one object can overwrite the only other place of a reference, and be interrupted by a collection then.
        RuntimeHeap.Instance.SetCards(destination, bytes);
        PublicationFence.Insert();

        // SAFETY: the core library vouches for both ranges.
        unsafe
        {
            BulkMove.Copy(destination, source, bytes);
        }

        RuntimeHeap.Instance.SetCards(destination, bytes);
    }

    [RuntimeExport("RhpGcSafeZeroMemory")]
    private static unsafe byte* GcSafeZeroMemory(byte* destination, nuint bytes)
    {
        // SAFETY: the core library vouches for the range.
        BulkMove.Clear(destination, bytes);
        return destination;
    }

    // Places on the caller's stack of which the compiler does not know that they hold references.
    [RuntimeExport("RhRegisterForGCReporting")]
    private static unsafe void RegisterForReporting(ReferenceRegistration* registration)
    {
        // SAFETY: the core library removes it before it goes away, the last one first.
        ((ThreadRoots*)ThreadBlockAccess.Current)->Register(registration);
    }

    [RuntimeExport("RhUnregisterForGCReporting")]
    private static unsafe void UnregisterForReporting(ReferenceRegistration* registration)
    {
        // SAFETY: as above.
        ((ThreadRoots*)ThreadBlockAccess.Current)->Unregister(registration);
    }
}
