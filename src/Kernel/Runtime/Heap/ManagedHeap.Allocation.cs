using System;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <remarks>Contexts are those of the calling thread, types those of its program, and memory handed out by the platform is nobody else's.</remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    private const uint FirstChunkBytes = 1024;

    // Up to this size an object may end the thread's chunk although some of it is unused; larger ones get lines of their own.
    private const nuint LargestInChunk = 2048;

    // What is cleared of a chunk at a time.
    private const nuint PieceBytes = 2048;

    /// <summary>
    /// Allocates what the thread's chunk has no room for: an object of <paramref name="type"/> with <paramref name="length"/>
    /// elements, for the thread whose context is <paramref name="context"/>, with its type and element count set and the rest zero.
    /// May collect. Returns 0 when there is no memory. <paramref name="root"/> holds the object before another thread can collect.
    /// </summary>
    /// <remarks>Safety: <paramref name="context"/> is the calling thread's, and the thread's registers are on its stack.</remarks>
    public nuint Allocate(ref AllocationContext context, ref readonly MethodTable type, uint length, AllocationFlags flags, ref nuint root)
    {
        nuint size = type.SizeOf(length);
        return size >= HeapLayout.LargeObjectBytes
            ? AllocateLarge(ref context, in type, length, size, flags, ref root)
            : AllocateSmall(ref context, in type, length, size, flags, ref root);
    }

    private nuint AllocateSmall(ref AllocationContext context, ref readonly MethodTable type, uint length, nuint size, AllocationFlags flags, ref nuint root)
    {
        bool ownsLines = size > LargestInChunk;
        bool finalizes = (flags & AllocationFlags.Finalize) != 0;
        if (!ownsLines && !finalizes && TryAllocateWithoutLock(ref context, in type, length, size, ref root))
        {
            return root;
        }

        nuint start = 0;
        nuint end = 0;
        _platform.EnterLock();
        _mayUseReserve = context.HasFailed;
        bool succeeds = TryPrepareFinalization(flags)
            && (ownsLines ? TryTakeLines(ref context, size, out start, out end) : context.UnusedBytes >= size || TryRefill(ref context, size));
        NoteOutcome(ref context, succeeds);
        if (!finalizes)
        {
            // The lock is not held for as long as clearing takes.
            _platform.BeginUnstopped();
            _platform.ExitLock();
        }

        nuint address = 0;
        if (succeeds)
        {
            address = ownsLines ? Clear(start, end) : Cut(ref context, size);
            Complete(address, in type, length, flags);
        }

        root = address;
        if (finalizes)
        {
            _platform.ExitLock();
        }
        else
        {
            _platform.EndUnstopped();
        }

        return address;
    }

    // From the chunk that the thread has, as most often it is only a piece of it that has been used up.
    private bool TryAllocateWithoutLock(ref AllocationContext context, ref readonly MethodTable type, uint length, nuint size, ref nuint root)
    {
        _platform.BeginUnstopped();
        bool fits = context.UnusedBytes >= size;
        if (fits)
        {
            root = Cut(ref context, size);
            Complete(root, in type, length, AllocationFlags.None);
        }

        _platform.EndUnstopped();
        return fits;
    }

    // The next of the chunk, which has room for it; clears what is not yet. A collection would take the chunk away: the thread cannot be stopped, or has the lock.
    private static nuint Cut(ref AllocationContext context, nuint size)
    {
        nuint address = context.Pointer;
        nuint end = address + size;
        if (end > context.Limit)
        {
            nuint limit = Math.Max(end, context.Limit + PieceBytes);
            bool isLast = limit + PieceBytes > context.ChunkEnd;

            // And one word more: a walk of the chunk ends where a type is 0.
            ZeroMemory(context.Limit + HeapLayout.WordBytes, isLast ? context.ChunkEnd - HeapLayout.HeaderBytes : limit + HeapLayout.WordBytes);
            context.Limit = isLast ? context.ChunkEnd : limit;
        }

        context.Pointer = end;
        return address;
    }

    private static nuint Clear(nuint start, nuint end)
    {
        ZeroMemory(start, end);
        return start + HeapLayout.HeaderBytes;
    }

    // A thread that was refused may use the reserve until there is memory again.
    private void NoteOutcome(ref AllocationContext context, bool succeeded)
    {
        context.HasFailed = !succeeded || (context.HasFailed && _platform.AvailableBytes < 2 * _reserve);
        _mayUseReserve = false;
    }

    private bool TryRefill(ref AllocationContext context, nuint size)
    {
        nuint want = context.ChunkBytes == 0 ? FirstChunkBytes : Math.Min((nuint)context.ChunkBytes * 2, _largestChunk);
        if (!TryTakeChunk(size, want, out nuint start, out nuint end))
        {
            return false;
        }

        // The old chunk has a zero type where the next object would have been, which is how a walk knows its end; the new one has that at its start.
        _statistics.AllocatedBytes -= context.Retire();
        ZeroMemory(start, start + HeapLayout.HeaderBytes + HeapLayout.WordBytes);
        context.Pointer = start + HeapLayout.HeaderBytes;
        context.Limit = context.Pointer;
        context.ChunkEnd = end + HeapLayout.HeaderBytes;
        context.ChunkBytes = (uint)want;
        Count(ref context, end - start, end - start);
        return true;
    }

    private bool TryTakeLines(ref AllocationContext context, nuint size, out nuint start, out nuint end)
    {
        if (!TryTakeChunk(size, size, out start, out end))
        {
            return false;
        }

        Count(ref context, end - start, size);
        return true;
    }

    private bool TryTakeChunk(nuint need, nuint want, out nuint start, out nuint end)
    {
        bool collectedAll = CollectIfDue(0);
        while (!_blocks.TryTake(need, want, out start, out end)
            && !(TryAddBlock() && _blocks.TryTake(need, want, out start, out end))
            && !_blocks.TryTakeAnyHole(need, out start, out end))
        {
            if (collectedAll)
            {
                return false;
            }

            CollectLocked();
            collectedAll = true;
        }

        return true;
    }

    private nuint AllocateLarge(ref AllocationContext context, ref readonly MethodTable type, uint length, nuint size, AllocationFlags flags, ref nuint root)
    {
        nuint runBytes = LargeObject.RunBytesFor(size);
        _platform.EnterLock();
        _mayUseReserve = context.HasFailed;
        bool taken = TryTakeRun(runBytes, out nuint run);
        NoteOutcome(ref context, taken);
        _platform.ExitLock();
        if (!taken)
        {
            root = 0;
            return 0;
        }

        // Nobody knows of the pages yet, so that a collection meanwhile does not see them half zeroed.
        bool zero = (flags & AllocationFlags.ZeroingOptional) == 0 || type.ContainsPointers;
        ZeroMemory(run, run + (zero ? runBytes : HeapLayout.LargeObjectOffset + (2 * HeapLayout.WordBytes)));
        LargeObject large;

        // SAFETY: the run was just taken.
        unsafe
        {
            large = LargeObject.InRun(run);
        }

        nuint address = large.Address;
        _platform.EnterLock();
        if (TryPrepareFinalization(flags))
        {
            Complete(address, in type, length, flags);
            _large.Add(large, runBytes, ref _map);
            if (type.ContainsPointers)
            {
                _cards.Of(run, runBytes).Clear();
            }

            Count(ref context, runBytes, size);
        }
        else
        {
            _platform.FreePages(run, runBytes);
            address = 0;
        }

        root = address;
        _platform.ExitLock();
        return address;
    }

    private bool TryTakeRun(nuint bytes, out nuint run)
    {
        run = 0;
        if (bytes >= _platform.TotalBytes)
        {
            return false;
        }

        bool collectedAll = CollectIfDue(bytes);
        while (!TryTakePages(bytes, HeapLayout.PageBytes, out run))
        {
            if (_blocks.EmptyCount > 0)
            {
                TrimBlocks(0);
            }
            else if (collectedAll)
            {
                return false;
            }
            else
            {
                CollectLocked();
                collectedAll = true;
            }
        }

        return true;
    }

    private void Complete(nuint address, ref readonly MethodTable type, uint length, AllocationFlags flags)
    {
        // SAFETY: the memory was just taken for it, and is zero.
        unsafe
        {
            ManagedObject.Create(address, in type, length);
        }

        if ((flags & AllocationFlags.Finalize) != 0)
        {
            _finalization.Add(address);
        }
    }

    private bool TryPrepareFinalization(AllocationFlags flags)
    {
        if ((flags & AllocationFlags.Finalize) == 0 || !_finalization.IsFull)
        {
            return true;
        }

        if (!TryTakeZeroedPage(out nuint page))
        {
            return false;
        }

        // SAFETY: the page has just been taken, and is not given back.
        unsafe
        {
            _finalization.Grow(page);
        }

        return true;
    }

    // Memory that is used up, which brings a collection nearer, is more than what the program has asked for and is told of.
    private void Count(ref AllocationContext context, nuint used, nuint told)
    {
        context.HandedOutBytes += told;
        _statistics.AllocatedBytes += told;
        _allocated += used;
    }

    private static void ZeroMemory(nuint start, nuint end)
    {
        // SAFETY: the memory was just taken, and nobody knows of it yet.
        unsafe
        {
            HeapMemory.Clear(start, end - start);
        }
    }
}
