using System.Runtime.CompilerServices;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>Mark bits that several markers set at once.</summary>
internal static class MarkBits
{
    /// <summary>Sets the one bit of <paramref name="mask"/>; false if it was set. Of all markers that find an object, one gets true, and follows its references.</summary>
    /// <remarks>Relaxed: what an object refers to was stored before the world stopped; nothing else is published by its bit.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySet(ref AtomicUInt64 word, ulong mask)
    {
        ulong seen = word.Load(MemoryOrder.Relaxed);
        while ((seen & mask) == 0)
        {
            ulong now = word.CompareExchange(seen, seen | mask, MemoryOrder.Relaxed);
            if (now == seen)
            {
                return true;
            }

            seen = now;
        }

        return false;
    }
}
