using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>
/// Storage for values of one type, allocated one by one and named by generational handles: what the kernel has instead of <c>new</c>.
/// <para>
/// A slot stays a slot of this type for ever, and holds at every moment a value that code of its type put there: a freed slot holds the default
/// value, never a pattern. So a reference that is kept over <see cref="Free"/> finds a valid <typeparamref name="T"/>, if not its own, whatever
/// T is made of; what is written through it is found at the next allocation, which panics. A handle whose value was freed is recognised. Memory
/// comes from the frame allocator in chunks and is not given back.
/// </para>
/// <para>A pool has no lock of its own: it lives inside whatever protects the data that its handles are part of.</para>
/// </summary>
[NonCopyable]
public struct Pool<T>
    where T : unmanaged
{
    // An index is a chunk and a slot in it, so that neither needs a division: not every number is an index.
    private const int SlotBits = 8;
    private const uint MostSlots = 1 << SlotBits;
    private const uint MostChunks = 1 << 22;

    // The addresses of the chunks: whole pages, replaced by more of them when they are full.
    private nuint _directory;
    private nuint _directoryBytes;
    private uint _chunks;
    private uint _count;
    private PoolLink _firstFree;

    /// <summary>How many values are allocated.</summary>
    public readonly int Count => (int)_count;

    private static uint ChunkBytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.SizeOf<Slot>() <= 256 ? FrameSource.PageBytes : 4u * FrameSource.PageBytes;
    }

    private static uint SlotsPerChunk
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ChunkBytes / (uint)Unsafe.SizeOf<Slot>() <= MostSlots ? ChunkBytes / (uint)Unsafe.SizeOf<Slot>() : MostSlots;
    }

    /// <summary>Allocates a value, zeroed; <see langword="false"/>, with nothing changed, when memory has run out.</summary>
    public bool TryAllocate(out Handle<T> handle)
    {
        if (_firstFree.IsNone && !TryGrow())
        {
            handle = default;
            return false;
        }

        PoolLink link = _firstFree;
        ref Slot slot = ref SlotAt(link.Index);
        if ((slot.Generation & 1) != 0)
        {
            Panic.Fail("A pool found a live slot in its free list: the pool was copied, or its memory was overwritten.");
        }

        if (!IsZero(Bytes(ref slot.Value)))
        {
            Panic.Fail("A pool slot was written to after it was freed.");
        }

        _firstFree = slot.NextFree;
        slot.NextFree = default;
        slot.Generation++;
        _count++;
        handle = new Handle<T>(link.Index, slot.Generation);
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
        slot.Value = default;
        slot.Generation++;
        _count--;

        // A slot whose generations are used up is retired: reusing it would revive its first handles.
        if (slot.Generation != 0)
        {
            slot.NextFree = _firstFree;
            _firstFree = new PoolLink(handle.Index);
        }

        return true;
    }

    /// <summary>Whether <paramref name="handle"/> names a value that is allocated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Contains(Handle<T> handle) =>
        IsSlot(handle.Index) && SlotAt(handle.Index).Generation == handle.Generation && (handle.Generation & 1) != 0;

    /// <summary>The handle of the value that lives in a slot; a stale one when none does.</summary>
    public readonly Handle<T> HandleOf(PoolLink link) => IsSlot(link.Index) ? new Handle<T>(link.Index, SlotAt(link.Index).Generation) : default;

    /// <summary>
    /// The first value that is allocated, behind the one that <paramref name="handle"/> names if that is not null; a null handle when there is none. What
    /// is allocated meanwhile may be passed over.
    /// </summary>
    public readonly Handle<T> Next(Handle<T> handle)
    {
        uint index = handle.IsNull ? 0 : handle.Index + 1;
        while (index >> SlotBits < _chunks)
        {
            if (!IsSlot(index))
            {
                index = ((index >> SlotBits) + 1) << SlotBits;
            }
            else if ((SlotAt(index).Generation & 1) != 0)
            {
                return new Handle<T>(index, SlotAt(index).Generation);
            }
            else
            {
                index++;
            }
        }

        return default;
    }

    /// <summary>The value that <paramref name="handle"/> names. Panics if the handle is stale: ask <see cref="Contains"/> where that can be.</summary>
    [UnscopedRef]
    public readonly ref T this[Handle<T> handle]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!IsSlot(handle.Index))
            {
                Panic.Fail("A handle was used that is not this pool's.");
            }

            ref Slot slot = ref SlotAt(handle.Index);
            if (slot.Generation != handle.Generation || (handle.Generation & 1) == 0)
            {
                Panic.Fail("A stale handle was used.");
            }

            return ref slot.Value;
        }
    }

    /// <summary>What is in the slot that <paramref name="link"/> leads to: the default value while nothing lives there. Panics if there is no such slot.</summary>
    [UnscopedRef]
    public readonly ref T this[PoolLink link]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!IsSlot(link.Index))
            {
                Panic.Fail("A link that leads nowhere was followed.");
            }

            return ref SlotAt(link.Index).Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsSlot(uint index) => index >> SlotBits < _chunks && (index & (MostSlots - 1)) < SlotsPerChunk;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref Slot SlotAt(uint index)
    {
        unsafe
        {
            // SAFETY: all callers have asked IsSlot, or took the index from the free list, which holds slots only. So the chunk is below _chunks, its
            // address is in the directory since TryGrow, and it stays an array of SlotsPerChunk slots for ever.
            return ref ((Slot**)_directory)[index >> SlotBits][index & (MostSlots - 1)];
        }
    }

    private static ReadOnlySpan<byte> Bytes(ref T value)
    {
        unsafe
        {
            // SAFETY: T is unmanaged, so it may be seen as its bytes; the caller drops the span before it returns.
            return MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref value, 1));
        }
    }

    private static bool IsZero(ReadOnlySpan<byte> bytes)
    {
        ulong any = 0;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes.Slice(sizeof(ulong)))
        {
            any |= BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        foreach (byte value in bytes)
        {
            any |= value;
        }

        return any == 0;
    }

    private bool TryGrow()
    {
        Panic.Unless(SlotsPerChunk != 0, "a value is too large for a pool");
        uint chunk = _chunks;
        if ((chunk >= _directoryBytes / (nuint)Unsafe.SizeOf<nuint>() && !TryGrowDirectory())
            || !FrameSource.TryAllocate(ChunkBytes, FrameSource.PageBytes, out nuint address))
        {
            return false;
        }

        unsafe
        {
            // SAFETY: the chunk was just allocated and nothing else refers to it; the directory has room for its address.
            new Span<byte>((void*)address, (int)ChunkBytes).Clear();
            ((nuint*)_directory)[chunk] = address;
        }

        _chunks++;
        for (uint i = SlotsPerChunk; i-- > 0;)
        {
            uint index = (chunk << SlotBits) | i;
            SlotAt(index).NextFree = _firstFree;
            _firstFree = new PoolLink(index);
        }

        return true;
    }

    private bool TryGrowDirectory()
    {
        nuint bytes = _directoryBytes == 0 ? FrameSource.PageBytes : 2 * _directoryBytes;
        if (_chunks >= MostChunks || !FrameSource.TryAllocate(bytes, FrameSource.PageBytes, out nuint address))
        {
            return false;
        }

        unsafe
        {
            // SAFETY: the new pages are this pool's alone, and larger than the old ones, to which no reference is ever handed out.
            new ReadOnlySpan<byte>((void*)_directory, (int)_directoryBytes).CopyTo(new Span<byte>((void*)address, (int)bytes));
            if (_directoryBytes != 0)
            {
                FrameSource.Free(_directory, _directoryBytes);
            }
        }

        _directory = address;
        _directoryBytes = bytes;
        return true;
    }

    private struct Slot
    {
        // Odd while the slot is allocated; counts its lives.
        public uint Generation;
        public PoolLink NextFree;
        public T Value;
    }
}
