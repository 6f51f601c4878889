using System.Runtime.InteropServices;

namespace Hermit.Memory;

/// <summary>The machine's frames as a test sees them: host memory, as many pages as the test allows.</summary>
internal static unsafe class FrameAllocator
{
    public const nuint FrameSize = 4096;

    [ThreadStatic]
    internal static int Available;

    public static bool TryAllocate(nuint bytes, nuint alignment, out nuint address)
    {
        address = 0;
        if (Available == 0)
        {
            return false;
        }

        Available--;
        address = (nuint)NativeMemory.AlignedAlloc(bytes, alignment);
        return true;
    }

    public static void Free(nuint address, nuint bytes)
    {
        Available++;
        NativeMemory.AlignedFree((void*)address);
    }
}
