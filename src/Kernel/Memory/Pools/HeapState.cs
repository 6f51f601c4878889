using System;

namespace Hermit.Memory;

/// <summary>
/// The data of the kernel heap: slabs of 16 KiB cut into equal blocks for what is small, runs of pages for what is large. A block's header is found
/// from its address alone, and knows which blocks are handed out: freeing what is not panics.
/// </summary>
// SAFETY: headers and blocks are in memory that the frame allocator gave to this heap and that no one else touches before it is handed out. A pointer from
// outside is checked against seal, block boundary and allocation bit before anything is written; the lists hold only blocks that are free.
internal unsafe struct HeapState
{
    private SlabLists _partial;
    private nuint _used;

    /// <summary>The memory that is handed out, in bytes, rounded up to blocks.</summary>
    public readonly nuint UsedBytes => _used;

    /// <summary>Allocates at least <paramref name="bytes"/>, aligned to 16; null when memory has run out.</summary>
    public void* Allocate(nuint bytes)
    {
        if (bytes > SizeClass.LargestBytes)
        {
            return AllocateLarge(bytes, 16);
        }

        int sizeClass = SizeClass.Of((int)bytes);
        HeapBlock* slab = (HeapBlock*)_partial[sizeClass];
        if (slab == null)
        {
            slab = AddSlab(sizeClass);
            if (slab == null)
            {
                return null;
            }
        }

        return TakeBlock(slab);
    }

    /// <summary>Allocates a block of its own at a multiple of <paramref name="alignment"/>, a power of two; null when memory has run out.</summary>
    public void* AllocateLarge(nuint bytes, nuint alignment)
    {
        // The header stands at the last 16 KiB boundary below the block; in front of a block that is aligned to more, that costs a boundary.
        nuint gap = alignment <= HeapBlock.HeaderBytes ? HeapBlock.HeaderBytes : alignment;
        gap = (gap + alignment - 1) & ~(alignment - 1);
        nuint run = (gap + bytes + FrameSource.PageBytes - 1) & ~(nuint)(FrameSource.PageBytes - 1);
        if (run < bytes || !FrameSource.TryAllocate(run, Math.Max(alignment, (nuint)HeapBlock.Bytes), out nuint start))
        {
            return null;
        }

        nuint address = start + gap;
        HeapBlock* block = HeapBlock.Of(address);
        *block = default;
        HeapBlock.SetSeal(block);
        block->SizeClass = HeapBlock.Large;
        block->RunStart = start;
        block->RunBytes = run;
        block->LargeAddress = address;
        _used += run;
        return (void*)address;
    }

    /// <summary>Frees a block. Panics if it is not handed out.</summary>
    public void Free(void* pointer)
    {
        HeapBlock* block = Verify(pointer);
        if (block->SizeClass == HeapBlock.Large)
        {
            _used -= block->RunBytes;
            block->Check = 0;
            FrameSource.Free(block->RunStart, block->RunBytes);
            return;
        }

        int index = IndexOf(block, pointer);
        block->Allocated[index >> 6] &= ~(1ul << (index & 63));
        *(void**)pointer = block->FreeList;
        block->FreeList = pointer;
        _used -= (nuint)SizeClass.Bytes(block->SizeClass);
        if (++block->FreeCount == 1)
        {
            Link(block);
        }
        else if (block->FreeCount == HeapBlock.Capacity(block->SizeClass) && (block->Next != null || block->Previous != null))
        {
            // The last slab of a class stays: giving it back would make a pair of allocation and free at the boundary dear.
            Unlink(block);
            block->Check = 0;
            FrameSource.Free(block->RunStart, block->RunBytes);
        }
    }

    /// <summary>How many bytes a block that is handed out has room for. Panics if it is not handed out.</summary>
    public readonly nuint UsableBytes(void* pointer)
    {
        HeapBlock* block = Verify(pointer);
        return block->SizeClass == HeapBlock.Large
            ? block->RunStart + block->RunBytes - block->LargeAddress
            : (nuint)SizeClass.Bytes(block->SizeClass);
    }

    private static HeapBlock* Verify(void* pointer)
    {
        HeapBlock* block = HeapBlock.Of((nuint)pointer);
        if (((nuint)pointer & 15) != 0 || !HeapBlock.IsSealed(block) || !IsHandedOut(block, pointer))
        {
            Panic.Fail("Memory was freed or resized that is not allocated: freed twice, or not from this heap.");
        }

        return block;
    }

    private static bool IsHandedOut(HeapBlock* block, void* pointer)
    {
        if (block->SizeClass == HeapBlock.Large)
        {
            return block->LargeAddress == (nuint)pointer;
        }

        int offset = (int)((byte*)pointer - (byte*)block) - HeapBlock.HeaderBytes;
        int blockBytes = SizeClass.Bytes(block->SizeClass);
        int index = offset / blockBytes;
        return offset >= 0 && offset % blockBytes == 0 && (block->Allocated[index >> 6] & (1ul << (index & 63))) != 0;
    }

    private static int IndexOf(HeapBlock* slab, void* pointer)
    {
        return ((int)((byte*)pointer - (byte*)slab) - HeapBlock.HeaderBytes) / SizeClass.Bytes(slab->SizeClass);
    }

    private HeapBlock* AddSlab(int sizeClass)
    {
        if (!FrameSource.TryAllocate(HeapBlock.Bytes, HeapBlock.Bytes, out nuint start))
        {
            return null;
        }

        HeapBlock* slab = (HeapBlock*)start;
        *slab = default;
        HeapBlock.SetSeal(slab);
        slab->SizeClass = sizeClass;
        slab->RunStart = start;
        slab->RunBytes = HeapBlock.Bytes;
        slab->FreeCount = HeapBlock.Capacity(sizeClass);
        int blockBytes = SizeClass.Bytes(sizeClass);
        byte* next = null;
        for (int i = slab->FreeCount; i-- > 0;)
        {
            byte* block = (byte*)slab + HeapBlock.HeaderBytes + (i * blockBytes);
            *(byte**)block = next;
            next = block;
        }

        slab->FreeList = next;
        Link(slab);
        return slab;
    }

    private void* TakeBlock(HeapBlock* slab)
    {
        void* pointer = slab->FreeList;
        int index = IndexOf(slab, pointer);
        ulong bit = 1ul << (index & 63);
        if ((slab->Allocated[index >> 6] & bit) != 0)
        {
            Panic.Fail("The kernel heap found a block in use among its free ones: memory was written to after it was freed.");
        }

        slab->Allocated[index >> 6] |= bit;
        slab->FreeList = *(void**)pointer;
        if (--slab->FreeCount == 0)
        {
            Unlink(slab);
        }

        _used += (nuint)SizeClass.Bytes(slab->SizeClass);
        return pointer;
    }

    private void Link(HeapBlock* slab)
    {
        HeapBlock* first = (HeapBlock*)_partial[slab->SizeClass];
        slab->Previous = null;
        slab->Next = first;
        if (first != null)
        {
            first->Previous = slab;
        }

        _partial[slab->SizeClass] = (nuint)slab;
    }

    private void Unlink(HeapBlock* slab)
    {
        if (slab->Previous != null)
        {
            slab->Previous->Next = slab->Next;
        }
        else
        {
            _partial[slab->SizeClass] = (nuint)slab->Next;
        }

        if (slab->Next != null)
        {
            slab->Next->Previous = slab->Previous;
        }

        slab->Next = null;
        slab->Previous = null;
    }
}
