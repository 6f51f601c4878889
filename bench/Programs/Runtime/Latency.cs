using System.Diagnostics;

/// <summary>How late threads run when every processor has more to do than it can.</summary>
internal static class Latency
{
    private const int BusyThreads = 4;
    private const double Seconds = 0.75;

    /// <summary>The latest that a thread woke of a sleep of one millisecond, less that millisecond, in milliseconds.</summary>
    public static double WorstTimer()
    {
        double worst = 0;
        WithLoad(_ => { }, () =>
        {
            long begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds)
            {
                long start = Stopwatch.GetTimestamp();
                Thread.Sleep(1);
                worst = Math.Max(worst, Stopwatch.GetElapsedTime(start).TotalMilliseconds - 1);
            }
        });
        return worst;
    }

    /// <summary>The longest that one of the busy threads, which never wait, stood still, in milliseconds.</summary>
    public static double WorstPreemption()
    {
        double worst = 0;
        long[] last = new long[BusyThreads];
        double[] gaps = new double[BusyThreads];
        WithLoad(
            thread =>
            {
                long now = Stopwatch.GetTimestamp();
                if (last[thread] != 0)
                    gaps[thread] = Math.Max(gaps[thread], Stopwatch.GetElapsedTime(last[thread], now).TotalMilliseconds);
                last[thread] = now;
            },
            () => Thread.Sleep(TimeSpan.FromSeconds(Seconds)));
        foreach (double gap in gaps)
            worst = Math.Max(worst, gap);
        return worst;
    }

    private static void WithLoad(Action<int> step, Action measured)
    {
        bool stop = false;
        var threads = new Thread[BusyThreads];
        for (int i = 0; i < threads.Length; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                    step(index);
            });
            threads[i].Start();
        }

        measured();
        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads)
            thread.Join();
    }
}
