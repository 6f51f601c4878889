namespace Hermit.Guest.Tasks;

/// <summary>Cancellation tokens.</summary>
internal static class Cancellation
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("cancel-delay", Delay),
        AsyncCase.Of("cancel-after", After),
        AsyncCase.Of("cancel-linked", Linked),
        AsyncCase.Of("cancel-wait-async", WaitAsync),
        new("cancel-callbacks", Callbacks),
        new("cancel-blocking", BlockingCalls),
        new("cancel-before-start", BeforeStart),
        new("cancel-throwing-callbacks", ThrowingCallbacks),
    ];

    private static async Task Delay()
    {
        using var source = new CancellationTokenSource();
        Task delay = Task.Delay(Timeout.Infinite, source.Token);
        source.Cancel();
        try
        {
            await delay;
        }
        catch (OperationCanceledException exception)
        {
            Console.WriteLine($"{exception.GetType().Name} {exception.CancellationToken == source.Token} {delay.Status}");
        }
    }

    private static async Task After()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(10));
        int turns = 0;
        try
        {
            while (true)
            {
                source.Token.ThrowIfCancellationRequested();
                await Task.Delay(1);
                turns++;
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine(turns >= 0 && source.IsCancellationRequested);
        }

        Console.WriteLine(source.TryReset());
    }

    private static async Task Linked()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(first.Token, second.Token);
        Console.WriteLine(linked.IsCancellationRequested);
        await second.CancelAsync();
        Console.WriteLine($"{linked.IsCancellationRequested} {first.IsCancellationRequested}");
    }

    private static async Task WaitAsync()
    {
        var never = new TaskCompletionSource();
        try
        {
            await never.Task.WaitAsync(TimeSpan.FromMilliseconds(5));
        }
        catch (TimeoutException)
        {
            Console.WriteLine("timed out");
        }

        using var semaphore = new SemaphoreSlim(0);
        using var source = new CancellationTokenSource(5);
        try
        {
            await semaphore.WaitAsync(source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("semaphore wait cancelled");
        }

        Console.WriteLine(await semaphore.WaitAsync(5));
        semaphore.Release();
        Console.WriteLine(await semaphore.WaitAsync(5));
    }

    private static void Callbacks()
    {
        using var source = new CancellationTokenSource();
        source.Token.Register(() => Console.WriteLine("first registered"));
        CancellationTokenRegistration second = source.Token.Register(() => Console.WriteLine("must not run"));
        source.Token.Register(state => Console.WriteLine($"with {state}"), "state");
        second.Dispose();
        source.Cancel();
        source.Token.Register(() => Console.WriteLine("runs at once"));
        source.Cancel();
        Console.WriteLine(CancellationToken.None.CanBeCanceled);
    }

    private static void BlockingCalls()
    {
        using var source = new CancellationTokenSource(10);
        using var slim = new ManualResetEventSlim();
        Attempt.Print("event", () => slim.Wait(source.Token));
        Attempt.Print("task", () => new TaskCompletionSource().Task.Wait(source.Token));
        using var collection = new System.Collections.Concurrent.BlockingCollection<int>();
        Attempt.Print("collection", () => collection.Take(source.Token));
        Console.WriteLine(source.Token.WaitHandle.WaitOne(0));
    }

    private static void BeforeStart()
    {
        var token = new CancellationToken(canceled: true);
        Task task = Task.Run(() => Console.WriteLine("must not run"), token);
        Attempt.Print("wait", task.Wait);
        Console.WriteLine($"{task.IsCanceled} {task.IsFaulted}");
        Attempt.Print("throw", token.ThrowIfCancellationRequested);
    }

    private static void ThrowingCallbacks()
    {
        using var source = new CancellationTokenSource();
        source.Token.Register(() => throw new InvalidOperationException("one"));
        source.Token.Register(() => throw new TimeoutException("two"));
        try
        {
            source.Cancel();
        }
        catch (AggregateException exception)
        {
            foreach (Exception inner in exception.InnerExceptions)
                Console.WriteLine(inner.Message);
        }
    }
}
