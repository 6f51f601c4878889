using System.Runtime.InteropServices;

namespace Hermit.Memory;

/// <summary>Where pools get their memory: on the host, the C heap, behind a quota that tests set per thread.</summary>
internal static class FrameSource
{
    /// <summary>The size of a page, in bytes.</summary>
    public const int PageBytes = 4096;

    // More than any host has: what asks for that has not checked a size.
    private const long Everything = 1L << 40;

    [ThreadStatic]
    private static long t_used;

    [ThreadStatic]
    private static long t_quota;

    /// <summary>What the calling thread has allocated and not freed, in bytes.</summary>
    public static long Used => t_used;

    /// <summary>How much the calling thread may allocate from now on, in bytes; 0 for as much as there is.</summary>
    public static void SetQuota(long bytes) => t_quota = bytes == 0 ? 0 : t_used + bytes;

    /// <summary>Allocates contiguous memory, filled with a pattern that no code should depend on.</summary>
    public static bool TryAllocate(nuint bytes, nuint alignment, out nuint address)
    {
        if (bytes == 0 || bytes % PageBytes != 0 || bytes > (ulong)Everything || (t_quota != 0 && t_used + (long)bytes > t_quota))
        {
            address = 0;
            return false;
        }

        // SAFETY: the block has the bytes that are filled.
        unsafe
        {
            void* block = NativeMemory.AlignedAlloc(bytes, nuint.Max(alignment, PageBytes));
            NativeMemory.Fill(block, bytes, 0xA5);
            address = (nuint)block;
        }

        t_used += (long)bytes;
        return true;
    }

    /// <summary>Gives memory back.</summary>
    public static void Free(nuint address, nuint bytes)
    {
        t_used -= (long)bytes;
        // SAFETY: TryAllocate gave the address, and its owner gives it back once.
        unsafe
        {
            NativeMemory.AlignedFree((void*)address);
        }
    }

    /// <summary>There is no second address for memory here: as if it had run out.</summary>
    public static bool TryShow(nuint frame, nuint address, bool isWritable) => false;

    /// <summary>Nothing was shown.</summary>
    public static void Hide(nuint frame, nuint address) => throw new InvalidOperationException();
}
