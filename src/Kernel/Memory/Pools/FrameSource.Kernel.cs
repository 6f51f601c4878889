namespace Hermit.Memory;

/// <summary>Where pools get their memory: in the kernel, the frame allocator.</summary>
internal static class FrameSource
{
    /// <summary>The size of a page, in bytes.</summary>
    public const int PageBytes = 4096;

    /// <summary>Allocates <paramref name="bytes"/> (a page multiple) of contiguous memory with stale content; <see langword="false"/> when there is none.</summary>
    public static bool TryAllocate(nuint bytes, nuint alignment, out nuint address) => FrameAllocator.TryAllocate(bytes, alignment, out address);

    /// <summary>Gives memory back.</summary>
    /// <remarks>Safety: the range is what one call of <see cref="TryAllocate"/> returned, and nothing refers to it any more.</remarks>
    [RequiresUnsafe]
    public static void Free(nuint address, nuint bytes)
    {
        // SAFETY: the caller's obligation is the frame allocator's.
        unsafe
        {
            FrameAllocator.Free(address, bytes);
        }
    }

    /// <summary>Maps a frame at an address of the program's window too, where nothing is mapped; <see langword="false"/> when memory has run out.</summary>
    /// <remarks>Safety: the frame stays allocated until <see cref="Hide"/>.</remarks>
    [RequiresUnsafe]
    public static bool TryShow(nuint frame, nuint address, bool isWritable)
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            return ProgramWindow.TryShow(frame, address, isWritable);
        }
    }

    /// <summary>Ends what <see cref="TryShow"/> began.</summary>
    public static void Hide(nuint frame, nuint address) => ProgramWindow.Hide(frame, address);
}
