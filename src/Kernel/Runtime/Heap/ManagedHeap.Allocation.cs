using System;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <remarks>Contexts are those of the calling thread, types those of its program, and memory handed out by the platform is nobody else's.</remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    private const uint FirstChunkBytes = 1024;

    // Up to this size an object may end the thread's chunk although some of it is unused; larger ones get lines of their own.
    private const nuint LargestInChunk = 2048;

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
        _platform.EnterLock();
        _mayUseReserve = context.HasFailed;
        nuint address = 0;
        if (TryPrepareFinalization(flags))
        {
            address = size > LargestInChunk ? TakeLines(ref context, size) : TakeFromChunk(ref context, size);
            if (address != 0)
            {
                Complete(address, in type, length, flags);
            }
        }

        root = address;
        NoteOutcome(ref context, address != 0);
        _platform.ExitLock();
        return address;
    }

    // A thread that was refused may use the reserve until there is memory again.
    private void NoteOutcome(ref AllocationContext context, bool succeeded)
    {
        context.HasFailed = !succeeded || (context.HasFailed && _platform.AvailableBytes < 2 * _reserve);
        _mayUseReserve = false;
    }

    private nuint TakeFromChunk(ref AllocationContext context, nuint size)
    {
        if (context.UnusedBytes < size && !TryRefill(ref context, size))
        {
            return 0;
        }

        nuint address = context.Pointer;
        context.Pointer = address + size;
        return address;
    }

    private bool TryRefill(ref AllocationContext context, nuint size)
    {
        nuint want = context.ChunkBytes == 0 ? FirstChunkBytes : Math.Min((nuint)context.ChunkBytes * 2, _largestChunk);
        if (!TryTakeChunk(size, want, out nuint start, out nuint end))
        {
            return false;
        }

        // The unused rest stays zero, which is how a walk of the old chunk knows its end.
        _statistics.AllocatedBytes -= context.Retire();
        context.Pointer = start + HeapLayout.HeaderBytes;
        context.Limit = end + HeapLayout.HeaderBytes;
        context.ChunkBytes = (uint)want;
        CountHandedOut(ref context, end - start);
        return true;
    }

    private nuint TakeLines(ref AllocationContext context, nuint size)
    {
        if (!TryTakeChunk(size, size, out nuint start, out nuint end))
        {
            return 0;
        }

        CountHandedOut(ref context, end - start);
        return start + HeapLayout.HeaderBytes;
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

        ZeroMemory(start, end);
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

            CountHandedOut(ref context, runBytes);
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

    private void CountHandedOut(ref AllocationContext context, nuint bytes)
    {
        context.HandedOutBytes += bytes;
        _statistics.AllocatedBytes += bytes;
        _allocated += bytes;
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
