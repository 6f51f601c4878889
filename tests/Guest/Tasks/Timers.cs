using System.Diagnostics;

namespace Hermit.Guest.Tasks;

/// <summary>Timers and delays.</summary>
internal static class Timers
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("delay-order", DelayOrder),
        AsyncCase.Of("delay-many", ManyDelays),
        AsyncCase.Of("delay-at-least", DelayAtLeast),
        AsyncCase.Of("timer-periodic", PeriodicTimers),
        new("timer-once", OneShot),
        new("timer-repeating", Repeating),
        new("timer-change", Change),
        AsyncCase.Of("timer-dispose", DisposeWaits),
        new("system-timer", ComponentTimer),
    ];

    private static async Task DelayOrder()
    {
        var order = new List<int>();
        // Far apart: timers that are late together run in any order.
        int[] delays = [500, 100, 300];
        await Task.WhenAll(delays.Select(async delay =>
        {
            await Task.Delay(delay);
            lock (order)
                order.Add(delay);
        }));
        Console.WriteLine(string.Join(" ", order));
    }

    private static async Task ManyDelays()
    {
        int finished = 0;
        await Task.WhenAll(Enumerable.Range(0, 500).Select(async index =>
        {
            await Task.Delay(index % 23);
            Interlocked.Increment(ref finished);
        }));
        Console.WriteLine(finished);
    }

    private static async Task DelayAtLeast()
    {
        foreach (int milliseconds in (int[])[1, 10, 40])
        {
            long start = Stopwatch.GetTimestamp();
            await Task.Delay(milliseconds);

            // Timers count in whole milliseconds of the tick counter, which may have been about to advance.
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds >= milliseconds - 2);
        }
    }

    private static async Task PeriodicTimers()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        int ticks = 0;
        while (await timer.WaitForNextTickAsync())
        {
            if (++ticks == 5)
                timer.Dispose();
        }

        Console.WriteLine(ticks);
    }

    private static void OneShot()
    {
        using var fired = new ManualResetEventSlim();
        int count = 0;
        using var timer = new Timer(state =>
        {
            Console.WriteLine($"fired with {state}");
            count++;
            fired.Set();
        }, "state", 5, Timeout.Infinite);
        fired.Wait();
        Thread.Sleep(20);
        Console.WriteLine(count);
    }

    private static void Repeating()
    {
        using var enough = new CountdownEvent(5);
        using var timer = new Timer(_ =>
        {
            if (!enough.IsSet)
                enough.Signal();
        }, null, 1, 2);
        enough.Wait();
        Console.WriteLine(enough.CurrentCount);
        Console.WriteLine(Timer.ActiveCount >= 1);
    }

    private static void Change()
    {
        using var fired = new ManualResetEventSlim();
        using var timer = new Timer(_ => fired.Set());
        Console.WriteLine(fired.Wait(10));
        Console.WriteLine(timer.Change(1, Timeout.Infinite));
        fired.Wait();
        Console.WriteLine(fired.IsSet);
        timer.Dispose();
        Attempt.Print("negative", () => _ = new Timer(_ => { }, null, -5, 0));
    }

    private static async Task DisposeWaits()
    {
        using var inside = new ManualResetEventSlim();
        bool finished = false;
        var timer = new Timer(_ =>
        {
            inside.Set();
            Thread.Sleep(20);
            finished = true;
        }, null, 0, Timeout.Infinite);
        inside.Wait();
        await timer.DisposeAsync();
        Console.WriteLine(finished);
    }

    private static void ComponentTimer()
    {
        using var enough = new CountdownEvent(3);
        using var timer = new System.Timers.Timer(2) { AutoReset = true };
        timer.Elapsed += (_, e) =>
        {
            if (!enough.IsSet && e.SignalTime > DateTime.UnixEpoch)
                enough.Signal();
        };
        timer.Start();
        enough.Wait();
        timer.Stop();
        Console.WriteLine(timer.Enabled);
    }
}
