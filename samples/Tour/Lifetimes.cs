using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tour;

/// <summary>
/// Finalizers, weak references, handles. When an object dies is the collector's choice, and one that scans stacks
/// conservatively may keep a few for longer: so deaths are counted over many.
/// </summary>
internal static class Lifetimes
{
    private const int Many = 500;

    public static void Run()
    {
        (WeakReference[] weak, ConditionalWeakTable<object, string> table, object kept) = MakeGarbage();
        Collect();
        Console.WriteLine($"{weak.Count(reference => !reference.IsAlive) > Many * 9 / 10} {Tracked.Finalized > Many * 9 / 10}");
        Console.WriteLine(table.TryGetValue(kept, out string? text) ? text : "lost");

        GCHandle handle = GCHandle.Alloc(new int[] { 1, 2, 3 }, GCHandleType.Pinned);
        Collect();
        Console.WriteLine($"{Marshal.ReadInt32(handle.AddrOfPinnedObject(), 8)} {((int[])handle.Target!).Sum()}");
        handle.Free();

        var alive = new WeakReference<string>(text!);
        Collect();
        Console.WriteLine(alive.TryGetTarget(out string? same) && ReferenceEquals(same, text));
        using (new Scope("outer"))
        using (new Scope("inner"))
            Console.WriteLine("in both");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference[] Weak, ConditionalWeakTable<object, string> Table, object Kept) MakeGarbage()
    {
        var weak = new WeakReference[Many];
        var table = new ConditionalWeakTable<object, string>();
        var kept = new object();
        for (int i = 0; i < Many; i++)
        {
            var tracked = new Tracked();
            weak[i] = new WeakReference(tracked);
            table.Add(tracked, "dies with its key");
        }

        table.Add(kept, "lives as long as its key");
        return (weak, table, kept);
    }

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private sealed class Tracked
    {
        private static int s_finalized;

        ~Tracked() => Interlocked.Increment(ref s_finalized);

        public static int Finalized => Volatile.Read(ref s_finalized);
    }

    private sealed class Scope(string name) : IDisposable
    {
        public void Dispose() => Console.WriteLine($"left {name}");
    }
}
