namespace Hermit.Guest.Tasks;

/// <summary>Parallel loops and PLINQ.</summary>
internal static class Parallelism
{
    public static GuestCase[] Cases =>
    [
        new("parallel-for", For),
        new("parallel-foreach", ForEach),
        new("parallel-break", Break),
        new("parallel-exceptions", Exceptions),
        new("parallel-invoke", Invoke),
        AsyncCase.Of("parallel-async", ForEachAsync),
        new("parallel-linq", Linq),
    ];

    private static void For()
    {
        var squares = new long[10_000];
        Parallel.For(0, squares.Length, i => squares[i] = (long)i * i);
        Console.WriteLine(squares.Sum());
        long sum = 0;
        Parallel.For(0, 10_000, () => 0L, (i, _, local) => local + i, local => Interlocked.Add(ref sum, local));
        Console.WriteLine(sum);
    }

    private static void ForEach()
    {
        int letters = 0;
        Parallel.ForEach("the quick brown fox jumps over the lazy dog".Split(' '), new ParallelOptions { MaxDegreeOfParallelism = 3 },
            word => Interlocked.Add(ref letters, word.Length));
        Console.WriteLine(letters);
    }

    private static void Break()
    {
        ParallelLoopResult result = Parallel.For(0, 1000, (i, state) =>
        {
            if (i == 400)
                state.Break();
        });
        Console.WriteLine($"{result.IsCompleted} {result.LowestBreakIteration}");
    }

    private static void Exceptions()
    {
        try
        {
            Parallel.For(0, 10, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i =>
            {
                if (i == 3)
                    throw new InvalidOperationException($"at {i}");
            });
        }
        catch (AggregateException exception)
        {
            Console.WriteLine(exception.InnerExceptions[0].Message);
        }
    }

    private static void Invoke()
    {
        int bits = 0;
        Parallel.Invoke(() => Interlocked.Or(ref bits, 1), () => Interlocked.Or(ref bits, 2), () => Interlocked.Or(ref bits, 4));
        Console.WriteLine(bits);
    }

    private static async Task ForEachAsync()
    {
        int sum = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), async (value, token) =>
        {
            await Task.Delay(value % 3, token);
            Interlocked.Add(ref sum, value);
        });
        Console.WriteLine(sum);
    }

    private static void Linq()
    {
        int[] ordered = Enumerable.Range(0, 2000).AsParallel().AsOrdered().Where(value => value % 7 == 0).Select(value => value * 2).ToArray();
        Console.WriteLine($"{ordered.Length} {ordered[0]} {ordered[^1]}");
        Console.WriteLine(ParallelEnumerable.Range(1, 10_000).Sum(value => (long)value));
    }
}
