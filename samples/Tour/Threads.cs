using System.Collections.Concurrent;

namespace Tour;

/// <summary>Threads and what keeps them apart.</summary>
internal static class Threads
{
    [ThreadStatic]
    private static int t_own;

    public static void Run()
    {
        Count();
        HandOver();
        SpinUntilPreempted();
        ShareCollections();
    }

    private static void Count()
    {
        var gate = new Lock();
        int locked = 0, atomic = 0, own = 0;
        RunThreads(8, index =>
        {
            for (int i = 0; i < 2000; i++)
            {
                lock (gate)
                    locked++;
                Interlocked.Increment(ref atomic);
                t_own++;
            }

            Interlocked.Add(ref own, t_own);
        });
        Console.WriteLine($"{locked} {atomic} {own} {t_own}");
    }

    private static void HandOver()
    {
        using var empty = new SemaphoreSlim(1);
        using var full = new SemaphoreSlim(0);
        int slot = 0;
        long sum = 0;
        RunThreads(2, index =>
        {
            for (int i = 1; i <= 500; i++)
            {
                (index == 0 ? empty : full).Wait();
                if (index == 0)
                    slot = i;
                else
                    sum += slot;
                (index == 0 ? full : empty).Release();
            }
        });
        Console.WriteLine(sum);
    }

    /// <summary>Hangs where a thread that never blocks is not preempted.</summary>
    private static void SpinUntilPreempted()
    {
        bool stop = false;
        var spinner = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
            }
        });
        spinner.Start();
        Thread.Sleep(5);
        Volatile.Write(ref stop, true);
        spinner.Join();
        Console.WriteLine("the spinner stopped");
    }

    private static void ShareCollections()
    {
        var counts = new ConcurrentDictionary<int, int>();
        Parallel.For(0, 1000, i => counts.AddOrUpdate(i % 10, 1, (_, count) => count + 1));
        Console.WriteLine($"{counts.Count} {counts.Values.Sum()}");
    }

    private static void RunThreads(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() => body(index));
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
    }
}
