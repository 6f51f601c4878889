using System.Collections.Concurrent;

namespace Hermit.Guest.Tasks;

/// <summary>What the documentation of Parallel, PLINQ and the thread pool promises.</summary>
internal static class ParallelContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-parallel-loops", ParallelLoops),
        new("contract-parallel-state", ParallelState),
        new("contract-parallel-linq", ParallelLinq),
        new("contract-pool-items", PoolItems),
        new("contract-registered-wait", RegisteredWait),
        new("contract-partitioner", Partitions),
    ];

    private static void ParallelLoops()
    {
        int[] squares = new int[500];
        ParallelLoopResult all = Parallel.For(0, 500, i => squares[i] = i * i);
        Console.WriteLine($"{all.IsCompleted} {all.LowestBreakIteration is null} {squares.Sum(value => (long)value)}");
        Console.WriteLine($"{Parallel.For(5, 5, _ => throw new FormatException()).IsCompleted} {Parallel.For(6, 5, _ => { }).IsCompleted}");
        Attempt.Print("cancelled", () => Parallel.For(0, 10, new ParallelOptions { CancellationToken = new CancellationToken(true) }, _ => { }));
        Attempt.Print("degree", () => _ = new ParallelOptions { MaxDegreeOfParallelism = 0 });
        long sum = 0;
        Parallel.For(0, 1000, () => 0L, (i, _, local) => local + i, local => Interlocked.Add(ref sum, local));
        Console.WriteLine(sum);
        var seen = new ConcurrentBag<char>();
        Parallel.ForEach("parallel text", seen.Add);
        Console.WriteLine(string.Concat(seen.Order()));
        try
        {
            Parallel.Invoke(() => throw new FormatException("a"), () => { }, () => throw new TimeoutException("b"));
        }
        catch (AggregateException exception)
        {
            Console.WriteLine(string.Join(" ", exception.InnerExceptions.Select(inner => inner.Message).Order()));
        }
    }

    private static void ParallelState()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        int ran = 0;
        ParallelLoopResult broken = Parallel.For(0, 100, options, (i, state) =>
        {
            ran++;
            if (i == 10)
                state.Break();
        });
        Console.WriteLine($"{broken.IsCompleted} {broken.LowestBreakIteration} {ran}");
        ParallelLoopResult stopped = Parallel.For(0, 100, options, (i, state) =>
        {
            if (i == 5)
                state.Stop();
        });
        Console.WriteLine($"{stopped.IsCompleted} {stopped.LowestBreakIteration is null}");
        Attempt.Print("both", () => Parallel.For(0, 1, (_, state) =>
        {
            state.Break();
            state.Stop();
        }));
    }

    private static void ParallelLinq()
    {
        ParallelQuery<int> numbers = ParallelEnumerable.Range(1, 2000);
        Console.WriteLine($"{numbers.Sum()} {numbers.Where(value => value % 7 == 0).Count()} {numbers.AsOrdered().Select(value => value * 2).Skip(10).Take(3).Sum()} {numbers.Max(value => value ^ 0x55)}");
        Console.WriteLine(string.Join(",", numbers.AsOrdered().Where(value => value > 1990)));
        Console.WriteLine(string.Join(",", numbers.GroupBy(value => value % 3).Select(group => $"{group.Key}:{group.Count()}").Order()));
        Console.WriteLine(numbers.Aggregate(0L, (sum, value) => sum + value, (left, right) => left + right, sum => sum * 2));
        Console.WriteLine($"{numbers.Any(value => value == 1999)} {numbers.All(value => value > 0)} {numbers.AsOrdered().First(value => value > 500)} {string.Join(",", numbers.OrderByDescending(value => value).Take(3))}");
        Attempt.Print("throws", () => numbers.Select(value => 10 / (value - 1000)).ToArray());
        Attempt.Print("cancelled", () => numbers.WithCancellation(new CancellationToken(true)).ToArray());
    }

    private static void PoolItems()
    {
        using var done = new CountdownEvent(4);
        var local = new AsyncLocal<int> { Value = 7 };
        int[] seen = new int[4];
        ThreadPool.QueueUserWorkItem(_ => { seen[0] = local.Value; done.Signal(); });
        ThreadPool.UnsafeQueueUserWorkItem(_ => { seen[1] = local.Value; done.Signal(); }, null);
        ThreadPool.QueueUserWorkItem(state => { seen[2] = state * local.Value; done.Signal(); }, 5, preferLocal: true);
        ThreadPool.UnsafeQueueUserWorkItem(new Item(() => { seen[3] = 9; done.Signal(); }), preferLocal: false);
        done.Wait();
        Console.WriteLine(string.Join(",", seen));
        Console.WriteLine($"{ThreadPool.PendingWorkItemCount >= 0} {ThreadPool.CompletedWorkItemCount > 0} {ThreadPool.ThreadCount > 0}");
        Attempt.Print("null", () => ThreadPool.QueueUserWorkItem(null!));
        Console.WriteLine(ThreadPool.SetMinThreads(-1, 1));
    }

    private sealed class Item(Action body) : IThreadPoolWorkItem
    {
        public void Execute() => body();
    }

    private static void RegisteredWait()
    {
        using var signal = new AutoResetEvent(false);
        using var called = new AutoResetEvent(false);
        var outcomes = new List<string>();
        RegisteredWaitHandle registration = ThreadPool.RegisterWaitForSingleObject(signal, (state, timedOut) =>
        {
            outcomes.Add($"{state} {timedOut}");
            called.Set();
        }, "wait", Timeout.Infinite, executeOnlyOnce: false);
        for (int i = 0; i < 3; i++)
        {
            signal.Set();
            called.WaitOne();
        }

        using var gone = new ManualResetEvent(false);
        Console.WriteLine($"{registration.Unregister(gone)} {gone.WaitOne()} {string.Join("|", outcomes)}");
        ThreadPool.RegisterWaitForSingleObject(new ManualResetEvent(false), (_, timedOut) =>
        {
            outcomes.Add($"{timedOut}");
            called.Set();
        }, null, 1, executeOnlyOnce: true);
        called.WaitOne();
        Console.WriteLine(outcomes[^1]);
    }

    private static void Partitions()
    {
        OrderablePartitioner<Tuple<int, int>> ranges = Partitioner.Create(0, 100, 30);
        Console.WriteLine(string.Join(" ", ranges.GetDynamicPartitions()));
        long sum = 0;
        Parallel.ForEach(ranges, range =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                Interlocked.Add(ref sum, i);
        });
        Console.WriteLine(sum);
        Attempt.Print("range", () => Partitioner.Create(5, 5));
    }
}
