using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Soak;

/// <summary>Objects with finalizers, weak references, handles of every kind, and barriers across all processors.</summary>
internal static class Finalizers
{
    private const int Objects = 200;
    private static int s_made, s_finalized;

    public static void Step()
    {
        for (int i = 0; i < Objects; i++)
            GC.KeepAlive(new Finalized());
        object kept = new();
        var weak = new WeakReference(kept);
        var table = new ConditionalWeakTable<object, byte[]> { { kept, new byte[100] } };
        GCHandle pinned = GCHandle.Alloc(new byte[1000], GCHandleType.Pinned);
        GC.Collect(0);
        Interlocked.MemoryBarrierProcessWide();
        Thread.Sleep(5);
        BrokenInvariantException.Unless(weak.IsAlive && table.TryGetValue(kept, out byte[]? value) && value.Length == 100, "what is alive has lost a weak reference");
        BrokenInvariantException.Unless(pinned.Target is byte[] { Length: 1000 }, "a pinned array is gone");
        pinned.Free();
        GC.KeepAlive(kept);
        BrokenInvariantException.Unless(Volatile.Read(ref s_finalized) <= Volatile.Read(ref s_made), "an object was finalized twice");
    }

    private sealed class Finalized
    {
        public Finalized() => Interlocked.Increment(ref s_made);

        ~Finalized() => Interlocked.Increment(ref s_finalized);
    }
}
