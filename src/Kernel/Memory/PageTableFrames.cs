using System;
using System.Threading;

using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Page tables in frames of their own, which are never given back.</summary>
// SAFETY: a new table is a zeroed frame that nobody else has. The page table asks only for tables that it got here.
internal readonly struct PageTableFrames : IPageTableStore
{
    /// <inheritdoc/>
    public bool TryAllocate(out nuint table)
    {
        if (!FrameAllocator.TryAllocate(PageSize.Small, PageSize.Small, out table))
        {
            return false;
        }

        Entries(table).Clear();
        return true;
    }

    /// <inheritdoc/>
    public ulong Read(nuint table, int index) => Volatile.Read(ref Entries(table)[index]);

    /// <inheritdoc/>
    public void Write(nuint table, int index, ulong entry) => Volatile.Write(ref Entries(table)[index], entry);

    private static Span<ulong> Entries(nuint table)
    {
        unsafe
        {
            // SAFETY: see above; all RAM is mapped at its physical address.
            return new Span<ulong>((void*)table, (int)PageSize.Small / sizeof(ulong));
        }
    }
}
