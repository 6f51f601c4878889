using Hermit.Sync;

namespace Hermit.Runtime.Dispatch;

/// <summary>How a cell gets a cache while calls go through it.</summary>
internal static class DispatchPublication
{
    /// <summary>
    /// Gives a cell a cache and the stub that reads it. The cache first: every stub is correct with the cache of a later state, since
    /// a call may have loaded the old stub and load the new cache; but not the other way round.
    /// </summary>
    public static void Publish(ref AtomicNuint stubWord, ref AtomicNuint valueWord, nuint stub, nuint cache)
    {
        valueWord.Store(cache, MemoryOrder.Release);
        stubWord.Store(stub, MemoryOrder.Release);
    }
}
