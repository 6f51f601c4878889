using System.Diagnostics;

namespace Hermit.Guest.Soak;

/// <summary>What the program has when nothing is going on.</summary>
/// <param name="HeapBytes">Bytes of live objects.</param>
/// <param name="MachineBytes">Bytes of memory in use, whoever uses it.</param>
/// <param name="Threads">Threads that have not ended.</param>
internal readonly record struct Usage(long HeapBytes, long MachineBytes, int Threads)
{
    // The pool's threads wait 20 s for work before they end.
    private const int SettleMilliseconds = 25_000;

    // Of the pool, which keeps one or the other.
    private const int SpareThreads = 2;

    /// <summary>Waits until the threads that the pool made for a while have ended, collects what is dead, and looks.</summary>
    public static Usage AtRest()
    {
        Thread.Sleep(SettleMilliseconds);
        for (int round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process self = Process.GetCurrentProcess();
        return new Usage(GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64, self.Threads.Count);
    }

    /// <summary>Fails unless this is at most a tenth of the memory that was in use more than <paramref name="baseline"/>.</summary>
    /// <exception cref="BrokenInvariantException">It is.</exception>
    public void CheckAgainst(Usage baseline)
    {
        long tolerance = baseline.MachineBytes / 10;
        BrokenInvariantException.Unless(HeapBytes <= baseline.HeapBytes + tolerance, $"the heap has grown from {baseline} to {this}");
        BrokenInvariantException.Unless(MachineBytes <= baseline.MachineBytes + tolerance, $"memory has not come back: from {baseline} to {this}");
        BrokenInvariantException.Unless(Threads <= baseline.Threads + SpareThreads, $"threads are left: from {baseline} to {this}");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{HeapBytes >> 10} KiB of objects, {MachineBytes >> 10} KiB of memory, {Threads} threads";
}
