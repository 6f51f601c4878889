using System;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Runtime.Stacks;
using Hermit.Scheduling;
using Hermit.Sync;
using Hermit.Unwinding;

namespace Hermit.Runtime.Heap;

/// <summary>Binds the heap to the kernel's frames, clock and threads.</summary>
/// <remarks>
/// Safety: a stopped thread has all its registers on its stack, above its stack pointer. The collecting thread came in through
/// x64/Allocate.S, which left them above the address that it stored in the thread block.
/// </remarks>
// SAFETY: chunks come from the frame allocator, which gives each to one owner; the world is stopped while roots are visited.
internal unsafe struct KernelHeapPlatform : IHeapPlatform
{
    private const nuint NanosecondsPerTick = 100;

    // Fields of the thread block.
    private const nuint ContextOffset = 0x08;

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
    public readonly void StopWorld() => World.StopUnguarded();

    /// <inheritdoc/>
    public readonly void ResumeWorld() => World.ResumeUnguarded();

    /// <inheritdoc/>
    public readonly void VisitContexts<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IContextVisitor
    {
        ThreadWalk threads = World.ThreadsUnguarded();
        while (threads.MoveNext())
        {
            visitor.Visit((AllocationContext*)(threads.Block + ContextOffset));
        }
    }

    /// <inheritdoc/>
    public readonly void MarkRoots(ref Marker marker)
    {
        ThreadWalk threads = World.ThreadsUnguarded();
        while (threads.MoveNext())
        {
            nuint stackHigh = threads.StackHigh;
            nuint block = threads.Block;

            // SAFETY: the block of a stopped thread, and its stack from where it stopped up; the collecting thread's from where it came in.
            ref ThreadRoots roots = ref *(ThreadRoots*)block;
            nuint low = threads.IsCurrent ? roots.CollectorStack : threads.StackPointer;
            StackWords stack = new(low, new ReadOnlySpan<ulong>((void*)low, (int)((stackHigh - low) / sizeof(ulong))));
            if (roots.TryGetStart(stack, low, out UnwindRegisters start))
            {
                RootWalk<ProgramImage>.Visit(default, stack, start, ref marker);
            }
            else
            {
                marker.Visit(stack.Between(low, stackHigh));
            }

            roots.VisitPlaces(stack, ref marker);
            roots.VisitStatics(ref marker);
        }
    }

    /// <inheritdoc/>
    public readonly void OnFinalizersReady() => FinalizerThread.Request();
}
