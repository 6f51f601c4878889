using System;

using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>
/// Memory of any size for the platform layer: what the program gets from <c>malloc</c> and its relatives. Kernel data lives in pools instead.
/// Nothing here blocks; interrupts are masked for the time of one operation.
/// </summary>
// SAFETY: blocks are as long as the heap says, and belong to the caller alone until they are freed.
public static unsafe class KernelHeap
{
    private static InterruptSpinMutex<HeapState> s_heap = default;

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
    public static void* Allocate(nuint bytes)
    {
        using var heap = s_heap.Lock();
        return heap.Value.Allocate(bytes);
    }

    /// <summary>As <see cref="Allocate"/>, at a multiple of <paramref name="alignment"/>, which must be a power of two.</summary>
    public static void* AllocateAligned(nuint bytes, nuint alignment)
    {
        Panic.Unless(alignment != 0 && (alignment & (alignment - 1)) == 0, "The alignment of memory must be a power of two.");
        using var heap = s_heap.Lock();
        return alignment <= 16 ? heap.Value.Allocate(bytes) : heap.Value.AllocateLarge(bytes, alignment);
    }

    /// <summary>Allocates <paramref name="count"/> times <paramref name="bytes"/>, zeroed; null when memory has run out or the product overflows.</summary>
    public static void* AllocateZeroed(nuint count, nuint bytes)
    {
        if (Math.BigMul(count, bytes, out ulong total) != 0)
        {
            return null;
        }

        void* pointer = Allocate((nuint)total);
        if (pointer != null)
        {
            // SAFETY: the block has at least that many bytes, and is the caller's alone.
            Clear((byte*)pointer, (nuint)total);
        }

        return pointer;
    }

    /// <summary>
    /// Makes a block larger or smaller, moving it if need be: the result replaces <paramref name="pointer"/>, which null stands in for a new block.
    /// Null, with the old block untouched, when memory has run out.
    /// </summary>
    /// <remarks>Safety: nothing uses the old block afterwards.</remarks>
    [RequiresUnsafe]
    public static void* Reallocate(void* pointer, nuint bytes)
    {
        if (pointer == null)
        {
            return Allocate(bytes);
        }

        nuint usable;
        using (var heap = s_heap.Lock())
        {
            usable = heap.Value.UsableBytes(pointer);
        }

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

        Copy((byte*)moved, (byte*)pointer, Math.Min(bytes, usable));
        Free(pointer);
        return moved;
    }

    /// <summary>As <see cref="Reallocate"/>, at a multiple of <paramref name="alignment"/>.</summary>
    /// <remarks>Safety: nothing uses the old block afterwards.</remarks>
    [RequiresUnsafe]
    public static void* ReallocateAligned(void* pointer, nuint bytes, nuint alignment)
    {
        void* moved = AllocateAligned(bytes, alignment);
        if (moved == null || pointer == null)
        {
            return moved;
        }

        nuint usable;
        using (var heap = s_heap.Lock())
        {
            usable = heap.Value.UsableBytes(pointer);
        }

        Copy((byte*)moved, (byte*)pointer, Math.Min(bytes, usable));
        Free(pointer);
        return moved;
    }

    /// <summary>Frees a block; null is allowed. Panics if the block is not allocated.</summary>
    /// <remarks>Safety: nothing uses the block afterwards.</remarks>
    [RequiresUnsafe]
    public static void Free(void* pointer)
    {
        if (pointer == null)
        {
            return;
        }

        using var heap = s_heap.Lock();
        heap.Value.Free(pointer);
    }

    // Spans are limited to 2 GiB; blocks are not.
    private static void Copy(byte* to, byte* from, nuint bytes)
    {
        while (bytes > 0)
        {
            int step = (int)Math.Min(bytes, (nuint)int.MaxValue);
            new ReadOnlySpan<byte>(from, step).CopyTo(new Span<byte>(to, step));
            to += step;
            from += step;
            bytes -= (nuint)step;
        }
    }

    private static void Clear(byte* start, nuint bytes)
    {
        while (bytes > 0)
        {
            int step = (int)Math.Min(bytes, (nuint)int.MaxValue);
            new Span<byte>(start, step).Clear();
            start += step;
            bytes -= (nuint)step;
        }
    }
}
