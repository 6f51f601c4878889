using System;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>The one address space: all RAM at its physical address, W^X, plus windows for devices and thread stacks.</summary>
/// <remarks>
/// A stack that grows is mapped in the page fault handler, so no stack may grow while the lock here is held (see <see cref="FrameAllocator"/>,
/// which is called below this lock and needs stack of its own).
/// </remarks>
public static class AddressSpace
{
    /// <summary>
    /// Where nothing is mapped, so that an access through a null reference faults, in bytes from address 0. What .NET takes for one
    /// (NativeAOT <c>NULL_AREA_SIZE</c>).
    /// </summary>
    public const nuint NullAreaBytes = 65536;

    // More than the calls below the lock ever take, and what those touch in turn.
    private const nuint StackBytes = 8192;

    // How many pages are taken away before the other CPUs are told.
    private const int BatchPages = 16;

    private static CallOnce s_initialized;
    private static InterruptSpinMutex<PageTable<PageTableFrames>> s_table;

    // RAM and device registers are mapped at their physical address; stacks and mappings lie above.
    private static nuint IdentityLimit => unchecked((nuint)MemoryMap.AddressLimit);

    /// <summary>Builds the final page table and switches to it. Once, at boot, after <see cref="FrameAllocator.Initialize"/>.</summary>
    public static void Initialize(in BootMemory memory)
    {
        ref readonly MemoryMap map = ref memory.Map;
        Panic.Unless(s_initialized.TryClaim(), "the address space was made twice");
        using var guard = s_table.Lock();
        bool mapped = PageTable<PageTableFrames>.TryCreate(default, out guard.Value);

        // SAFETY: what Machine reports as the boot's memory is RAM and the image in it, and its registers are none. Nothing uses the null area, and the pages
        // below the kernel's stacks held at most boot page tables, which nothing uses once the new ones are active.
        unsafe
        {
            for (int i = 0; i < map.Count; i++)
            {
                // Outwards to large pages: firmware tables stand right behind the RAM, and what is beyond is never touched.
                nuint start = map[i].Start & ~(PageSize.Large - 1);
                nuint end = (map[i].End + PageSize.Large - 1) & ~(PageSize.Large - 1);
                mapped &= guard.Value.TryMap(start, start, end - start, PageAccess.ReadWrite);
            }

            mapped &= TryProtectImage(ref guard.Value, ImageLayout.Text, PageAccess.ReadExecute);
            mapped &= TryProtectImage(ref guard.Value, ImageLayout.ReadOnlyData, PageAccess.Read);
            mapped &= guard.Value.TryMap(0, 0, NullAreaBytes, PageAccess.None);
            mapped &= guard.Value.TryMap(memory.Registers.Start, memory.Registers.Start, memory.Registers.Length, PageAccess.Device);
            for (KernelStack stack = 0; (int)stack < KernelStacks.Count; stack++)
            {
                mapped &= guard.Value.TryMap(KernelStacks.Guard(stack), KernelStacks.Guard(stack), PageSize.Small, PageAccess.None);
            }

            Panic.Unless(mapped, "too little memory for the page tables");
            guard.Value.Activate();
        }
    }

    /// <summary>The physical address of the topmost table.</summary>
    internal static nuint Root
    {
        get
        {
            using var guard = s_table.Lock();
            return guard.Value.Root;
        }
    }

    /// <summary>
    /// Maps device registers at their physical address; false when memory ran out, or when there is something else: registers never cover RAM.
    /// </summary>
    public static bool TryMapDevice(nuint physical, nuint bytes)
    {
        if (bytes == 0 || physical >= IdentityLimit || bytes > IdentityLimit - physical)
        {
            return false;
        }

        nuint start = physical & ~(PageSize.Small - 1);
        nuint end = (physical + bytes + PageSize.Small - 1) & ~(PageSize.Small - 1);
        Cpu.TouchStack(StackBytes);
        using var guard = s_table.Lock();
        for (nuint page = start; page < end; page += PageSize.Small)
        {
            if (page < NullAreaBytes || (guard.Value.TryTranslate(page, out _, out PageAccess access) && access != PageAccess.Device))
            {
                return false;
            }
        }

        unsafe
        {
            // SAFETY: nothing else is mapped there, and no RAM is.
            return guard.Value.TryMap(start, start, end - start, PageAccess.Device);
        }
    }

