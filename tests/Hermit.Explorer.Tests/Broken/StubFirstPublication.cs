using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: gives a cell the stub before the cache that the stub reads.</summary>
internal static class StubFirstPublication
{
    public static void Publish(ref AtomicNuint stubWord, ref AtomicNuint valueWord, nuint stub, nuint cache)
    {
        stubWord.Store(stub, MemoryOrder.Release);
        valueWord.Store(cache, MemoryOrder.Release);
    }
}
