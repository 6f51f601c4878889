using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Hermit.Abi;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Runtime.Stacks;
using Hermit.Scheduling;
using Hermit.Sync;
using Hermit.Unwinding;

namespace Hermit.Runtime.Heap;

/// <summary>Binds the heap to the kernel's frames, clock and threads.</summary>
/// <remarks>
/// A stopped thread has all its registers on its stack, above its stack pointer. The collecting thread came in through
/// x64/Allocate.S, which left them above the address that it stored in the thread block.
/// </remarks>
// SAFETY: chunks come from the frame allocator, which gives each to one owner; the world is stopped while roots are visited.
internal struct KernelHeapPlatform : IHeapPlatform
{
    private const nuint NanosecondsPerTick = 100;

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

    /// <inheritdoc/>
    public readonly int HelperCount => Processors.Count - 1;

    /// <summary>The allocation context of the calling thread.</summary>
    public static ref AllocationContext CurrentContext => ref ContextOf(ThreadBlockAccess.Current);

    /// <inheritdoc/>
    public readonly bool TryAllocatePages(nuint bytes, nuint alignment, out nuint address)
    {
        if (bytes >= HeapLayout.OldObjectBytes)
        {
            Cpu.NoteWorkingSet();
        }

        return FrameAllocator.TryAllocate(bytes, alignment, out address);
    }

    /// <inheritdoc/>
    public readonly void FreePages(nuint address, nuint bytes)
    {
        // SAFETY: the heap gives back what it was handed, once, when nothing is in it any more.
        unsafe
        {
            FrameAllocator.Free(address, bytes);
        }
    }

    /// <inheritdoc/>
    public readonly void UseCards(in CardTable cards)
    {
        // SAFETY: the table covers all memory that there is, so the barriers stay within it.
        unsafe
        {
            UseCards(cards.Origin, cards.End);
        }
    }

    /// <inheritdoc/>
    public readonly void EnterLock() => s_lock.Enter();

    /// <inheritdoc/>
    public readonly void ExitLock() => s_lock.Exit();

    /// <inheritdoc/>
    public readonly void BeginUnstopped() => Scheduler.DisablePreemption();

    /// <inheritdoc/>
    public readonly void EndUnstopped() => Scheduler.EnablePreemption();

    /// <inheritdoc/>
    public readonly void StopWorld()
    {
        // SAFETY: the heap resumes the world once for each time it stops it.
        unsafe
        {
            World.StopUnguarded();
        }
    }

    /// <inheritdoc/>
    public readonly void ResumeWorld()
    {
        // SAFETY: as above; no thread is looked at behind it.
        unsafe
        {
            World.ResumeUnguarded();
        }

        Cpu.NoteWorkingSet();
    }

    /// <inheritdoc/>
    public readonly void VisitContexts<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IContextVisitor
    {
        ThreadWalk threads = StoppedThreads();
        while (threads.MoveNext())
        {
            visitor.Visit(ref ContextOf(threads.Block));
        }
    }

    /// <inheritdoc/>
    public readonly void MarkRoots(ref Marker marker)
    {
        ThreadWalk threads = StoppedThreads();
        while (threads.MoveNext())
        {
            ref ThreadRoots roots = ref RootsOf(threads.Block);
            nuint low = threads.IsCurrent ? roots.CollectorStack : threads.StackPointer;
            StackWords stack = StackBetween(low, threads.StackHigh);
            if (roots.TryGetStart(stack, low, out UnwindRegisters start))
            {
                RootWalk<ProgramImage>.Visit(default, stack, start, ref marker);
            }
            else
            {
                marker.Visit(stack.Between(low, stack.End));
            }

            roots.VisitPlaces(stack, ref marker);
            roots.VisitStatics(ref marker);
        }
    }

    /// <inheritdoc/>
    public readonly void InviteHelpers() => StoppedWork.Begin<CollectionHelp>();

    /// <inheritdoc/>
    public readonly void DismissHelpers() => StoppedWork.End();

    /// <inheritdoc/>
    public readonly void OnFinalizersReady() => FinalizerThread.Request();

    /// <inheritdoc/>
    public readonly void OnFullCollectionNears() => FullCollectionNotices.OnNears();

    /// <inheritdoc/>
    public readonly void OnFullCollectionEnds() => FullCollectionNotices.OnEnds();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitUseCards")]
    private static extern void UseCards(nuint origin, nuint end);

    private static ThreadWalk StoppedThreads()
    {
        // SAFETY: the heap calls what uses this between stopping and resuming the world.
        unsafe
        {
            return World.ThreadsUnguarded();
        }
    }

    private static ref AllocationContext ContextOf(nuint block)
    {
        // SAFETY: the address is that of the block of a thread that lives, of which a context is a part.
        unsafe
        {
            return ref *(AllocationContext*)(block + ThreadBlockPlaces.Window);
        }
    }

    private static ref ThreadRoots RootsOf(nuint block)
    {
        // SAFETY: the address is that of the block of a stopped thread.
        unsafe
        {
            return ref *(ThreadRoots*)block;
        }
    }

    private static StackWords StackBetween(nuint low, nuint high)
    {
        // SAFETY: the stack of a stopped thread is mapped from where it stopped up; the collecting thread's from where it came in.
        unsafe
        {
            return new StackWords(low, new ReadOnlySpan<ulong>((void*)low, (int)((high - low) / sizeof(ulong))));
        }
    }
}
