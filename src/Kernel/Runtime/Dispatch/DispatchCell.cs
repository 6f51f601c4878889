using System.Runtime.InteropServices;

namespace Hermit.Runtime.Dispatch;

/// <summary>
/// A call site's cell, as the compiler emits it (NativeAOT <c>InterfaceDispatchCell</c>): the code that dispatches, and either the interface or,
/// once there is one, the cache. A run of cells for one slot ends with a cell whose code is null and which holds the slot.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
// SAFETY: cells come from the compiler, which ends each run, or from RhNewInterfaceDispatchCell, which does the same.
internal unsafe struct DispatchCell
{
    private const nuint TagMask = 3;
    private const nuint InterfacePointer = 1;
    private const nuint IndirectRelativePointer = 2;
    private const nuint FirstPointer = 0x1000;

    /// <summary>The code that calls go through.</summary>
    public nuint Stub;

    /// <summary>A tagged interface, a table offset below 4096, or a <see cref="DispatchCache"/>.</summary>
    public nuint Value;

    /// <summary>The cache; null when there is none yet.</summary>
    public readonly DispatchCache* Cache => (Value & TagMask) == 0 && Value >= FirstPointer ? (DispatchCache*)Value : null;

    /// <summary>The tagged value of a cell for an interface at a known address.</summary>
    public static nuint ForInterface(void* interfaceType) => (nuint)interfaceType | InterfacePointer;

    /// <summary>What a cell dispatches to.</summary>
    /// <remarks>Safety: <paramref name="cell"/> is a cell of the program, in a terminated run.</remarks>
    [RequiresUnsafe]
    public static DispatchCellInfo Describe(DispatchCell* cell)
    {
        DispatchCellInfo info = default;
        DispatchCache* cache = cell->Cache;
        if (cache is not null)
        {
            info = cache->Info;
            info.HasCache = 1;
            return info;
        }

        nuint value = cell->Value;
        if ((value & TagMask) == 0)
        {
            info.CellType = DispatchCellInfo.VirtualTableOffset;
            info.TableOffset = (uint)value;
            return info;
        }

        DispatchCell* last = cell;
        while (last->Stub != 0)
        {
            last++;
        }

        info.CellType = (int)(last->Value >> 16);
        info.InterfaceSlot = (ushort)last->Value;
        info.InterfaceType = Interface(cell, value);
        return info;
    }

    private static void* Interface(DispatchCell* cell, nuint value)
    {
        nuint tag = value & TagMask;
        if (tag == InterfacePointer)
        {
            return (void*)(value & ~TagMask);
        }

        // A distance from the field itself, in 32 bits, to the interface or to a pointer to it.
        nuint target = ((nuint)(&cell->Value) + (nuint)(nint)(int)value) & ~TagMask;
        return tag == IndirectRelativePointer ? *(void**)target : (void*)target;
    }
}
