using System.Runtime.CompilerServices;

namespace Hermit.Guest.Tasks;

/// <summary>What async and await do with values, order, exceptions and contexts.</summary>
internal static class AsyncFlow
{
    public static GuestCase[] Cases =>
    [
        AsyncCase.Of("await-values", Values),
        AsyncCase.Of("await-order", Order),
        AsyncCase.Of("await-when-all", WhenAll),
        AsyncCase.Of("await-when-any", WhenAny),
        AsyncCase.Of("await-when-each", WhenEach),
        AsyncCase.Of("await-exceptions", Exceptions),
        AsyncCase.Of("await-deep", Deep),
        AsyncCase.Of("await-yield", Yield),
        AsyncCase.Of("await-value-task", ValueTasks),
        AsyncCase.Of("await-completion-source", CompletionSources),
        AsyncCase.Of("await-custom", CustomAwaitable),
        AsyncCase.Of("await-context", SynchronizationContexts),
        new("task-continuations", Continuations),
        new("task-factory", Factory),
        new("task-states", States),
    ];

    private static async Task Values()
    {
        Console.WriteLine(await Add(1, 2));
        Console.WriteLine(await Add(await Add(1, 2), await Add(3, 4)));
        (string text, int number) = await Pair();
        Console.WriteLine($"{text} {number}");
        int total = 0;
        for (int i = 0; i < 5; i++)
            total += await Add(i, total);
        Console.WriteLine(total);
    }

    private static async Task<int> Add(int a, int b)
    {
        await Task.Delay(1);
        return a + b;
    }

    private static async Task<(string Text, int Number)> Pair()
    {
        await Task.Yield();
        return ("pair", 8);
    }

    private static async Task Order()
    {
        var log = new List<string>();
        Task first = Step("first", 300);
        Task second = Step("second", 100);
        log.Add("started");
        await Task.WhenAll(first, second);
        Console.WriteLine(string.Join(", ", log));

        async Task Step(string name, int delay)
        {
            log.Add($"{name} begins");
            await Task.Delay(delay);
            lock (log)
                log.Add($"{name} ends");
        }
    }

    private static async Task WhenAll()
    {
        int[] squares = await Task.WhenAll(Enumerable.Range(1, 20).Select(async value =>
        {
            await Task.Delay(value % 4);
            return value * value;
        }));
        Console.WriteLine(string.Join(" ", squares));
        await Task.WhenAll();
        Console.WriteLine((await Task.WhenAll(Array.Empty<Task<int>>())).Length);
    }

    private static async Task WhenAny()
    {
        Task never = Task.Delay(Timeout.Infinite);
        Task<int> soon = Add(20, 1);
        Task winner = await Task.WhenAny(never, soon);
        Console.WriteLine(ReferenceEquals(winner, soon));
        Console.WriteLine(await soon);
    }

    private static async Task WhenEach()
    {
        Task<int>[] tasks = [DelayThen(500), DelayThen(100), DelayThen(300)];
        await foreach (Task<int> task in Task.WhenEach(tasks))
            Console.WriteLine(await task);

        static async Task<int> DelayThen(int milliseconds)
        {
            await Task.Delay(milliseconds);
            return milliseconds;
        }
    }

    private static async Task Exceptions()
    {
        Task<int> failing = Fail();
        try
        {
            await failing;
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }

        Console.WriteLine($"{failing.Status} {failing.Exception!.InnerExceptions.Count}");
        Task both = Task.WhenAll(Fail(), Fail());
        try
        {
            await both;
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine(both.Exception!.InnerExceptions.Count);
        }

        await ((Task)failing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Attempt.Print("result", () => Console.WriteLine(failing.Result));
        Attempt.Print("awaiter", () => Console.WriteLine(failing.GetAwaiter().GetResult()));
    }

    private static async Task<int> Fail()
    {
        await Task.Yield();
        throw new InvalidOperationException("failed on purpose");
    }

    private static async Task Deep()
    {
        Console.WriteLine(await Descend(500));
        Console.WriteLine(await DescendSynchronously(500));
    }

    private static async Task<int> Descend(int levels)
    {
        if (levels == 0)
        {
            await Task.Delay(1);
            return 0;
        }

        return await Descend(levels - 1) + 1;
    }

    private static async ValueTask<int> DescendSynchronously(int levels) =>
        levels == 0 ? 0 : await DescendSynchronously(levels - 1) + 1;

    private static async Task Yield()
    {
        int turns = 0;
        Task[] workers = new Task[4];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(async () =>
            {
                for (int j = 0; j < 2000; j++)
                {
                    await Task.Yield();
                    Interlocked.Increment(ref turns);
                }
            });
        }

        await Task.WhenAll(workers);
        Console.WriteLine(turns);
    }

