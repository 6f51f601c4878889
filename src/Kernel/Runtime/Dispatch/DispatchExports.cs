using System.Runtime;
using System.Runtime.CompilerServices;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>The Runtime ABI of interface dispatch: the core library resolves, this remembers.</summary>
internal static class DispatchExports
{
    private static InterruptSpinMutex<int> s_updates;

    [RuntimeExport("RhpGetDispatchCellInfo")]
    private static void GetCellInfo(ref DispatchCell cell, out DispatchCellInfo info)
    {
        // SAFETY: the core library passes a cell of the program.
        unsafe
        {
            info = DispatchCell.Describe(ref cell);
        }
    }

    [RuntimeExport("RhpSearchDispatchCellCache")]
    private static nuint Search(ref DispatchCell cell, nuint type) => Find(DispatchCellValue.Read(ref cell.Value).Cache, type);

    // Remembers where calls on receivers of a type go. Without memory nothing is remembered, and the next call resolves again.
    [RuntimeExport("RhpUpdateDispatchCellCache")]
    private static nuint Update(ref DispatchCell cell, nuint target, nuint type, ref DispatchCellInfo info)
    {
        using var held = s_updates.Lock();
        nuint address = DispatchCellValue.Read(ref cell.Value).Cache;

        // SAFETY: cells are never moved; the addresses are those of caches that Create made, which are not freed once a cell names them.
        unsafe
        {
            if (address == 0)
            {
                Publish(ref cell, DispatchCache.Create(info, (nuint)Unsafe.AsPointer(ref cell), 1), type, target);
                return target;
            }

            DispatchCache cache = DispatchCache.At(address);
            if (cache.Find(type) == 0 && !cache.TryAdd(type, target) && !cache.IsAtLimit)
            {
                Publish(ref cell, cache.Grow(), type, target);
            }
        }

        return target;
    }

    [RuntimeExport("RhNewInterfaceDispatchCell")]
    private static nuint Create(nuint interfaceType, int slot)
    {
        // SAFETY: the memory holds two cells and is nobody else's; the second one, whose code is null, ends the run.
        unsafe
        {
            DispatchCell* cells = (DispatchCell*)KernelHeap.AllocateZeroed(2, (nuint)sizeof(DispatchCell));
            if (cells is not null)
            {
                cells[1].Value.Store((nuint)slot, MemoryOrder.Relaxed);
                DispatchPublication.Publish(
                    ref cells[0].Stub, ref cells[0].Value, LinkerSymbol.Address(&InitialStub), DispatchCellValue.ForInterface(interfaceType));
            }

            return (nuint)cells;
        }
    }

    private static nuint Find(nuint address, nuint type)
    {
        // SAFETY: a cache that a cell named is never freed.
        unsafe
        {
            return address == 0 ? 0 : DispatchCache.At(address).Find(type);
        }
    }

    private static void Publish(ref DispatchCell cell, nuint address, nuint type, nuint target)
    {
        if (address == 0)
        {
            return;
        }

        // SAFETY: the cache was just made; the labels are only compared with and jumped to.
        unsafe
        {
            DispatchCache cache = DispatchCache.At(address);
            cache.TryAdd(type, target);
            nuint stub = cache.IsTable ? LinkerSymbol.Address(&TableStubs) + cache.StubOffset : LinkerSymbol.Address(&OneStub);
            DispatchPublication.Publish(ref cell.Stub, ref cell.Value, stub, address);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpInitialDynamicInterfaceDispatch")]
    private static extern void InitialStub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDispatchOne")]
    private static extern void OneStub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDispatchTable")]
    private static extern void TableStubs();
}
