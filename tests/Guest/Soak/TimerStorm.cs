using System.Diagnostics;

namespace Hermit.Guest.Soak;

/// <summary>Timers of all kinds at once: none fires early, none is lost.</summary>
internal static class TimerStorm
{
    private const int Delays = 200, Timers = 50, Fires = 3;

    public static void Step()
    {
        var tasks = new List<Task>();
        for (int i = 0; i < Delays; i++)
            tasks.Add(Delay(i % 20));
        int fired = 0;
        var done = new CountdownEvent(Timers * Fires);
        var timers = new Timer[Timers];
        for (int i = 0; i < Timers; i++)
        {
            int left = Fires;
            timers[i] = new Timer(_ =>
            {
                Interlocked.Increment(ref fired);
                if (Interlocked.Decrement(ref left) >= 0)
                    done.Signal();
            }, null, 1 + (i % 5), 1 + (i % 7));
        }

        Task.WaitAll([.. tasks]);
        done.Wait();
        foreach (Timer timer in timers)
        {
            using var stopped = new ManualResetEvent(false);
            timer.Dispose(stopped);
            stopped.WaitOne();
        }

        int end = Volatile.Read(ref fired);
        Thread.Sleep(10);
        BrokenInvariantException.Unless(Volatile.Read(ref fired) == end, "a timer fired after its end");
        done.Dispose();
    }

    private static async Task Delay(int milliseconds)
    {
        long begin = Stopwatch.GetTimestamp();
        await Task.Delay(milliseconds);
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;

        // The libraries count in whole milliseconds, and so may be early by less than one.
        BrokenInvariantException.Unless(elapsed > milliseconds - 1, $"a delay of {milliseconds} ms took {elapsed} ms");
    }
}
