using Hermit.Explorer;

namespace Hermit.Sync;

/// <summary>A fence in the explorer's memory model.</summary>
public static class Fence
{
    /// <summary>Orders accesses as <paramref name="order"/> says.</summary>
    public static void Insert(MemoryOrder order = MemoryOrder.SequentiallyConsistent)
    {
        if (order != MemoryOrder.Relaxed)
        {
            MemoryModel.Fence(Instrumentation.Thread, order);
        }
    }
}
