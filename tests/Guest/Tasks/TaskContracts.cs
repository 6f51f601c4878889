namespace Hermit.Guest.Tasks;

/// <summary>What the documentation of Task and its relatives promises.</summary>
internal static class TaskContracts
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("contract-when-all", WhenAll),
        AsyncCase.Of("contract-when-any", WhenAny),
        AsyncCase.Of("contract-configure-await", ConfigureAwait),
        AsyncCase.Of("contract-wait-async", WaitAsync),
        AsyncCase.Of("contract-unwrap", Unwrap),
        AsyncCase.Of("contract-value-task", ValueTasks),
        AsyncCase.Of("contract-completion-source", CompletionSource),
        AsyncCase.Of("contract-continue-options", ContinueOptions),
        new("contract-statuses", Statuses),
        new("contract-wait-all", WaitAll),
    ];

    private static async Task WhenAll()
    {
        Console.WriteLine(string.Join(",", await Task.WhenAll(Task.FromResult(1), Task.Run(() => 2), Later(3))));
        Task all = Task.WhenAll(Task.FromException(new FormatException("a")), Task.FromCanceled(new CancellationToken(true)), Task.FromException(new TimeoutException("b")));
        try
        {
            await all;
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{exception.Message} {all.Status} {string.Join(" ", all.Exception!.InnerExceptions.Select(inner => inner.Message))}");
        }

        Task cancelled = Task.WhenAll(Task.CompletedTask, Task.FromCanceled(new CancellationToken(true)));
        await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine($"{cancelled.Status} {Task.WhenAll().IsCompletedSuccessfully} {(await Task.WhenAll(Array.Empty<Task<int>>())).Length}");
    }

    private static async Task<int> Later(int value)
    {
        await Task.Yield();
        return value;
    }

    private static async Task WhenAny()
    {
        var never = new TaskCompletionSource<int>();
        Task<int> done = Task.FromException<int>(new FormatException("first"));
        Task<int> winner = await Task.WhenAny(never.Task, done);
        Console.WriteLine($"{ReferenceEquals(winner, done)} {winner.Status}");
        int index = 0;
        TaskCompletionSource<int>[] sources = [new(), new(), new()];
        await using IAsyncEnumerator<Task<int>> each = Task.WhenEach(sources.Select(source => source.Task)).GetAsyncEnumerator();
        foreach (int next in (int[])[2, 0, 1])
        {
            sources[next].SetResult(next * 10);
            await each.MoveNextAsync();
            Console.WriteLine($"{index++} {await each.Current}");
        }

        Console.WriteLine(await each.MoveNextAsync());
    }

    private static async Task ConfigureAwait()
    {
        Task failed = Task.FromException(new FormatException());
        await failed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(failed.IsFaulted);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Console.WriteLine(Thread.CurrentThread.IsThreadPoolThread);
        Attempt.Print("options", () => Task.CompletedTask.ConfigureAwait((ConfigureAwaitOptions)64));
    }

    private static async Task WaitAsync()
    {
        var never = new TaskCompletionSource<string>();
        try
        {
            await never.Task.WaitAsync(TimeSpan.FromMilliseconds(1));
        }
        catch (TimeoutException exception)
        {
            Console.WriteLine(exception.Message);
        }

        using var source = new CancellationTokenSource();
        Task<string> waiting = never.Task.WaitAsync(source.Token);
        source.Cancel();
        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine($"{waiting.Status} {never.Task.Status}");
        never.SetResult("now");
        Console.WriteLine($"{await never.Task.WaitAsync(TimeSpan.Zero)} {await never.Task.WaitAsync(new CancellationToken(true))}");
    }

    private static async Task Unwrap()
    {
        Task<Task<int>> nested = Task.Factory.StartNew(() => Later(5));
        Console.WriteLine(await nested.Unwrap());
        Console.WriteLine(await await Task.Factory.StartNew(() => Later(6)));
        Task<int> failing = Task.FromResult(1).ContinueWith(_ => Task.FromException<int>(new FormatException("inner"))).Unwrap();
        try
        {
            await failing;
        }
        catch (FormatException exception)
        {
            Console.WriteLine(exception.Message);
        }

        Console.WriteLine(await Task.Run(() => Task.Run(() => Later(7))));
    }

    private static async Task ValueTasks()
    {
        ValueTask<int> ready = new(5);
        ValueTask<int> wrapped = new(Later(6));
        Console.WriteLine($"{ready.IsCompletedSuccessfully} {await ready} {await wrapped} {default(ValueTask).IsCompletedSuccessfully} {default(ValueTask<int>).Result}");
        ValueTask<int> failed = ValueTask.FromException<int>(new FormatException("value"));
        Console.WriteLine($"{failed.IsFaulted} {ValueTask.FromCanceled(new CancellationToken(true)).IsCanceled} {await ValueTask.FromResult("x").AsTask()}");
        Attempt.PrintMessage("result", () => Console.WriteLine(failed.Result));
        Console.WriteLine(new ValueTask<int>(3) == new ValueTask<int>(3));
        ValueTask<int> kept = new ValueTask<int>(Later(8)).Preserve();
        Console.WriteLine(await kept + await kept);
    }

    private static async Task CompletionSource()
    {
        var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Console.WriteLine($"{source.TrySetResult(1)} {source.TrySetResult(2)} {source.TrySetCanceled()} {await source.Task}");
        var several = new TaskCompletionSource();
        several.SetException([new FormatException("a"), new TimeoutException("b")]);
        Console.WriteLine(several.Task.Exception!.InnerExceptions.Count);
        var copied = new TaskCompletionSource<int>();
        copied.SetFromTask(Task.FromResult(9));
        Console.WriteLine(await copied.Task);
        var token = new CancellationToken(true);
        var cancelled = new TaskCompletionSource<int>("state");
        cancelled.SetCanceled(token);
        Console.WriteLine($"{cancelled.Task.AsyncState} {cancelled.Task.IsCanceled}");
        Attempt.Print("null", () => new TaskCompletionSource().SetException((Exception)null!));
        Attempt.Print("from unfinished", () => new TaskCompletionSource<int>().SetFromTask(new TaskCompletionSource<int>().Task));
    }

    private static async Task ContinueOptions()
    {
        Task failed = Task.FromException(new FormatException("seen"));
        Task skipped = failed.ContinueWith(_ => Console.WriteLine("wrong"), TaskContinuationOptions.OnlyOnRanToCompletion);
        await failed.ContinueWith(task => Console.WriteLine(task.Exception!.InnerException!.Message), TaskContinuationOptions.OnlyOnFaulted);
        await skipped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(skipped.Status);
        int here = Environment.CurrentManagedThreadId;
        Console.WriteLine(await Task.CompletedTask.ContinueWith(_ => Environment.CurrentManagedThreadId == here, TaskContinuationOptions.ExecuteSynchronously));
        Console.WriteLine(await Task.CompletedTask.ContinueWith((_, state) => $"{state}", "state"));
        Console.WriteLine(await Task.Factory.ContinueWhenAll([Later(1), Later(2)], tasks => tasks.Sum(task => task.Result)));
        Task cancelled = Task.CompletedTask.ContinueWith(_ => { }, new CancellationToken(true));
        Console.WriteLine(cancelled.IsCanceled);
    }

    private static void Statuses()
    {
        var task = new Task<int>(() => 5);
        Console.WriteLine($"{task.Status} {task.IsCompleted} {task.CreationOptions}");
        task.RunSynchronously();
        Console.WriteLine($"{task.Status} {task.Result} {task.IsCompletedSuccessfully} {task.AsyncState is null} {task.Id > 0} {Task.CurrentId is null}");
        var cancelled = new Task(() => { }, new CancellationToken(true));
        Console.WriteLine(cancelled.Status);
        Attempt.Print("start", cancelled.Start);
        var failing = new Task(() => throw new FormatException());
        failing.RunSynchronously();
        Console.WriteLine($"{failing.Status} {failing.Exception!.InnerException!.GetType().Name}");
        Attempt.Print("result", () => Console.WriteLine(Task.FromException<int>(new FormatException()).Result));
        Attempt.Print("awaited", () => Task.FromException<int>(new FormatException()).GetAwaiter().GetResult());
        Console.WriteLine($"{Task.CompletedTask.Status} {ReferenceEquals(Task.CompletedTask, Task.CompletedTask)} {new Task(() => { }, TaskCreationOptions.LongRunning).CreationOptions}");
    }

    private static void WaitAll()
    {
        var never = new TaskCompletionSource();
        Console.WriteLine($"{Task.WaitAll([Task.CompletedTask, never.Task], 1)} {Task.WaitAny([never.Task, Task.CompletedTask])} {Task.WaitAny([never.Task], 1)} {never.Task.Wait(1)}");
        try
        {
            Task.WaitAll(Task.FromException(new FormatException("a")), Task.FromCanceled(new CancellationToken(true)), Task.FromException(new FormatException("b")));
        }
        catch (AggregateException exception)
        {
            Console.WriteLine(string.Join(" ", exception.InnerExceptions.Select(inner => inner.GetType().Name)));
        }

        Attempt.Print("null", () => Task.WaitAll([null!]));
        Attempt.Print("token", () => never.Task.Wait(new CancellationToken(true)));
        Attempt.Print("time-out", () => never.Task.Wait(-5));
    }
}
