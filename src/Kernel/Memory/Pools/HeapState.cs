using System;

namespace Hermit.Memory;

/// <summary>
/// The data of the kernel heap: slabs of 16 KiB cut into equal blocks for what is small, runs of pages for what is large. A block's header is found
/// from its address alone, and knows which blocks are handed out: freeing what is not panics.
/// </summary>
[NonCopyable]
internal struct HeapState
{
    private SlabLists _partial;
    private nuint _used;

    /// <summary>The memory that is handed out, in bytes, rounded up to blocks.</summary>
    public readonly nuint UsedBytes => _used;

    /// <summary>Allocates at least <paramref name="bytes"/>, aligned to 16; 0 when memory has run out.</summary>
    public nuint Allocate(nuint bytes)
    {
        if (bytes > SizeClass.LargestBytes)
        {
            return AllocateLarge(bytes, 16);
        }

        int sizeClass = SizeClass.Of((int)bytes);
        nuint slab = _partial[sizeClass];
        if (slab == 0 && !TryAddSlab(sizeClass, out slab))
        {
            return 0;
        }

        ref SlabHeader header = ref Header(slab);
        nuint offset = header.Take();
        if (header.FreeCount == 0)
        {
            Unlink(ref header);
        }

        _used += (nuint)SizeClass.Bytes(sizeClass);
        return slab + offset;
    }

    /// <summary>Allocates a block of its own at a multiple of <paramref name="alignment"/>, a power of two; 0 when memory has run out.</summary>
    public nuint AllocateLarge(nuint bytes, nuint alignment)
    {
        // The header stands at the last 16 KiB boundary below the block; in front of a block that is aligned to more, that costs a boundary.
        nuint gap = Math.Max(alignment, SlabHeader.HeaderBytes);
        gap = (gap + alignment - 1) & ~(alignment - 1);
        nuint run = (gap + bytes + FrameSource.PageBytes - 1) & ~(nuint)(FrameSource.PageBytes - 1);
        if (run < bytes || !FrameSource.TryAllocate(run, Math.Max(alignment, (nuint)SlabHeader.Bytes), out nuint start))
        {
            return 0;
        }

        nuint address = start + gap;
        nuint place = SlabHeader.Before(address);
        ref SlabHeader header = ref Header(place);
        header = default;
        header.SetSeal(place);
        header.SizeClass = SlabHeader.Large;
        header.RunStart = start;
        header.RunBytes = run;
        header.LargeAddress = address;
        _used += run;
        return address;
    }

    /// <summary>Frees a block. Panics if it is not handed out.</summary>
    /// <remarks>Safety: nothing uses the block any more.</remarks>
    [RequiresUnsafe]
    public void Free(nuint address)
    {
        ref SlabHeader header = ref Verify(address, out int index);
        if (header.SizeClass == SlabHeader.Large)
        {
            _used -= header.RunBytes;
            Return(ref header);
            return;
        }

        header.PutBack(index);
        _used -= (nuint)SizeClass.Bytes(header.SizeClass);
        if (header.FreeCount == 1)
        {
            Link(SlabHeader.Before(address), ref header);
        }
        else if (header.FreeCount == SlabHeader.Capacity(header.SizeClass) && (header.Next | header.Previous) != 0)
        {
            // The last slab of a class stays: giving it back would make a pair of allocation and free at the boundary dear.
            Unlink(ref header);
            Return(ref header);
        }
    }

    /// <summary>How many bytes a block that is handed out has room for. Panics if it is not handed out.</summary>
    public readonly nuint UsableBytes(nuint address)
    {
        ref SlabHeader header = ref Verify(address, out _);
        return header.SizeClass == SlabHeader.Large ? header.RunStart + header.RunBytes - address : (nuint)SizeClass.Bytes(header.SizeClass);
    }

    // The header of a block that is handed out, and the block's number in its slab.
    private static ref SlabHeader Verify(nuint address, out int index)
    {
        nuint place = SlabHeader.Before(address);
        ref SlabHeader header = ref Header(place);
        index = 0;
        bool taken = (address & 15) == 0 && header.IsSealed(place);
        if (taken && header.SizeClass == SlabHeader.Large)
        {
            taken = header.LargeAddress == address;
        }
        else if (taken)
        {
            index = header.IndexAt(address - place);
            taken = index >= 0 && header.IsTaken(index);
        }

        Panic.Unless(taken, "Memory was freed or resized that is not allocated: freed twice, or not from this heap.");
        return ref header;
    }

    private static ref SlabHeader Header(nuint place)
    {
        unsafe
        {
            // SAFETY: either a header that this heap made, or the boundary below an address that a caller takes for one of its blocks: all RAM is
            // mapped, and the seal tells.
            return ref SlabHeader.At(place);
        }
    }

    private static void Return(ref SlabHeader header)
    {
        header.BreakSeal();
        unsafe
        {
            // SAFETY: the heap got the run from there, and no block in it is handed out any more.
            FrameSource.Free(header.RunStart, header.RunBytes);
        }
    }

    private bool TryAddSlab(int sizeClass, out nuint slab)
    {
        if (!FrameSource.TryAllocate(SlabHeader.Bytes, SlabHeader.Bytes, out slab))
        {
            return false;
        }

        ref SlabHeader header = ref Header(slab);
        header = default;
        header.SetSeal(slab);
        header.SizeClass = sizeClass;
        header.RunStart = slab;
        header.RunBytes = SlabHeader.Bytes;
        header.FreeCount = SlabHeader.Capacity(sizeClass);
        Link(slab, ref header);
        return true;
    }

    private void Link(nuint slab, ref SlabHeader header)
    {
        nuint first = _partial[header.SizeClass];
        header.Previous = 0;
        header.Next = first;
        if (first != 0)
        {
            Header(first).Previous = slab;
        }

        _partial[header.SizeClass] = slab;
    }

    private void Unlink(ref SlabHeader header)
    {
        if (header.Previous != 0)
        {
            Header(header.Previous).Next = header.Next;
        }
        else
        {
            _partial[header.SizeClass] = header.Next;
        }

        if (header.Next != 0)
        {
            Header(header.Next).Previous = header.Previous;
        }

        header.Next = 0;
        header.Previous = 0;
    }
}
