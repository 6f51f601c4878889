using System.Diagnostics;

namespace Hermit.Guest.Threads;

/// <summary>Time as threads see it.</summary>
internal static class Sleeping
{
    public static GuestCase[] Cases =>
    [
        new("sleep-order", Order),
        new("sleep-at-least", AtLeast),
        new("sleep-many", Many),
        new("clock-monotonic", Monotonic),
        new("clock-wall", Wall),
    ];

    private static void Order()
    {
        var order = new List<int>();
        Crew.Run(3, index =>
        {
            Thread.Sleep(((3 - index) * 200) - 100);
            lock (order)
                order.Add(index);
        });
        Console.WriteLine(string.Join(" ", order));
    }

    private static void AtLeast()
    {
        foreach (int milliseconds in (int[])[0, 1, 5, 20, 50])
        {
            long start = Stopwatch.GetTimestamp();
            Thread.Sleep(milliseconds);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

            // An upper bound would fail on a busy machine; a sleep of ten seconds is still a bug.
            Console.WriteLine(elapsed.TotalMilliseconds >= milliseconds * 0.99 && elapsed.TotalSeconds < 10);
        }
    }

    private static void Many()
    {
        int sleeps = 0;
        Crew.Run(40, index =>
        {
            for (int i = 0; i < 5; i++)
            {
                Thread.Sleep(1 + (index % 7));
                Interlocked.Increment(ref sleeps);
            }
        });
        Console.WriteLine(sleeps);
    }

    private static void Monotonic()
    {
        long previous = Stopwatch.GetTimestamp();
        bool forward = true;
        for (int i = 0; i < 20_000; i++)
        {
            long now = Stopwatch.GetTimestamp();
            forward &= now >= previous;
            previous = now;
        }

        Console.WriteLine(forward);
        Console.WriteLine(Stopwatch.IsHighResolution);
        long ticks = Environment.TickCount64;
        Thread.Sleep(20);
        Console.WriteLine(Environment.TickCount64 - ticks >= 10);
    }

    private static void Wall()
    {
        DateTime start = DateTime.UtcNow;
        Console.WriteLine(start.Year is >= 2024 and < 2200);
        Console.WriteLine(start.Kind);
        Thread.Sleep(5);
        Console.WriteLine(DateTime.UtcNow > start);
        Console.WriteLine(Math.Abs((DateTimeOffset.Now.UtcDateTime - DateTime.UtcNow).TotalSeconds) < 5);
    }
}
