using System.Diagnostics;

/// <summary>What only a machine with several processors can show.</summary>
internal static class Processors
{
    /// <summary>On how many processors as many threads run that never wait; gives up after some seconds.</summary>
    public static int CountUsed()
    {
        var used = new HashSet<int>();
        RunOnAll(() =>
        {
            long start = Stopwatch.GetTimestamp();
            int count;
            do
            {
                lock (used)
                {
                    used.Add(Thread.GetCurrentProcessorId());
                    count = used.Count;
                }
            }
            while (count < Environment.ProcessorCount && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
        });
        return used.Count;
    }

    /// <summary>How often a thread finds an earlier time than another one did before.</summary>
    public static int CountStepsBack(TimeSpan duration)
    {
        var gate = new Lock();
        long start = Stopwatch.GetTimestamp(), last = start;
        int steps = 0;
        RunOnAll(() =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                lock (gate)
                {
                    long now = Stopwatch.GetTimestamp();
                    steps += now < last ? 1 : 0;
                    last = now;
                }
            }
        });
        return steps;
    }

    /// <summary>Takes all memory, and then more stack, which the kernel cannot survive, while another thread runs.</summary>
    public static void ExhaustStack()
    {
        new Thread(() => { while (true) Thread.SpinWait(100); }) { IsBackground = true }.Start();
        var kept = new List<byte[]>();
        try
        {
            while (true)
                kept.Add(new byte[4096]);
        }
        catch (OutOfMemoryException)
        {
        }

        Console.WriteLine(Deep(7000));
        GC.KeepAlive(kept);
    }

    private static int Deep(int depth)
    {
        Span<byte> bytes = stackalloc byte[1000];
        bytes[depth % bytes.Length] = 1;
        return depth == 0 ? bytes[5] : Deep(depth - 1) + bytes[depth % 7];
    }

    private static void RunOnAll(Action body)
    {
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => body()))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }
}
