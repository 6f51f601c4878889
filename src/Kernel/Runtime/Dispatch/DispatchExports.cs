using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>The Runtime ABI of interface dispatch: the core library resolves, this remembers.</summary>
// SAFETY: the core library passes cells and types of the program, and pointers to variables of its own.
internal static unsafe class DispatchExports
{
    private static InterruptSpinMutex<int> s_updates;

    [RuntimeExport("RhpGetDispatchCellInfo")]
    private static void GetCellInfo(DispatchCell* cell, DispatchCellInfo* info) => *info = DispatchCell.Describe(cell);

    [RuntimeExport("RhpSearchDispatchCellCache")]
    private static nuint Search(DispatchCell* cell, void* type)
    {
        DispatchCache* cache = cell->Cache;
        return cache is null ? 0 : DispatchCache.Find(cache, type);
    }

    // Remembers where calls on receivers of a type go. Without memory nothing is remembered, and the next call resolves again.
    [RuntimeExport("RhpUpdateDispatchCellCache")]
    private static nuint Update(DispatchCell* cell, nuint target, void* type, DispatchCellInfo* info)
    {
        using var held = s_updates.Lock();
        DispatchCache* cache = cell->Cache;
        if (cache is null)
        {
            cache = DispatchCache.Create(*info, 1);
            Publish(cell, cache, type, target);
        }
        else if (DispatchCache.Find(cache, type) == 0 && !DispatchCache.TryAdd(cache, type, target) && !cache->IsAtLimit)
        {
            Publish(cell, DispatchCache.Grow(cache), type, target);
        }

        return target;
    }

    [RuntimeExport("RhNewInterfaceDispatchCell")]
    private static DispatchCell* Create(void* interfaceType, int slot)
    {
        DispatchCell* cells = (DispatchCell*)KernelHeap.AllocateZeroed(2, (nuint)sizeof(DispatchCell));
        if (cells is not null)
        {
            cells[0].Stub = LinkerSymbol.Address(&InitialStub);
            cells[0].Value = DispatchCell.ForInterface(interfaceType);
            cells[1].Value = (nuint)slot;
        }

        return cells;
    }

    // The cache first: every stub is correct with the cache of a later state, but not the other way round.
    private static void Publish(DispatchCell* cell, DispatchCache* cache, void* type, nuint target)
    {
        if (cache is null)
        {
            return;
        }

        DispatchCache.TryAdd(cache, type, target);
        Volatile.Write(ref cell->Value, (nuint)cache);
        Volatile.Write(ref cell->Stub, cache->IsTable ? LinkerSymbol.Address(&TableStub) : LinkerSymbol.Address(&OneStub));
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpInitialDynamicInterfaceDispatch")]
    private static extern void InitialStub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDispatchOne")]
    private static extern void OneStub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDispatchTable")]
    private static extern void TableStub();
}