    /// <summary>Changes what may be done with whole pages of RAM.</summary>
    /// <remarks>Safety: nothing depends on what is taken away, and code that becomes executable is meant to be.</remarks>
    [RequiresUnsafe]
    public static bool TryProtect(nuint address, nuint bytes, PageAccess access)
    {
        bool mapped;
        Cpu.TouchStack(StackBytes);
        using (var guard = s_table.Lock())
        {
            unsafe
            {
                // SAFETY: the caller's obligation.
                mapped = guard.Value.TryMap(address, address, bytes, access);
            }
        }

        if (mapped && access == PageAccess.ReadExecute)
        {
            CodeCache.Synchronize(address, bytes);
        }

        Processors.Synchronize();
        return mapped;
    }

    /// <summary>Maps frames somewhere else than at their physical address, where nothing is mapped.</summary>
    /// <remarks>Safety: the virtual range is the caller's, and so are the frames.</remarks>
    [RequiresUnsafe]
    public static bool TryMap(nuint address, nuint physical, nuint bytes, PageAccess access = PageAccess.ReadWrite)
    {
        Cpu.TouchStack(StackBytes);
        using var guard = s_table.Lock();
        unsafe
        {
            // SAFETY: the caller's obligation.
            return guard.Value.TryMap(address, physical, bytes, access);
        }
    }

    /// <summary>Takes a small page out of the address space, if it is mapped to <paramref name="physical"/>; the frame stays allocated.</summary>
    /// <remarks>Safety: nothing refers to the page.</remarks>
    [RequiresUnsafe]
    public static bool TryUnmap(nuint address, nuint physical)
    {
        bool unmapped;
        Cpu.TouchStack(StackBytes);
        using (var guard = s_table.Lock())
        {
            unsafe
            {
                // SAFETY: the caller's obligation.
                unmapped = guard.Value.TryTranslate(address, out nuint found) && found == physical && guard.Value.TryUnmap(address, PageSize.Small);
            }
        }

        Processors.Synchronize();
        return unmapped;
    }

    /// <summary>Takes small pages out of the address space and returns their frames to the allocator, where there are some.</summary>
    /// <remarks>Safety: nothing refers to the pages.</remarks>
    [RequiresUnsafe]
    public static void Release(nuint address, nuint bytes)
    {
        Span<nuint> frames = stackalloc nuint[BatchPages];
        for (nuint end = address + bytes; address < end; address += BatchPages * PageSize.Small)
        {
            int count;
            unsafe
            {
                // SAFETY: the caller's obligation.
                count = Unmap(address, Math.Min(end - address, BatchPages * PageSize.Small), frames);
            }

            if (count == 0)
            {
                continue;
            }

            // A CPU that remembers a page may use it until it has been told: the frames are nobody's only then.
            Processors.Synchronize();
            for (int i = 0; i < count; i++)
            {
                unsafe
                {
                    // SAFETY: the page was the only way to the frame.
                    FrameAllocator.Free(frames[i], PageSize.Small);
                }
            }
        }
    }

    /// <summary>Whether an address can be read.</summary>
    public static bool IsMapped(nuint address)
    {
        Cpu.TouchStack(StackBytes);
        using var guard = s_table.Lock();
        return guard.Value.TryTranslate(address, out _);
    }

    /// <summary>Whether every byte of a range can be read.</summary>
    public static bool IsMapped(nuint address, nuint bytes)
    {
        if (bytes > nuint.MaxValue - address)
        {
            return false;
        }

        for (nuint page = address & ~(PageSize.Small - 1); page < address + bytes; page += PageSize.Small)
        {
            if (!IsMapped(page))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes pages away; says how many there were, and which frames.</summary>
    /// <remarks>Safety: as <see cref="Release"/>.</remarks>
    [RequiresUnsafe]
    private static int Unmap(nuint address, nuint bytes, Span<nuint> frames)
    {
        int count = 0;
        Cpu.TouchStack(StackBytes);
        using var guard = s_table.Lock();
        for (nuint end = address + bytes; address < end; address += PageSize.Small)
        {
            if (guard.Value.TryTranslate(address, out nuint physical))
            {
                unsafe
                {
                    // SAFETY: the caller's obligation.
                    Panic.Unless(guard.Value.TryUnmap(address, PageSize.Small), "too little memory to split a large page");
                }

                frames[count++] = physical;
            }
        }

        return count;
    }

    private static bool TryProtectImage(ref PageTable<PageTableFrames> table, MemoryRange range, PageAccess access)
    {
        nuint end = (range.End + PageSize.Small - 1) & ~(PageSize.Small - 1);
        unsafe
        {
            // SAFETY: called for parts of the image, with what the linker laid them out for.
            return table.TryMap(range.Start, range.Start, end - range.Start, access);
        }
    }
}
