using System;

using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>
/// Memory of any size for the platform layer: what the program gets from <c>malloc</c> and its relatives. Kernel data lives in pools instead.
/// Nothing here blocks; interrupts are masked for the time of one operation.
/// </summary>
public static class KernelHeap
{
    private static InterruptSpinMutex<HeapState> s_heap;

    /// <summary>The memory that is handed out, in bytes.</summary>
    public static nuint UsedBytes
    {
        get
        {
            using var heap = s_heap.Lock();
            return heap.Value.UsedBytes;
        }
    }

    /// <summary>Allocates at least <paramref name="bytes"/> (0 counts as 1) with stale content, aligned to 16 bytes; null when memory has run out.</summary>
    public static unsafe void* Allocate(nuint bytes)
    {
        using var heap = s_heap.Lock();

        // SAFETY: the block is the caller's alone.
        return (void*)heap.Value.Allocate(bytes);
    }

    /// <summary>As <see cref="Allocate"/>, at a multiple of <paramref name="alignment"/>, which must be a power of two.</summary>
    public static unsafe void* AllocateAligned(nuint bytes, nuint alignment)
    {
        Panic.Unless(alignment != 0 && (alignment & (alignment - 1)) == 0, "The alignment of memory must be a power of two.");
        using var heap = s_heap.Lock();

        // SAFETY: the block is the caller's alone.
        return (void*)(alignment <= 16 ? heap.Value.Allocate(bytes) : heap.Value.AllocateLarge(bytes, alignment));
    }

    /// <summary>Allocates <paramref name="count"/> times <paramref name="bytes"/>, zeroed; null when memory has run out or the product overflows.</summary>
    public static unsafe void* AllocateZeroed(nuint count, nuint bytes)
    {
        if (Math.BigMul(count, bytes, out ulong total) != 0)
        {
            return null;
        }

        void* pointer = Allocate((nuint)total);
        if (pointer != null)
        {
            // SAFETY: the block has at least that many bytes, and is the caller's alone.
            Clear((nuint)pointer, (nuint)total);
        }

        return pointer;
    }

    /// <summary>
    /// Makes a block larger or smaller, moving it if need be: the result replaces <paramref name="pointer"/>, which null stands in for a new block.
    /// Null, with the old block untouched, when memory has run out.
    /// </summary>
    /// <remarks>Safety: nothing uses the old block afterwards.</remarks>
    [RequiresUnsafe]
    public static unsafe void* Reallocate(void* pointer, nuint bytes)
    {
        if (pointer == null)
        {
            return Allocate(bytes);
        }

        nuint usable = UsableBytes((nuint)pointer);

        // A block that would be more than half empty moves, so that its memory can serve others.
        if (bytes <= usable && (bytes >= usable / 2 || usable <= 64))
        {
            return pointer;
        }

        void* moved = Allocate(bytes);
        if (moved == null)
        {
            return null;
        }

        // SAFETY: both blocks have that many bytes, and the old one is the caller's to give up.
        Copy((nuint)moved, (nuint)pointer, Math.Min(bytes, usable));
        Free(pointer);
        return moved;
    }

    /// <summary>As <see cref="Reallocate"/>, at a multiple of <paramref name="alignment"/>.</summary>
    /// <remarks>Safety: nothing uses the old block afterwards.</remarks>
    [RequiresUnsafe]
    public static unsafe void* ReallocateAligned(void* pointer, nuint bytes, nuint alignment)
    {
        void* moved = AllocateAligned(bytes, alignment);
        if (moved == null || pointer == null)
        {
            return moved;
        }

        nuint usable = UsableBytes((nuint)pointer);

        // SAFETY: both blocks have that many bytes, and the old one is the caller's to give up.
        Copy((nuint)moved, (nuint)pointer, Math.Min(bytes, usable));
        Free(pointer);
        return moved;
    }

    /// <summary>Frees a block; null is allowed. Panics if the block is not allocated.</summary>
    /// <remarks>Safety: nothing uses the block afterwards.</remarks>
    [RequiresUnsafe]
    public static unsafe void Free(void* pointer)
    {
        if (pointer == null)
        {
            return;
        }

        using var heap = s_heap.Lock();

        // SAFETY: the caller's obligation.
        heap.Value.Free((nuint)pointer);
    }

    private static nuint UsableBytes(nuint address)
    {
        using var heap = s_heap.Lock();
        return heap.Value.UsableBytes(address);
    }

    // Spans are limited to 2 GiB; blocks are not.
    private static void Copy(nuint to, nuint from, nuint bytes)
    {
        for (nuint done = 0; done < bytes; done += int.MaxValue)
        {
            int step = (int)Math.Min(bytes - done, (nuint)int.MaxValue);
            unsafe
            {
                // SAFETY: two blocks of at least that many bytes, says the caller.
                new ReadOnlySpan<byte>((void*)(from + done), step).CopyTo(new Span<byte>((void*)(to + done), step));
            }
        }
    }

    private static void Clear(nuint start, nuint bytes)
    {
        for (nuint done = 0; done < bytes; done += int.MaxValue)
        {
            int step = (int)Math.Min(bytes - done, (nuint)int.MaxValue);
            unsafe
            {
                // SAFETY: a block of at least that many bytes, says the caller.
                new Span<byte>((void*)(start + done), step).Clear();
            }
        }
    }
}
