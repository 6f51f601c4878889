using System.Diagnostics;
using System.Globalization;

// One line a part, in milliseconds. Short parts are the least of three runs, as what else runs on the host can only add. With the argument `counted`,
// for a machine whose time is its instructions, what waits for time is left out.
Report("binary trees of depth 16", 1, BinaryTrees.Run);
Report("2,000,000 short-lived arrays", 3, ShortLived.Arrays);
Report("200,000 Task.Yield", 3, Scheduling.Yield);
Report("2,000 threads", 1, Scheduling.Threads);
Report("100,000 semaphore ping-pongs", 2, Scheduling.PingPong);
Report("20,000 throw/catch", 1, Exceptions.ThrowAndCatch);
Report("1,000,000 dictionary inserts", 3, Collections.DictionaryInserts);
Report("1,000,000 timestamps", 3, Clocks.Timestamps);
Report("10,000,000 calls to ten types", 3, Dispatch.TenTypes);
Report("500,000 numbers formatted", 3, Formatting.Numbers);
Report("512 MB of spans copied and filled", 3, Spans.CopyAndFill);
Report("64 large arrays of 4 MB", 3, ShortLived.LargeArrays);
Report("sum of 100 M numbers by two threads", 3, Parallelism.Sum);
Report("4,000,000 objects by two threads", 3, Parallelism.Allocation);
if (args is not ["counted"])
{
    Value("worst timer latency under load", Latency.WorstTimer());
    Value("worst preemption gap under load", Latency.WorstPreemption());
}

Pauses.Run(out double worst, out double full);
Value("worst pause, 64 MB live", worst);
Value("full collection, 64 MB live", full);
Console.WriteLine("bench: end");

static void Report(string name, int runs, Action part)
{
    double least = double.MaxValue;
    for (int run = 0; run < runs; run++)
    {
        long start = Stopwatch.GetTimestamp();
        part();
        least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    Value(name, least);
}

static void Value(string name, double milliseconds) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench: {name} {milliseconds:0.00}"));
