using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>
/// Storage for values of one type, allocated one by one and named by generational handles: what the kernel has instead of <c>new</c>.
/// <para>
/// A slot stays a slot of this type for ever, so a reference to one never dangles; a handle whose value was freed is recognised. Memory comes from
/// the frame allocator in chunks and is not given back. A freed slot is filled with a pattern that the next allocation checks.
/// </para>
/// <para>A pool has no lock of its own: it lives inside whatever protects the data that its handles are part of.</para>
/// </summary>
// SAFETY: a chunk is memory that the frame allocator gave to this pool, and stays an array of slots for ever; the directory lists every chunk below _slots, and
// an index is checked against that before its slot is touched. Values are unmanaged, so any bits are one.
public unsafe struct Pool<T>
    where T : unmanaged
{
    private const byte Poison = 0xDB;
    private const int ChunksPerDirectory = FrameSource.PageBytes / 8;

    private ChunkDirectory _directories;
    private uint _slots;
    private uint _count;

    // The index of the first free slot, plus one; 0 when none is free.
    private uint _firstFree;

    /// <summary>How many values are allocated.</summary>
    public readonly int Count => (int)_count;

    private static nuint ChunkBytes => sizeof(Slot) <= 256 ? (nuint)FrameSource.PageBytes : (nuint)(4 * FrameSource.PageBytes);

    private static uint SlotsPerChunk => (uint)(ChunkBytes / (nuint)sizeof(Slot));

    /// <summary>Allocates a value, zeroed; <see langword="false"/>, with nothing changed, when memory has run out.</summary>
    public bool TryAllocate(out Handle<T> handle)
    {
        if (_firstFree == 0 && !TryGrow())
        {
            handle = default;
            return false;
        }

        uint index = _firstFree - 1;
        Slot* slot = SlotAt(index);
        if ((slot->Generation & 1) != 0)
        {
            Panic.Fail("A pool found a live slot in its free list: the pool was copied, or its memory was overwritten.");
        }

        VerifyPoison(slot);
        _firstFree = slot->NextFree;
        slot->NextFree = 0;
        slot->Value = default;
        slot->Generation++;
        _count++;
        handle = new Handle<T>(index, slot->Generation);
        return true;
    }

    /// <summary>Frees what <paramref name="handle"/> names; <see langword="false"/> if that is stale or null.</summary>
    public bool Free(Handle<T> handle)
    {
        if (!TryFind(handle, out Slot* slot))
        {
            return false;
        }

        new System.Span<byte>(&slot->Value, sizeof(T)).Fill(Poison);
        slot->Generation++;
        _count--;

        // A slot whose generations are used up is retired: reusing it would revive its first handles.
        if (slot->Generation != 0)
        {
            slot->NextFree = _firstFree;
            _firstFree = handle.Index + 1;
        }

        return true;
    }

    /// <summary>Whether <paramref name="handle"/> names a value that is allocated.</summary>
    public readonly bool Contains(Handle<T> handle) => TryFind(handle, out _);

    /// <summary>The value that <paramref name="handle"/> names. Panics if the handle is stale: ask <see cref="Contains"/> where that can be.</summary>
    [UnscopedRef]
    public readonly ref T this[Handle<T> handle]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (!TryFind(handle, out Slot* slot))
            {
                Panic.Fail("A stale handle was used.");
            }

            return ref slot->Value;
        }
    }

    private static void VerifyPoison(Slot* slot)
    {
        byte* bytes = (byte*)&slot->Value;
        for (int i = 0; i < sizeof(T); i++)
        {
            if (bytes[i] != Poison)
            {
                Panic.Fail("A pool slot was written to after it was freed.");
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryFind(Handle<T> handle, out Slot* slot)
    {
        if (handle.Index >= _slots)
        {
            slot = null;
            return false;
        }

        slot = SlotAt(handle.Index);
        return slot->Generation == handle.Generation && (handle.Generation & 1) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Slot* SlotAt(uint index)
    {
        uint chunk = index / SlotsPerChunk;

        // SAFETY: the callers pass an index below _slots, and every chunk up to there is in the directory.
        nuint* directory = (nuint*)_directories[(int)(chunk / ChunksPerDirectory)];
        return (Slot*)directory[chunk % ChunksPerDirectory] + (index % SlotsPerChunk);
    }

    private bool TryGrow()
    {
        uint chunk = _slots / SlotsPerChunk;
        int directory = (int)(chunk / ChunksPerDirectory);
        if (directory >= ChunkDirectory.Length)
        {
            return false;
        }

        if (_directories[directory] == 0)
        {
            if (!FrameSource.TryAllocate(FrameSource.PageBytes, FrameSource.PageBytes, out nuint page))
            {
                return false;
            }

            _directories[directory] = page;
        }

        if (!FrameSource.TryAllocate(ChunkBytes, FrameSource.PageBytes, out nuint address))
        {
            return false;
        }

        ((nuint*)_directories[directory])[chunk % ChunksPerDirectory] = address;
        uint first = _slots;
        _slots += SlotsPerChunk;
        for (uint i = SlotsPerChunk; i-- > 0;)
        {
            // SAFETY: the chunk was just allocated with room for that many slots, and nothing else refers to it.
            Slot* slot = (Slot*)address + i;
            new System.Span<byte>(&slot->Value, sizeof(T)).Fill(Poison);
            slot->Generation = 0;
            slot->NextFree = _firstFree;
            _firstFree = first + i + 1;
        }

        return true;
    }

    private struct Slot
    {
        // Odd while the slot is allocated; counts its lives.
        public uint Generation;
        public uint NextFree;
        public T Value;
    }
}
