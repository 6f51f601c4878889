using System.Runtime.InteropServices;
using System.Threading;

using Hermit.Memory;

namespace Hermit.Runtime.Dispatch;

/// <summary>
/// Which method a cell's calls went to, by the receiver's type: one entry, or a hash table. Read by Dispatch.S without a lock, so an entry never
/// changes once its type is set, and a cache that is replaced is never freed.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
// SAFETY: Create alone makes caches, with room for the entries that the mask reaches and one behind; caches that have been published live for
// ever, and updates are serialised by DispatchExports.
internal unsafe struct DispatchCache
{
    private const nuint MaximumPlaces = 1024;
    private const nuint FirstPlaces = 4;

    private void* _interfaceType;
    private uint _slotOrOffset;
    private int _cellType;
    private nuint _mask;
    private nuint _reserved;

    /// <summary>Whether the table is as large as it may get.</summary>
    public readonly bool IsAtLimit => _mask + 1 >= MaximumPlaces;

    /// <summary>Whether this is a table, not a single entry.</summary>
    public readonly bool IsTable => _mask != 0;

    /// <summary>What the cell dispatches to.</summary>
    public readonly DispatchCellInfo Info
    {
        get
        {
            DispatchCellInfo info = default;
            info.CellType = _cellType;
            info.InterfaceType = _interfaceType;
            info.InterfaceSlot = (ushort)_slotOrOffset;
            info.TableOffset = _slotOrOffset;
            return info;
        }
    }

    /// <summary>A cache with nothing in it; null when memory ran out.</summary>
    public static DispatchCache* Create(in DispatchCellInfo info, nuint places)
    {
        // The second place of the last hash value stands behind the table.
        nuint entries = places == 1 ? 1 : places + 1;
        DispatchCache* cache = (DispatchCache*)KernelHeap.AllocateZeroed(1, (nuint)sizeof(DispatchCache) + (entries * (nuint)sizeof(Entry)));
        if (cache is not null)
        {
            cache->_interfaceType = info.InterfaceType;
            cache->_slotOrOffset = info.CellType == DispatchCellInfo.VirtualTableOffset ? info.TableOffset : info.InterfaceSlot;
            cache->_cellType = info.CellType;
            cache->_mask = places - 1;
        }

        return cache;
    }

    /// <summary>A table with what <paramref name="cache"/> holds and room for more; null when memory ran out.</summary>
    /// <remarks>Safety: nobody else changes <paramref name="cache"/> meanwhile.</remarks>
    [RequiresUnsafe]
    public static DispatchCache* Grow(DispatchCache* cache)
    {
        for (nuint places = cache->IsTable ? (cache->_mask + 1) * 2 : FirstPlaces; places <= MaximumPlaces; places *= 2)
        {
            DispatchCache* larger = Create(cache->Info, places);
            if (larger is null || TryCopy(cache, larger))
            {
                return larger;
            }

            // Nobody has seen it yet.
            KernelHeap.Free(larger);
        }

        return null;
    }

    /// <summary>The method for a type; 0 when it is not known.</summary>
    public static nuint Find(DispatchCache* cache, void* type)
    {
        Entry* entry = Place(cache, type);
        if (Volatile.Read(ref entry[0].Type) == (nuint)type)
        {
            return entry[0].Target;
        }

        return cache->IsTable && Volatile.Read(ref entry[1].Type) == (nuint)type ? entry[1].Target : 0;
    }

    /// <summary>Adds an entry; false when both of its places are taken.</summary>
    public static bool TryAdd(DispatchCache* cache, void* type, nuint target)
    {
        Entry* entry = Place(cache, type);
        for (int i = 0; i < (cache->IsTable ? 2 : 1); i++)
        {
            if (entry[i].Type == 0)
            {
                entry[i].Target = target;
                Volatile.Write(ref entry[i].Type, (nuint)type);
                return true;
            }
        }

        return false;
    }

    private static bool TryCopy(DispatchCache* from, DispatchCache* to)
    {
        Entry* entries = (Entry*)(from + 1);
        nuint count = from->IsTable ? from->_mask + 2 : 1;
        for (nuint i = 0; i < count; i++)
        {
            if (entries[i].Type != 0 && !TryAdd(to, (void*)entries[i].Type, entries[i].Target))
            {
                return false;
            }
        }

        return true;
    }

    // HermitDispatchTable in Dispatch.S computes the same.
    private static Entry* Place(DispatchCache* cache, void* type)
    {
        nuint hash = (((nuint)type >> 4) ^ (nuint)type) >> 3;
        return (Entry*)(cache + 1) + (hash & cache->_mask);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public nuint Type;
        public nuint Target;
    }
}
