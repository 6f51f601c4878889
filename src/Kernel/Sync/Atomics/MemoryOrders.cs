using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>What orders an operation may be given. The orders are constants at nearly all call sites, so the checks fold away.</summary>
internal static class MemoryOrders
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLoad(MemoryOrder order)
    {
        if (order is MemoryOrder.Release or MemoryOrder.AcquireRelease)
        {
            Panic.Fail("An atomic load cannot have release order.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckStore(MemoryOrder order)
    {
        if (order is MemoryOrder.Acquire or MemoryOrder.AcquireRelease)
        {
            Panic.Fail("An atomic store cannot have acquire order.");
        }
    }
}
