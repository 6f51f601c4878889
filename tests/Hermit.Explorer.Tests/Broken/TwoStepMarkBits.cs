using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: looks at a bit and sets it in two steps, as a marker does that is alone.</summary>
internal static class TwoStepMarkBits
{
    public static bool TrySet(ref AtomicUInt64 word, ulong mask)
    {
        ulong seen = word.Load(MemoryOrder.Relaxed);
        if ((seen & mask) != 0)
        {
            return false;
        }

        word.Store(seen | mask, MemoryOrder.Relaxed);
        return true;
    }
}
