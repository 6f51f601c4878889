using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>
/// A call site's cell, as the compiler emits it (NativeAOT <c>InterfaceDispatchCell</c>): the code that dispatches, and either the interface or,
/// once there is one, the cache. A run of cells for one slot ends with a cell whose code is null and which holds the slot.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DispatchCell
{
    private const int SlotBits = 16;

    /// <summary>The code that calls go through.</summary>
    public AtomicNuint Stub;

    /// <summary>See <see cref="DispatchCellValue"/>.</summary>
    public AtomicNuint Value;

    /// <summary>What <paramref name="cell"/> dispatches to.</summary>
    /// <remarks>Safety: <paramref name="cell"/> is a cell of the program, in a terminated run.</remarks>
    [RequiresUnsafe]
    public static unsafe DispatchCellInfo Describe(ref DispatchCell cell)
    {
        DispatchCellInfo info = default;
        DispatchCellValue value = DispatchCellValue.Read(ref cell.Value);
        if (value.Cache != 0)
        {
            // SAFETY: a cache that a cell names was made by DispatchCache.Create and is never freed.
            info = DispatchCache.At(value.Cache).Info;
            info.HasCache = 1;
            return info;
        }

        if (value.IsTableOffset)
        {
            info.CellType = DispatchCellInfo.VirtualTableOffset;
            info.TableOffset = value.TableOffset;
            return info;
        }

        // SAFETY: the compiler ends each run of cells with one whose code is null; what lies in the last one is read-only.
        ref DispatchCell last = ref cell;
        while (last.Stub.Load(MemoryOrder.Relaxed) != 0)
        {
            last = ref Unsafe.Add(ref last, 1);
        }

        nuint slot = last.Value.Load(MemoryOrder.Relaxed);
        info.CellType = (int)(slot >> SlotBits);
        info.InterfaceSlot = (ushort)slot;

        // SAFETY: an indirect value is the distance to a pointer that the compiler emitted.
        nuint type = value.GetInterface((nuint)Unsafe.AsPointer(ref cell.Value));
        info.InterfaceType = value.IsIndirect ? *(nuint*)type : type;
        return info;
    }
}
