using System;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>The one address space: all RAM at its physical address, W^X, plus windows for devices and thread stacks.</summary>
public static unsafe class AddressSpace
{
    private static InterruptSpinMutex<PageTable> s_table;

    /// <summary>Builds the final page table and switches to it. Once, at boot, after <see cref="FrameAllocator.Initialize"/>.</summary>
    /// <remarks>Safety: <paramref name="map"/> is the RAM of this machine.</remarks>
    [RequiresUnsafe]
    public static void Initialize(in MemoryMap map)
    {
        using var guard = s_table.Lock();
        guard.Value = new PageTable(&AllocateTable);
        bool mapped = true;
        for (int i = 0; i < map.Count; i++)
        {
            // Outwards to large pages: firmware tables stand right behind the RAM, and what is beyond is never touched.
            nuint start = map[i].Start & ~(PageTable.LargePage - 1);
            nuint end = (map[i].End + PageTable.LargePage - 1) & ~(PageTable.LargePage - 1);
            mapped &= guard.Value.TryMap(start, start, end - start, PageAccess.ReadWrite);
        }

        mapped &= TryProtect(ref guard.Value, ImageLayout.Text, PageAccess.ReadExecute);
        mapped &= TryProtect(ref guard.Value, ImageLayout.ReadOnlyData, PageAccess.Read);
        mapped &= guard.Value.TryMap(0, 0, PageTable.SmallPage, PageAccess.None);
        Panic.Unless(mapped, "too little memory for the page tables");
        guard.Value.Activate();
    }

    /// <summary>Maps device registers at their physical address.</summary>
    public static bool TryMapDevice(nuint physical, nuint bytes)
    {
        nuint start = physical & ~(PageTable.SmallPage - 1);
        nuint end = (physical + bytes + PageTable.SmallPage - 1) & ~(PageTable.SmallPage - 1);
        using var guard = s_table.Lock();
        return guard.Value.TryMap(start, start, end - start, PageAccess.Device);
    }

    /// <summary>Changes what may be done with whole pages of RAM.</summary>
    /// <remarks>Safety: nothing depends on what is taken away, and code that becomes executable is meant to be.</remarks>
    [RequiresUnsafe]
    public static bool TryProtect(nuint address, nuint bytes, PageAccess access)
    {
        using var guard = s_table.Lock();
        return guard.Value.TryMap(address, address, bytes, access);
    }

    /// <summary>Maps frames somewhere else than at their physical address.</summary>
    /// <remarks>Safety: the virtual range is the caller's, and so are the frames.</remarks>
    [RequiresUnsafe]
    public static bool TryMap(nuint address, nuint physical, nuint bytes)
    {
        using var guard = s_table.Lock();
        return guard.Value.TryMap(address, physical, bytes, PageAccess.ReadWrite);
    }

    /// <summary>Takes a small page out of the address space and returns its frame to the allocator, if it was mapped.</summary>
    /// <remarks>Safety: nothing refers to the page.</remarks>
    [RequiresUnsafe]
    public static void Release(nuint address)
    {
        nuint physical;
        using (var guard = s_table.Lock())
        {
            if (!guard.Value.TryTranslate(address, out physical))
            {
                return;
            }

            guard.Value.Unmap(address, PageTable.SmallPage);
        }

        FrameAllocator.Free(physical, PageTable.SmallPage);
    }

    /// <summary>Whether an address can be read.</summary>
    public static bool IsMapped(nuint address)
    {
        using var guard = s_table.Lock();
        return guard.Value.TryTranslate(address, out _);
    }

    private static bool TryProtect(ref PageTable table, MemoryRange range, PageAccess access)
    {
        nuint end = (range.End + PageTable.SmallPage - 1) & ~(PageTable.SmallPage - 1);
        return table.TryMap(range.Start, range.Start, end - range.Start, access);
    }

    private static nuint AllocateTable()
    {
        if (!FrameAllocator.TryAllocate(PageTable.SmallPage, PageTable.SmallPage, out nuint address))
        {
            return 0;
        }

        new Span<byte>((void*)address, (int)PageTable.SmallPage).Clear();
        return address;
    }
}
