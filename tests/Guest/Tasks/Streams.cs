using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Hermit.Guest.Tasks;

/// <summary>Sequences of values over time: asynchronous iterators, channels, pipes.</summary>
internal static class Streams
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("async-iterator", Iterator),
        AsyncCase.Of("async-iterator-cancel", IteratorCancelled),
        AsyncCase.Of("async-dispose", Dispose),
        AsyncCase.Of("channel-bounded", BoundedChannel),
        AsyncCase.Of("channel-unbounded", UnboundedChannel),
        AsyncCase.Of("progress", Progress),
    ];

    private static async Task Iterator()
    {
        await foreach (int value in Count(5))
            Console.WriteLine(value);
        int sum = 0;
        await foreach (int value in Count(100))
        {
            if (value > 10)
                break;
            sum += value;
        }

        Console.WriteLine(sum);
    }

    private static async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken token = default)
    {
        try
        {
            for (int i = 0; i < to; i++)
            {
                if (i % 2 == 0)
                    await Task.Yield();
                token.ThrowIfCancellationRequested();
                yield return i;
            }
        }
        finally
        {
            Console.WriteLine("iterator closed");
        }
    }

    private static async Task IteratorCancelled()
    {
        using var source = new CancellationTokenSource();
        try
        {
            await foreach (int value in Count(100).WithCancellation(source.Token))
            {
                if (value == 3)
                    source.Cancel();
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled");
        }
    }

    private static async Task Dispose()
    {
        await using (new Door("outer"))
        {
            await using var inner = new Door("inner");
            Console.WriteLine("inside");
        }
    }

    private static async Task BoundedChannel()
    {
        Channel<int> channel = Channel.CreateBounded<int>(4);
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
                await channel.Writer.WriteAsync(i);
            channel.Writer.Complete();
        });
        long sum = 0;
        await foreach (int value in channel.Reader.ReadAllAsync())
            sum += value;
        await producer;
        Console.WriteLine(sum);
        Console.WriteLine(channel.Writer.TryWrite(1));
    }

    private static async Task UnboundedChannel()
    {
        Channel<string> channel = Channel.CreateUnbounded<string>();
        int received = 0;
        Task[] consumers = new Task[3];
        for (int i = 0; i < consumers.Length; i++)
        {
            consumers[i] = Task.Run(async () =>
            {
                while (await channel.Reader.WaitToReadAsync())
                    while (channel.Reader.TryRead(out string? text))
                        Interlocked.Add(ref received, text.Length);
            });
        }

        for (int i = 0; i < 300; i++)
            channel.Writer.TryWrite(new string('x', i % 5));
        channel.Writer.Complete();
        await Task.WhenAll(consumers);
        Console.WriteLine(received);
    }

    private static async Task Progress()
    {
        var reported = new TaskCompletionSource<int>();
        IProgress<int> progress = new Progress<int>(reported.SetResult);
        progress.Report(88);
        Console.WriteLine(await reported.Task);
    }

    private sealed class Door(string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Delay(1);
            Console.WriteLine($"{name} closed");
        }
    }
}
