using System.Runtime.CompilerServices;

namespace Hermit.Guest.Memory;

/// <summary>Makes garbage, and clears the stack below the caller of stale references.</summary>
internal static class Garbage
{
    /// <summary>Allocates about that many kilobytes in small objects of mixed sizes, all dead at once.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Make(int kilobytes)
    {
        int sum = 0;
        for (long left = kilobytes * 1024L, size = 16; left > 0; left -= size, size = size >= 400 ? 16 : size + 24)
        {
            var block = new byte[size];
            block[0] = 1;
            sum += block[0];
        }

        return sum;
    }

    /// <summary>Overwrites stack that earlier calls used: the collector takes whatever looks like a reference for one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void ScrubStack()
    {
        long* block = stackalloc long[2048];
        for (int i = 0; i < 2048; i++)
            block[i] = i;
        GC.KeepAlive(block[Environment.CurrentManagedThreadId & 1023]);
    }

    /// <summary>Scrubs the stack and collects until finalizers have run.</summary>
    public static void Collect()
    {
        ScrubStack();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        ScrubStack();
        GC.Collect();
    }
}
