using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Runtime.Dispatch;

/// <summary>
/// A view of a cell's cache: which method calls went to, by the receiver's type; one entry, or a hash table. Dispatch.S reads caches without
/// a lock, so an entry never changes once its type is set, and a cache that is replaced is never freed.
/// </summary>
internal readonly ref struct DispatchCache
{
    private const nuint FirstPlaces = AbiConstants.DispatchFirstPlaces;
    private const nuint MaximumPlaces = FirstPlaces << (AbiConstants.DispatchTableStubs - 1);
    private const int EntryShift = 4;

    // In a table that is emptier than this a type is not put into its second place, which takes longer to find.
    private const nuint SparsePlaces = 4;

    private readonly ref readonly Head _head;
    private readonly Span<DispatchEntry> _entries;

    private DispatchCache(ref readonly Head head, Span<DispatchEntry> entries)
    {
        _head = ref head;
        _entries = entries;
    }

    /// <summary>Whether the table is as large as it may get.</summary>
    public bool IsAtLimit => Places >= MaximumPlaces;

    /// <summary>Whether this is a table, not a single entry.</summary>
    public bool IsTable => _head.Mask != 0;

    /// <summary>What the cell dispatches to.</summary>
    public DispatchCellInfo Info
    {
        get
        {
            DispatchCellInfo info = default;
            info.CellType = _head.CellType;
            info.InterfaceType = _head.InterfaceType;
            info.InterfaceSlot = (ushort)_head.SlotOrOffset;
            info.TableOffset = _head.SlotOrOffset;
            return info;
        }
    }

    /// <summary>The distance of the stub for a table of this size from the first one.</summary>
    public nuint StubOffset => (nuint)BitOperations.Log2(Places / FirstPlaces) * AbiConstants.DispatchStubBytes;

    private nuint Places => (_head.Mask >> EntryShift) + 1;

    private nuint Count
    {
        get
        {
            nuint count = 0;
            foreach (ref DispatchEntry entry in _entries)
            {
                count += entry.Type != 0 ? 1u : 0;
            }

            return count;
        }
    }

    /// <summary>Looks at the cache at <paramref name="address"/>.</summary>
    /// <remarks>Safety: the address is one that <see cref="Create"/> gave, of a cache that is not freed.</remarks>
    [RequiresUnsafe]
    public static unsafe DispatchCache At(nuint address)
    {
        // SAFETY: Create made the cache with room for as many entries as its mask says.
        Head* head = (Head*)address;
        return new DispatchCache(ref *head, new Span<DispatchEntry>(head + 1, EntryCount((head->Mask >> EntryShift) + 1)));
    }

    /// <summary>Makes a cache with nothing in it for the cell at <paramref name="cell"/>; returns its address, 0 when memory ran out.</summary>
    public static nuint Create(in DispatchCellInfo info, nuint cell, nuint places)
    {
        // SAFETY: the memory is zeroed, large enough for head and entries, and nobody else's.
        unsafe
        {
            Head* head = (Head*)KernelHeap.AllocateZeroed(1, (nuint)sizeof(Head) + ((nuint)EntryCount(places) << EntryShift));
            if (head is not null)
            {
                head->InterfaceType = info.InterfaceType;
                head->SlotOrOffset = info.CellType == DispatchCellInfo.VirtualTableOffset ? info.TableOffset : info.InterfaceSlot;
                head->CellType = info.CellType;
                head->Mask = (places - 1) << EntryShift;
                head->Cell = cell;
            }

            return (nuint)head;
        }
    }

    /// <summary>Makes a table with what this cache holds and room for more; returns its address, 0 when memory ran out.</summary>
    /// <remarks>Nobody else changes this cache meanwhile.</remarks>
    public nuint Grow()
    {
        for (nuint places = IsTable ? Places * 2 : FirstPlaces; places <= MaximumPlaces; places *= 2)
        {
            nuint address = Create(Info, _head.Cell, places);
            if (address == 0)
            {
                return 0;
            }

            // SAFETY: it was just made, and nobody has seen it when it is freed.
            unsafe
            {
                if (TryCopyTo(At(address)))
                {
                    return address;
                }

                KernelHeap.Free((void*)address);
            }
        }

        return 0;
    }

    /// <summary>The method for a type; 0 when it is not known.</summary>
    public nuint Find(nuint type)
    {
        foreach (ref DispatchEntry entry in PlacesOf(type))
        {
            if (entry.Type == type)
            {
                return entry.Target;
            }
        }

        return 0;
    }

    /// <summary>Adds an entry; false when its places are taken, or the second one is the only one that is not and a larger table may do better.</summary>
    public bool TryAdd(nuint type, nuint target)
    {
        Span<DispatchEntry> places = PlacesOf(type);
        int usable = places.Length > 1 && !IsAtLimit && Places < (Count + 1) * SparsePlaces ? 1 : places.Length;
        foreach (ref DispatchEntry entry in places.Slice(0, usable))
        {
            if (entry.Type == 0)
            {
                entry.Set(type, target);
                return true;
            }
        }

        return false;
    }

    // The second place of the last hash value stands behind the table.
    private static int EntryCount(nuint places) => places == 1 ? 1 : (int)places + 1;

    private bool TryCopyTo(DispatchCache larger)
    {
        foreach (ref DispatchEntry entry in _entries)
        {
            if (entry.Type != 0 && !larger.TryAdd(entry.Type, entry.Target))
            {
                return false;
            }
        }

        return true;
    }

    // HermitDispatchTable in Dispatch.S computes the same: the hash's bits are already where an entry's distance has its own.
    private Span<DispatchEntry> PlacesOf(nuint type) =>
        IsTable ? _entries.Slice((int)(((type ^ (type >> EntryShift)) & _head.Mask) >> EntryShift), 2) : _entries;

    /// <summary>What precedes the entries; Dispatch.S knows the layout.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Head
    {
        public nuint InterfaceType;
        public uint SlotOrOffset;
        public int CellType;

        /// <summary>The number of places less one, in bytes of entries.</summary>
        public nuint Mask;

        /// <summary>The address of the cell.</summary>
        public nuint Cell;
    }
}
