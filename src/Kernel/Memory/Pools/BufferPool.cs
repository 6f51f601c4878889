using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>
/// Buffers of one size that devices and protocols fill, each with a header of type <typeparamref name="T"/>, named by generational handles. Allocating and
/// freeing touch neither the bytes nor the header: unlike a <see cref="Pool{T}"/>, which is for small values, it does not clear, poison or verify them.
/// <para>
/// Memory comes from the frame allocator in chunks up to a budget, and is not given back. A span over a buffer that was freed shows whatever its next
/// owner puts there: bytes, never anything else. A pool has no lock of its own.
/// </para>
/// </summary>
public struct BufferPool<T>
    where T : unmanaged
{
    /// <summary>The size of a slot, in bytes: generation, header and data.</summary>
    public const int SlotBytes = 2048;

    /// <summary>The size of a buffer, in bytes.</summary>
    public const int DataBytes = SlotBytes - DataOffset;

    /// <summary>How many buffers one chunk of memory holds: the pool grows by so many.</summary>
    public const int BuffersPerChunk = ChunkBytes / SlotBytes;

    // A cache line for the bookkeeping, so that data starts aligned.
    private const int DataOffset = 64;
    private const int ChunkBytes = 32 * FrameSource.PageBytes;

    private BufferChunks _chunks;
    private uint _slots;
    private uint _limit;
    private uint _count;

    // The index of the first free slot, plus one; 0 when none is free.
    private uint _firstFree;

    /// <summary>How many buffers are allocated.</summary>
    public readonly int Count => (int)_count;

    /// <summary>How many buffers there may be: the budget.</summary>
    public readonly int Limit => (int)_limit;

    /// <summary>How many buffers can still be allocated, if memory lasts.</summary>
    public readonly int Available => (int)_limit - (int)_count;

    /// <summary>Sets how many buffers there may be. A limit below what exists stops the pool from growing, and frees nothing.</summary>
    public void SetLimit(int buffers) => _limit = (uint)Math.Clamp(buffers, 0, BufferChunks.Length * BuffersPerChunk);

    /// <summary>Allocates a buffer, the header being the default or that of an earlier life, the bytes being stale; <see langword="false"/> when the budget or memory is used up.</summary>
    public bool TryAllocate(out Handle<T> handle)
    {
        if (_count >= _limit || (_firstFree == 0 && !TryGrow()))
        {
            handle = default;
            return false;
        }

        uint index = _firstFree - 1;
        ref Slot slot = ref SlotAt(index);
        _firstFree = slot.NextFree;
        slot.Generation++;
        _count++;
        handle = new Handle<T>(index, slot.Generation);
        return true;
    }

    /// <summary>Frees what <paramref name="handle"/> names; <see langword="false"/> if that is stale or null.</summary>
    public bool Free(Handle<T> handle)
    {
        if (!Contains(handle))
        {
            return false;
        }

        ref Slot slot = ref SlotAt(handle.Index);
        slot.Generation++;
        _count--;

        // A slot whose generations are used up is retired: reusing it would revive its first handles.
        if (slot.Generation != 0)
        {
            slot.NextFree = _firstFree;
            _firstFree = handle.Index + 1;
        }

        return true;
    }

    /// <summary>Whether <paramref name="handle"/> names a buffer that is allocated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(Handle<T> handle) =>
        handle.Index < _slots && SlotAt(handle.Index).Generation == handle.Generation && (handle.Generation & 1) != 0;

    /// <summary>The header of the buffer that <paramref name="handle"/> names. Panics if the handle is stale.</summary>
    [UnscopedRef]
    public readonly ref T this[Handle<T> handle]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref LiveSlot(handle).Header;
    }

    /// <summary>The header and the bytes of the buffer that <paramref name="handle"/> names, looked up once. Panics if the handle is stale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Open(Handle<T> handle, out Span<byte> bytes)
    {
        ref Slot slot = ref LiveSlot(handle);

        // SAFETY: data starts so far behind the start of its slot, which is never given back: the span cannot dangle.
        unsafe
        {
            bytes = new Span<byte>((byte*)Unsafe.AsPointer(ref slot) + DataOffset, DataBytes);
        }

        return ref slot.Header;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref Slot LiveSlot(Handle<T> handle)
    {
        if (handle.Index >= _slots)
        {
            Panic.Fail("A stale buffer handle was used.");
        }

        ref Slot slot = ref SlotAt(handle.Index);
        if (slot.Generation != handle.Generation || (handle.Generation & 1) == 0)
        {
            Panic.Fail("A stale buffer handle was used.");
        }

        return ref slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref Slot SlotAt(uint index)
    {
        // SAFETY: the callers pass an index below _slots, which TryGrow keeps within the chunks that there are; each stays an array of slots for ever.
        unsafe
        {
            nuint chunk = Unsafe.Add(ref Unsafe.AsRef(in _chunks.First), (int)(index / BuffersPerChunk));
            return ref *(Slot*)(chunk + ((index % BuffersPerChunk) * SlotBytes));
        }
    }

    private bool TryGrow()
    {
        if (Unsafe.SizeOf<Slot>() > DataOffset)
        {
            Panic.Fail("The header of a buffer is larger than the space for it.");
        }

        int chunk = (int)(_slots / BuffersPerChunk);
        if (chunk >= BufferChunks.Length || !FrameSource.TryAllocate(ChunkBytes, FrameSource.PageBytes, out nuint address))
        {
            return false;
        }

        _chunks[chunk] = address;
        uint first = _slots;
        _slots += BuffersPerChunk;
        for (uint i = first + BuffersPerChunk; i-- > first;)
        {
            ref Slot slot = ref SlotAt(i);
            slot.Generation = 0;
            slot.Header = default; // stale bytes are no T
            slot.NextFree = _firstFree;
            _firstFree = i + 1;
        }

        return true;
    }

    private struct Slot
    {
        // Odd while the buffer is allocated; counts its lives.
        public uint Generation;
        public uint NextFree;
        public T Header;
    }
}
