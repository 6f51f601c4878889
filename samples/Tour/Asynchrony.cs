using System.Threading.Channels;

namespace Tour;

/// <summary>Tasks, timers, cancellation, asynchronous streams.</summary>
internal static class Asynchrony
{
    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        Console.WriteLine(await AddSlowly(1, await AddSlowly(2, 3)));
        Console.WriteLine(string.Join(" ", await Task.WhenAll(Enumerable.Range(1, 10).Select(SquareSlowly))));
        await ShowOrder();
        await CancelWork();
        await CatchFailure();
        await Stream();

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        int ticks = 0;
        while (ticks < 5 && await timer.WaitForNextTickAsync())
            ticks++;
        Console.WriteLine($"{ticks} ticks");
    }

    private static async Task<int> AddSlowly(int a, int b)
    {
        await Task.Delay(2);
        return a + b;
    }

    private static async Task<int> SquareSlowly(int value)
    {
        await Task.Yield();
        await Task.Delay(value % 3);
        return value * value;
    }

    private static async Task ShowOrder()
    {
        var order = new List<int>();
        await Task.WhenAll(new[] { 500, 100, 300 }.Select(async delay =>
        {
            await Task.Delay(delay);
            lock (order)
                order.Add(delay);
        }));
        Console.WriteLine(string.Join(" ", order));
    }

    private static async Task CancelWork()
    {
        using var source = new CancellationTokenSource(millisecondsDelay: 5);
        try
        {
            await Task.Delay(Timeout.Infinite, source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled");
        }
    }

    private static async Task CatchFailure()
    {
        try
        {
            await FailSlowly();
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }
        finally
        {
            await Task.Delay(1);
            Console.WriteLine("asynchronous finally");
        }
    }

    private static async Task FailSlowly()
    {
        await Task.Delay(1);
        throw new InvalidOperationException("failed after a while");
    }

    private static async Task Stream()
    {
        Channel<int> channel = Channel.CreateBounded<int>(3);
        Task producer = Task.Run(async () =>
        {
            await foreach (int value in CountTo(20))
                await channel.Writer.WriteAsync(value);
            channel.Writer.Complete();
        });
        int sum = 0;
        await foreach (int value in channel.Reader.ReadAllAsync())
            sum += value;
        await producer;
        Console.WriteLine(sum);
    }

    private static async IAsyncEnumerable<int> CountTo(int last)
    {
        for (int i = 1; i <= last; i++)
        {
            if (i % 5 == 0)
                await Task.Delay(1);
            yield return i;
        }
    }
}