    private static async Task ValueTasks()
    {
        Console.WriteLine(await Cached(1));
        Console.WriteLine(await Cached(2));
        ValueTask<string> task = Cached(3);
        Console.WriteLine(task.IsCompletedSuccessfully);
        Console.WriteLine(await task.AsTask());
        await Pooled();
        Console.WriteLine("pooled");

        static ValueTask<string> Cached(int number) =>
            number % 2 == 1 ? ValueTask.FromResult($"now {number}") : new ValueTask<string>(Later(number));

        static async Task<string> Later(int number)
        {
            await Task.Delay(1);
            return $"later {number}";
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Pooled()
    {
        for (int i = 0; i < 10; i++)
            await Task.Yield();
    }

    private static async Task CompletionSources()
    {
        var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> doubled = Double(source.Task);
        Console.WriteLine(doubled.IsCompleted);
        source.SetResult(21);
        Console.WriteLine(await doubled);
        Console.WriteLine(source.TrySetResult(5));
        Attempt.Print("set twice", () => source.SetResult(6));
        var failed = new TaskCompletionSource();
        failed.SetException(new TimeoutException());
        Attempt.Print("failed", () => failed.Task.GetAwaiter().GetResult());

        static async Task<int> Double(Task<int> task) => await task * 2;
    }

    private static async Task CustomAwaitable()
    {
        foreach (int number in (int[])[1, 2, 3])
            Console.WriteLine(await new Countdown(number));
    }

    private static async Task SynchronizationContexts()
    {
        using var loop = new EventLoop();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(loop);
        Task work = Work();
        SynchronizationContext.SetSynchronizationContext(before);
        loop.RunUntil(work);
        await work;
        Console.WriteLine(loop.Executed);

        static async Task Work()
        {
            int thread = Environment.CurrentManagedThreadId;
            for (int i = 0; i < 3; i++)
            {
                await Task.Delay(1);
                Console.WriteLine(thread == Environment.CurrentManagedThreadId);
            }
        }
    }

    private static void Continuations()
    {
        Task<string> chain = Task.Run(() => 6)
            .ContinueWith(task => task.Result * 7)
            .ContinueWith(task => $"result {task.Result}", TaskContinuationOptions.ExecuteSynchronously);
        Console.WriteLine(chain.Result);
        Task failing = Task.Run(() => throw new InvalidOperationException("cause"));
        Task<string> onFault = failing.ContinueWith(task => task.Exception!.InnerException!.Message, TaskContinuationOptions.OnlyOnFaulted);
        Task onSuccess = failing.ContinueWith(_ => { }, TaskContinuationOptions.OnlyOnRanToCompletion);
        Console.WriteLine(onFault.Result);
        Attempt.Print("not run", onSuccess.Wait);
        Console.WriteLine(onSuccess.Status);
    }

    private static void Factory()
    {
        Task<int> parent = Task.Factory.StartNew(() =>
        {
            int sum = 0;
            for (int i = 0; i < 5; i++)
                Task.Factory.StartNew(value => Interlocked.Add(ref sum, (int)value!), i, TaskCreationOptions.AttachedToParent);
            return 10;
        });
        Console.WriteLine(parent.Result);
        Task<int> own = Task.Factory.StartNew(() => Thread.CurrentThread.IsThreadPoolThread ? 1 : 0, TaskCreationOptions.LongRunning);
        Console.WriteLine(own.Result);
        Console.WriteLine(Task.Run(async () => await Task.FromResult(3)).Result);
    }

    private static void States()
    {
        using var gate = new ManualResetEventSlim();
        var task = new Task(gate.Wait);
        Console.WriteLine(task.Status);
        task.Start();
        Console.WriteLine(task.Wait(10));
        gate.Set();
        task.Wait();
        Console.WriteLine($"{task.Status} {task.IsCompletedSuccessfully} {Task.CompletedTask.IsCompleted}");
        var inline = new Task(() => Console.WriteLine("runs here"));
        inline.RunSynchronously();
        Console.WriteLine(Task.FromCanceled(new CancellationToken(true)).Status);
        Console.WriteLine(Task.FromException(new TimeoutException()).Status);
        Attempt.Print("start twice", task.Start);
    }
}
