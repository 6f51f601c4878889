using System;

using Hermit.Machine;

namespace Hermit.Memory;

/// <summary>Page frames as the memory that CPUs run in.</summary>
// SAFETY: frames are handed out once, and these are never given back; the table is the one that AddressSpace keeps.
public readonly struct CpuMemorySource : ICpuMemorySource
{
    /// <inheritdoc/>
    public static nuint PageTable => AddressSpace.Root;

    /// <inheritdoc/>
    public static bool TryAllocate(nuint bytes, out nuint address)
    {
        if (!FrameAllocator.TryAllocate(bytes, FrameAllocator.FrameSize, out address))
        {
            return false;
        }

        unsafe
        {
            // SAFETY: the frames are new, and mapped at their address.
            new Span<byte>((void*)address, (int)bytes).Clear();
        }

        return true;
    }

    /// <inheritdoc/>
    public static bool TryRemove(nuint page)
    {
        unsafe
        {
            // SAFETY: a page that TryAllocate handed out, and that its owner does not want to be there.
            return AddressSpace.TryProtect(page, FrameAllocator.FrameSize, PageAccess.None);
        }
    }
}
