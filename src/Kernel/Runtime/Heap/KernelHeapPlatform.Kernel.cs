using Hermit.Machine;
using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>Binds the heap to the kernel's frames, clock and threads.</summary>
/// <remarks>
/// Safety: a stopped thread has all its registers on its stack, above its stack pointer. The collecting thread came in through
/// x64/Allocate.S, which left them above the address that it stored in the thread block.
/// </remarks>
internal unsafe struct KernelHeapPlatform : IHeapPlatform
{
    private const nuint NanosecondsPerTick = 100;

    // Thread-local variables and the thread block lie above a thread's stack, the block's fields at these offsets.
    private const nuint ContextOffset = 0x08;
    private const nuint CollectorStackOffset = 0x90;
    private const nuint ThreadBlockBytes = 0x100;
    private const nuint MostThreadLocalBytes = 64 * 1024;

    private static HeapLock s_lock;

    private nuint _memoryEnd;

    /// <summary>A platform whose memory ends at <paramref name="memoryEnd"/>.</summary>
    public KernelHeapPlatform(nuint memoryEnd) => _memoryEnd = memoryEnd;

    /// <inheritdoc/>
    public readonly nuint LowestAddress => 0;

    /// <inheritdoc/>
    public readonly nuint HighestAddress => _memoryEnd;

    /// <inheritdoc/>
    public readonly nuint TotalBytes => FrameAllocator.TotalBytes;

    /// <inheritdoc/>
    public readonly nuint AvailableBytes => FrameAllocator.FreeBytes;

    /// <inheritdoc/>
    public readonly long Timestamp => (long)(Clock.MonotonicNanoseconds / NanosecondsPerTick);

    /// <summary>The allocation context of the calling thread.</summary>
    public static AllocationContext* CurrentContext => (AllocationContext*)(ThreadBlockAccess.Current + ContextOffset);

    /// <inheritdoc/>
    public readonly bool TryAllocatePages(nuint bytes, nuint alignment, out nuint address) =>
        FrameAllocator.TryAllocate(bytes, alignment, out address);

    /// <inheritdoc/>
    public readonly void FreePages(nuint address, nuint bytes) => FrameAllocator.Free(address, bytes);

    /// <inheritdoc/>
    public readonly void EnterLock() => s_lock.Enter();

    /// <inheritdoc/>
    public readonly void ExitLock() => s_lock.Exit();

    /// <inheritdoc/>
    public readonly void StopWorld() => World.Stop();

    /// <inheritdoc/>
    public readonly void ResumeWorld() => World.Resume();

    /// <inheritdoc/>
    public readonly void VisitContexts<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IContextVisitor
    {
        ThreadEnumerator threads = World.Threads;
        while (threads.MoveNext())
        {
            visitor.Visit((AllocationContext*)(threads.Block + ContextOffset));
        }
    }

    /// <inheritdoc/>
    public readonly void MarkRoots(ref Marker marker)
    {
        ThreadEnumerator threads = World.Threads;
        while (threads.MoveNext())
        {
            nuint stackHigh = threads.StackHigh;
            nuint block = threads.Block;
            marker.MarkRange(threads.IsCurrent ? *(nuint*)(block + CollectorStackOffset) : threads.StackPointer, stackHigh);

            // Thread statics: inlined ones are thread-local variables, the others hang on the thread block.
            nuint low = block - stackHigh <= MostThreadLocalBytes ? stackHigh : block;
            marker.MarkRange(low, block + ThreadBlockBytes);
        }
    }

    /// <inheritdoc/>
    public readonly void OnFinalizersReady() => FinalizerThread.Request();
}
