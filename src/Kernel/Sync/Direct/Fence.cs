using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Sync;

/// <summary>A fence: orders accesses around it without being one.</summary>
public static class Fence
{
    /// <summary>
    /// Orders all accesses before it with all accesses after it as <paramref name="order"/> says. .NET 10 has only the full barrier,
    /// so every order but <see cref="MemoryOrder.Relaxed"/>, which does nothing, costs as much as sequential consistency.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Insert(MemoryOrder order = MemoryOrder.SequentiallyConsistent)
    {
        if (order != MemoryOrder.Relaxed)
        {
            Interlocked.MemoryBarrier();
        }
    }
}
