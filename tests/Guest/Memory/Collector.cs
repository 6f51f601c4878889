using System.Runtime;

namespace Hermit.Guest.Memory;

/// <summary>The GC class: counters that only grow, settings that stick, calls that are allowed anywhere.</summary>
internal static class Collector
{
    public static GuestCase[] Cases =>
    [
        new("gc-counters", Counters),
        new("gc-generations", Generations),
        new("gc-settings", Settings),
        new("gc-information", Information),
        new("gc-pressure", Pressure),
        new("gc-modes", Modes),
    ];

    private static void Counters()
    {
        int before = GC.CollectionCount(0);
        int fullBefore = GC.CollectionCount(GC.MaxGeneration);
        for (int i = 0; i < 5; i++)
            GC.Collect();
        Console.WriteLine(GC.CollectionCount(0) - before >= 5);
        Console.WriteLine(GC.CollectionCount(GC.MaxGeneration) - fullBefore >= 5);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long total = GC.GetTotalAllocatedBytes(precise: true);
        Garbage.Make(1000);
        Console.WriteLine(GC.GetAllocatedBytesForCurrentThread() - allocated >= 1_000_000);
        Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true) - total >= 1_000_000);
        Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true) > 0);
        Console.WriteLine(GC.MaxGeneration);
    }

    private static void Generations()
    {
        var node = new Node(7);
        Console.WriteLine(GC.GetGeneration(node));
        foreach (int generation in new[] { 0, 0, 1, 0, 2 })
        {
            int[] before = [.. Enumerable.Range(0, 3).Select(GC.CollectionCount)];
            GC.Collect(generation);
            string counted = string.Join(' ', Enumerable.Range(0, 3).Select(g => GC.CollectionCount(g) - before[g]));
            Console.WriteLine($"after a collection of {generation}: generation {GC.GetGeneration(node)}, counted {counted}");
        }

        Console.WriteLine(node.Value);
    }

    private static void Settings()
    {
        Console.WriteLine(GCSettings.IsServerGC);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect();
        Console.WriteLine(GCSettings.LargeObjectHeapCompactionMode);
        Attempt.Print("negative generation", () => GC.Collect(-1));
        Attempt.Print("unknown mode", () => GC.Collect(0, (GCCollectionMode)99));
        Console.WriteLine(GC.CollectionCount(99) == 0 || GC.CollectionCount(99) > 0);
    }

    private static void Information()
    {
        var kept = new byte[3_000_000];
        GC.Collect();
        GCMemoryInfo information = GC.GetGCMemoryInfo();
        Console.WriteLine(information.TotalAvailableMemoryBytes > 8_000_000);
        Console.WriteLine(information.HeapSizeBytes > 3_000_000);
        Console.WriteLine(information.MemoryLoadBytes > 0);
        Console.WriteLine(GC.GetTotalMemory(false) > 3_000_000);
        GC.KeepAlive(kept);
        Console.WriteLine(GC.GetGeneration(kept) is >= 0 and <= 2);
        Console.WriteLine(GC.GetTotalPauseDuration() >= TimeSpan.Zero);
    }

    private static void Pressure()
    {
        for (int i = 0; i < 100; i++)
            GC.AddMemoryPressure(1_000_000);
        for (int i = 0; i < 100; i++)
            GC.RemoveMemoryPressure(1_000_000);
        Attempt.Print("zero", () => GC.AddMemoryPressure(0));
        Console.WriteLine("done");
    }

    private static void Modes()
    {
        var node = new Node(3);
        foreach (GCCollectionMode mode in Enum.GetValues<GCCollectionMode>())
        {
            int lowest = mode == GCCollectionMode.Aggressive ? GC.MaxGeneration : 0;
            for (int generation = lowest; generation <= 2; generation++)
                GC.Collect(generation, mode, blocking: true, compacting: generation == 2);
            Garbage.Make(200);
        }

        GC.Collect(2, GCCollectionMode.Default, blocking: false);
        Console.WriteLine(node.Value);
    }
}
