using System.Buffers;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>What the documentation of GC, GCSettings and the handle types promises.</summary>
internal static class CollectorContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-collect-arguments", CollectArguments),
        new("contract-generations", Generations),
        new("contract-memory-info", MemoryInfo),
        new("contract-no-gc-region", NoCollection),
        new("contract-pressure", Pressure),
        new("contract-latency", Latency),
        new("contract-total-allocated", TotalAllocated),
        new("contract-suppress", Suppress),
        new("contract-resurrection", Resurrected),
        new("contract-failure-point", FailurePoint),
    ];

    private static void CollectArguments()
    {
        Attempt.Print("generation", () => GC.Collect(-1));
        Attempt.Print("mode", () => GC.Collect(0, (GCCollectionMode)99));
        Attempt.Print("count", () => GC.CollectionCount(-1));
        Console.WriteLine(GC.CollectionCount(GC.MaxGeneration + 1));
        foreach (GCCollectionMode mode in (GCCollectionMode[])[GCCollectionMode.Default, GCCollectionMode.Forced, GCCollectionMode.Optimized])
            GC.Collect(GC.MaxGeneration, mode, blocking: true, compacting: false);
        int before = GC.CollectionCount(GC.MaxGeneration);
        GC.Collect();
        Console.WriteLine($"{GC.MaxGeneration} {GC.CollectionCount(GC.MaxGeneration) > before} {GC.CollectionCount(0) >= GC.CollectionCount(1)} {GC.CollectionCount(1) >= GC.CollectionCount(2)}");
    }

    private static void Generations()
    {
        object small = new();
        Console.WriteLine(GC.GetGeneration(small));
        GC.Collect();
        GC.Collect();
        Console.WriteLine($"{GC.GetGeneration(small)} {GC.GetGeneration(new WeakReference(small))}");
        Attempt.Print("null", () => GC.GetGeneration((object)null!));
        Attempt.Print("suppress null", () => GC.SuppressFinalize(null!));
        Attempt.Print("register null", () => GC.ReRegisterForFinalize(null!));
        GC.KeepAlive(small);
    }

    private static void MemoryInfo()
    {
        Garbage.Make(500);
        GC.Collect();
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        Console.WriteLine($"{info.Index > 0} {info.HeapSizeBytes > 0} {info.HeapSizeBytes <= info.TotalCommittedBytes} {info.TotalAvailableMemoryBytes > 0} {info.HighMemoryLoadThresholdBytes <= info.TotalAvailableMemoryBytes} {info.Generation} {info.PauseDurations.Length >= 1} {info.GenerationInfo.Length} {info.PauseTimePercentage >= 0} {info.FinalizationPendingCount >= 0}");
        long index = info.Index;
        GC.Collect();
        Console.WriteLine($"{GC.GetGCMemoryInfo(GCKind.Any).Index > index} {GC.GetTotalPauseDuration() > TimeSpan.Zero} {GC.GetTotalMemory(false) > 0} {GC.GetTotalMemory(true) > 0}");
        Attempt.Print("kind", () => GC.GetGCMemoryInfo((GCKind)99));
    }

    private static void NoCollection()
    {
        Attempt.Print("end without start", GC.EndNoGCRegion);
        Attempt.Print("size", () => GC.TryStartNoGCRegion(0));
        Console.WriteLine(GC.TryStartNoGCRegion(1_000_000));
        Console.WriteLine(GCSettings.LatencyMode);
        Attempt.Print("mode", () => GCSettings.LatencyMode = GCLatencyMode.Batch);
        int before = GC.CollectionCount(0);
        Garbage.Make(200);
        Console.WriteLine(GC.CollectionCount(0) == before);
        GC.EndNoGCRegion();
        Console.WriteLine(GCSettings.LatencyMode);
        Console.WriteLine(GC.TryStartNoGCRegion(1_000_000));
        Attempt.Print("nested", () => GC.TryStartNoGCRegion(1000));
        Console.WriteLine(GCSettings.LatencyMode);
        Attempt.Print("end after nested", GC.EndNoGCRegion);
    }

    private static void Pressure()
    {
        Attempt.Print("zero", () => GC.AddMemoryPressure(0));
        Attempt.Print("negative", () => GC.RemoveMemoryPressure(-1));
        for (int i = 0; i < 50; i++)
            GC.AddMemoryPressure(100_000);
        for (int i = 0; i < 50; i++)
            GC.RemoveMemoryPressure(100_000);
        Console.WriteLine("balanced");
    }

    private static void Latency()
    {
        GCLatencyMode before = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        Console.WriteLine(GCSettings.LatencyMode);
        GCSettings.LatencyMode = before;
        Attempt.Print("no region", () => GCSettings.LatencyMode = GCLatencyMode.NoGCRegion);
        Attempt.Print("mode", () => GCSettings.LatencyMode = (GCLatencyMode)77);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        Console.WriteLine(GCSettings.LargeObjectHeapCompactionMode);
        GC.Collect();
        Console.WriteLine($"{GCSettings.LargeObjectHeapCompactionMode} {GCSettings.IsServerGC}");
        Attempt.Print("compaction", () => GCSettings.LargeObjectHeapCompactionMode = 0);
    }

    private static void TotalAllocated()
    {
        long total = GC.GetTotalAllocatedBytes(precise: true), mine = GC.GetAllocatedBytesForCurrentThread();
        var kept = new byte[50][];
        for (int i = 0; i < 50; i++)
            kept[i] = new byte[10_000];
        long moreTotal = GC.GetTotalAllocatedBytes(precise: true) - total, moreMine = GC.GetAllocatedBytesForCurrentThread() - mine;
        Console.WriteLine($"{moreTotal >= 500_000} {moreTotal < 800_000} {moreMine >= 500_000} {moreMine < 600_000}");
        var thread = new Thread(() => kept[0] = new byte[3_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        thread.Start();
        thread.Join();
        Console.WriteLine(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
        GC.KeepAlive(kept);
    }

    private sealed class Tracked(bool again)
    {
        public static int Finalized;

        private bool _again = again;

        ~Tracked()
        {
            Interlocked.Increment(ref Finalized);
            if (_again)
            {
                _again = false;
                GC.ReRegisterForFinalize(this);
            }
        }
    }

    private static void Suppress()
    {
        MakeTracked(200, suppress: true, again: false);
        Garbage.Collect();
        Console.WriteLine(Tracked.Finalized);
        MakeTracked(400, suppress: false, again: true);
        for (int i = 0; i < 4; i++)
            Garbage.Collect();
        Console.WriteLine($"{Tracked.Finalized > 600} {Tracked.Finalized <= 800}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeTracked(int count, bool suppress, bool again)
    {
        for (int i = 0; i < count; i++)
        {
            var item = new Tracked(again);
            if (suppress)
                GC.SuppressFinalize(item);
        }
    }

    private static Node? s_back;

    private sealed class Returning(Node node)
    {
        ~Returning() => s_back = node;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeReturning()
    {
        for (int i = 0; i < 100; i++)
            _ = new Returning(new Node(7, new Node(8)));
    }

    private static void Resurrected()
    {
        MakeReturning();
        Garbage.Collect();
        Garbage.Make(500);
        GC.Collect();
        Console.WriteLine($"{s_back!.Value} {s_back.Left!.Value}");
    }

    private static void FailurePoint()
    {
        using (new MemoryFailPoint(1))
            Console.WriteLine("one megabyte");
        Attempt.Print("zero", () => _ = new MemoryFailPoint(0));
    }
}
