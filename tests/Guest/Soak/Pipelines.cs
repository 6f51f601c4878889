using System.Threading.Channels;

namespace Hermit.Guest.Soak;

/// <summary>Asynchronous methods that hand things on: none is lost, doubled or out of order; and what is cancelled ends.</summary>
internal static class Pipelines
{
    private const int Items = 2000, Tasks = 50;

    public static void Step()
    {
        var first = Channel.CreateBounded<int>(16);
        var second = Channel.CreateUnbounded<string>();
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < Items; i++)
                await first.Writer.WriteAsync(i);
            first.Writer.Complete();
        });
        Task middle = Task.Run(async () =>
        {
            await foreach (int item in first.Reader.ReadAllAsync())
            {
                if (item % 64 == 0)
                    await Task.Yield();
                await second.Writer.WriteAsync($"{item}");
            }

            second.Writer.Complete();
        });
        Task<int> consumer = Task.Run(async () =>
        {
            int next = 0;
            await foreach (string text in second.Reader.ReadAllAsync())
                BrokenInvariantException.Unless(text == $"{next++}", "a channel has lost something or its order");
            return next;
        });
        Task.WaitAll(producer, middle, consumer);
        BrokenInvariantException.Unless(consumer.Result == Items, $"{consumer.Result} of {Items} items came through");
    }

    public static void StepOfTasks()
    {
        using var cancellation = new CancellationTokenSource();
        int cancelled = 0;
        var waiting = new Task[Tasks];
        for (int i = 0; i < Tasks; i++)
            waiting[i] = WaitAsync();
        long sum = 0;
        Parallel.For(0, 1000, i => Interlocked.Add(ref sum, i));
        cancellation.Cancel();
        Task.WaitAll(waiting);
        BrokenInvariantException.Unless(sum == 499_500, "a parallel loop has lost a step");
        BrokenInvariantException.Unless(cancelled == Tasks, $"{cancelled} of {Tasks} tasks were cancelled");

        async Task WaitAsync()
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
        }
    }
}
