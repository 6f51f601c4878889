using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Hermit.Guest.Tasks;

/// <summary>What the documentation of timers, channels, Parallel, PLINQ, the pool and asynchronous sequences promises.</summary>
internal static class FlowContracts
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("contract-periodic-timer", Periodic),
        new("contract-timer", Timers),
        AsyncCase.Of("contract-time-provider", Provider),
        AsyncCase.Of("contract-channel-full-modes", FullModes),
        AsyncCase.Of("contract-channel-completion", Completion),
        AsyncCase.Of("contract-channel-prioritized", Prioritized),
        AsyncCase.Of("contract-async-sequences", Sequences),
        AsyncCase.Of("contract-async-local", AsyncLocals),
    ];

    private static async Task Periodic()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (int i = 0; i < 3; i++)
            Console.WriteLine(await timer.WaitForNextTickAsync());
        ValueTask<bool> pending = timer.WaitForNextTickAsync();
        timer.Period = TimeSpan.FromMilliseconds(2);
        Console.WriteLine($"{await pending} {timer.Period}");
        timer.Dispose();
        Console.WriteLine(await timer.WaitForNextTickAsync());
        using var slow = new PeriodicTimer(TimeSpan.FromHours(1));
        ValueTask<bool> first = slow.WaitForNextTickAsync();
        try
        {
            await slow.WaitForNextTickAsync();
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("one at a time");
        }

        slow.Dispose();
        Console.WriteLine(await first);
        Attempt.Print("period", () => _ = new PeriodicTimer(TimeSpan.Zero));
    }

    private static void Timers()
    {
        using var fired = new ManualResetEvent(false);
        object? seen = null;
        using (var timer = new Timer(state =>
        {
            seen = state;
            fired.Set();
        }, "state", Timeout.Infinite, Timeout.Infinite))
        {
            Console.WriteLine(fired.WaitOne(1));
            Console.WriteLine($"{timer.Change(0, Timeout.Infinite)} {fired.WaitOne()} {seen}");
            timer.Dispose();
            Attempt.Print("change", () => Console.WriteLine(timer.Change(1, 1)));
        }

        var last = new Timer(_ => { });
        using var done = new ManualResetEvent(false);
        Console.WriteLine($"{last.Dispose(done)} {done.WaitOne()} {last.Dispose(done)}");
        Attempt.Print("due", () => _ = new Timer(_ => { }, null, -2, 0));
        Attempt.Print("callback", () => _ = new Timer(null!, null, 0, 0));
        Console.WriteLine(Timer.ActiveCount >= 0);
    }

    private sealed class Manual : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override long TimestampFrequency => 1000;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.ToUnixTimeMilliseconds();
    }

    private static async Task Provider()
    {
        var clock = new Manual();
        long start = clock.GetTimestamp();
        clock.Now += TimeSpan.FromSeconds(90);
        Console.WriteLine($"{clock.GetElapsedTime(start)} {clock.GetLocalNow():O}");
        using ITimer timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        Console.WriteLine(timer.Change(TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan));
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await Task.Delay(Timeout.Infinite, source.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine($"{source.IsCancellationRequested} {TimeProvider.System.GetElapsedTime(0, TimeProvider.System.TimestampFrequency)}");
    }

    private static async Task FullModes()
    {
        foreach (BoundedChannelFullMode mode in Enum.GetValues<BoundedChannelFullMode>())
        {
            var dropped = new List<int>();
            Channel<int> channel = Channel.CreateBounded<int>(new BoundedChannelOptions(2) { FullMode = mode }, dropped.Add);
            bool[] written = [.. Enumerable.Range(1, 4).Select(channel.Writer.TryWrite)];
            channel.Writer.Complete();
            var read = new List<int>();
            await foreach (int value in channel.Reader.ReadAllAsync())
                read.Add(value);
            Console.WriteLine($"{mode} {string.Join(",", written)} {string.Join(",", read)} dropped {string.Join(",", dropped)}");
        }

        Attempt.Print("capacity", () => Channel.CreateBounded<int>(-1));
    }

    private static async Task Completion()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
        Console.WriteLine($"{channel.Reader.TryRead(out _)} {channel.Reader.CanCount} {channel.Reader.CanPeek} {channel.Writer.TryWrite(1)} {channel.Writer.TryWrite(2)}");
        ValueTask<int> first = channel.Reader.ReadAsync();
        Console.WriteLine($"{await first} {channel.Writer.TryComplete(new FormatException("ended"))} {channel.Writer.TryComplete()} {channel.Writer.TryWrite(3)}");
        Console.WriteLine($"{channel.Reader.Completion.IsCompleted} {await channel.Reader.ReadAsync()} {channel.Reader.Completion.IsFaulted}");
        try
        {
            await channel.Reader.ReadAsync();
        }
        catch (ChannelClosedException exception)
        {
            Console.WriteLine($"{exception.Message} {exception.InnerException!.Message}");
        }

        try
        {
            await channel.Reader.WaitToReadAsync();
        }
        catch (FormatException exception)
        {
            Console.WriteLine(exception.Message);
        }

        Attempt.Print("complete again", () => channel.Writer.Complete());
        Console.WriteLine(channel.Writer.WaitToWriteAsync().IsFaulted);
    }

    private static async Task Prioritized()
    {
        Channel<int> channel = Channel.CreateUnboundedPrioritized<int>();
        foreach (int value in (int[])[5, 1, 4, 2, 3])
            await channel.Writer.WriteAsync(value);
        Console.WriteLine($"{channel.Reader.Count} {channel.Reader.TryPeek(out int top)} {top}");
        channel.Writer.Complete();
        await foreach (int value in channel.Reader.ReadAllAsync())
            Console.Write($"{value} ");
        Console.WriteLine();
    }

    private static async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken token = default)
    {
        for (int i = 0; i < to; i++)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }

    private static async Task Sequences()
    {
        Console.WriteLine(string.Join(",", await Count(6).Where(value => value % 2 == 0).Select(value => value * value).ToListAsync()));
        Console.WriteLine($"{await Count(5).SumAsync()} {await Count(5).FirstAsync(value => value > 2)} {await Count(0).AnyAsync()} {await AsyncEnumerable.Range(1, 4).AggregateAsync((left, right) => left * right)}");
        using var source = new CancellationTokenSource();
        try
        {
            await foreach (int value in Count(100).WithCancellation(source.Token).ConfigureAwait(false))
            {
                if (value == 3)
                    source.Cancel();
                Console.WriteLine(value);
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled");
        }

        Console.WriteLine(string.Concat(Count(4).ToBlockingEnumerable()));
    }

    private static async Task AsyncLocals()
    {
        var local = new AsyncLocal<string> { Value = "outer" };
        async Task<string> Inner()
        {
            string before = local.Value!;
            local.Value = "inner";
            await Task.Yield();
            return before + "," + local.Value;
        }

        Console.WriteLine($"{await Inner()} {local.Value}");
        string[] all = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            local.Value = $"{i}";
            await Task.Delay(1);
            return local.Value;
        }));
        Console.WriteLine($"{string.Join(",", all)} {local.Value}");
    }
}
