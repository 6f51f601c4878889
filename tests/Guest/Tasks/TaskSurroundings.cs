using System.Runtime.CompilerServices;

namespace Hermit.Guest.Tasks;

/// <summary>What the documentation of schedulers, contexts and cancellation promises.</summary>
internal static class TaskSurroundings
{
    public static GuestCase[] Cases =>
    [
        new("contract-children", Children),
        new("contract-scheduler", Scheduler),
        new("contract-exclusive-scheduler", ExclusiveScheduler),
        new("contract-synchronization-context", Context),
        new("contract-cancellation-token", Tokens),
        new("contract-cancellation-order", CancellationOrder),
        new("contract-unobserved", Unobserved),
        AsyncCase.Of("contract-pooled-builder", PooledBuilder),
    ];

    private static void Children()
    {
        var steps = new List<string>();
        Task parent = Task.Factory.StartNew(() =>
        {
            Task.Factory.StartNew(() =>
            {
                Thread.Sleep(2);
                steps.Add("attached");
            }, TaskCreationOptions.AttachedToParent);
        });
        parent.Wait();
        Console.WriteLine(string.Join(",", steps));
        Task failing = Task.Factory.StartNew(() => Task.Factory.StartNew(() => throw new FormatException("child"), TaskCreationOptions.AttachedToParent));
        try
        {
            failing.Wait();
        }
        catch (AggregateException exception)
        {
            Console.WriteLine($"{exception.InnerException!.GetType().Name} {exception.Flatten().InnerException!.Message}");
        }

        Task detached = Task.Factory.StartNew(() => { _ = Task.Factory.StartNew(() => throw new FormatException(), TaskCreationOptions.AttachedToParent); }, TaskCreationOptions.DenyChildAttach);
        detached.Wait();
        Console.WriteLine(detached.Status);
    }

    private sealed class Inline : TaskScheduler
    {
        public int Queued { get; private set; }

        public override int MaximumConcurrencyLevel => 1;

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        protected override void QueueTask(Task task)
        {
            Queued++;
            TryExecuteTask(task);
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    }

    private static void Scheduler()
    {
        var scheduler = new Inline();
        var factory = new TaskFactory(scheduler);
        int here = Environment.CurrentManagedThreadId;
        Task<bool> task = factory.StartNew(() => Environment.CurrentManagedThreadId == here && TaskScheduler.Current == scheduler);
        Console.WriteLine($"{task.Result} {scheduler.Queued} {TaskScheduler.Current == TaskScheduler.Default} {factory.Scheduler == scheduler}");
        Console.WriteLine(factory.StartNew(() => Task.Factory.StartNew(() => TaskScheduler.Current == scheduler).Result).Result);
        Console.WriteLine(scheduler.Queued);
        Attempt.Print("no context", () => TaskScheduler.FromCurrentSynchronizationContext());
    }

    private static void ExclusiveScheduler()
    {
        var pair = new ConcurrentExclusiveSchedulerPair();
        var exclusive = new TaskFactory(pair.ExclusiveScheduler);
        int counter = 0, together = 0;
        Task[] tasks = [.. Enumerable.Range(0, 40).Select(_ => exclusive.StartNew(() =>
        {
            if (Interlocked.Increment(ref together) != 1)
                counter += 1000;
            counter++;
            Interlocked.Decrement(ref together);
        }))];
        Task.WaitAll(tasks);
        pair.Complete();
        pair.Completion.Wait();
        Console.WriteLine($"{counter} {pair.ExclusiveScheduler.MaximumConcurrencyLevel} {pair.Completion.Status}");
    }

    private sealed class Recording : SynchronizationContext
    {
        public List<string> Events { get; } = [];

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Events.Add("post");
            callback(state);
        }

        public override void OperationStarted() => Events.Add("started");

        public override void OperationCompleted() => Events.Add("completed");
    }

    private static void Context()
    {
        var context = new Recording();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            AsyncVoid();
            var gate = new TaskCompletionSource();
            Task captured = Wait(gate.Task, true), free = Wait(gate.Task, false);
            gate.SetResult();
            free.Wait(); // goes on in the pool, as there is a context
            Console.WriteLine($"{captured.IsCompleted} {free.IsCompleted} {string.Join(",", context.Events)}");
            ((IProgress<int>)new Progress<int>(value => context.Events.Add($"progress {value}"))).Report(5);
            Console.WriteLine(context.Events[^1]);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        Attempt.Print("send", () => new SynchronizationContext().Send(_ => throw new FormatException(), null));
        Console.WriteLine(SynchronizationContext.Current is null);
    }

    private static async Task Wait(Task gate, bool capture) => await gate.ConfigureAwait(capture);

    private static async void AsyncVoid() => await Task.CompletedTask;

    private static void Tokens()
    {
        Console.WriteLine($"{CancellationToken.None.CanBeCanceled} {new CancellationToken(true).IsCancellationRequested} {new CancellationToken(true) == new CancellationToken(true)} {default(CancellationToken) == CancellationToken.None}");
        using var source = new CancellationTokenSource();
        Console.WriteLine($"{source.Token.CanBeCanceled} {source.Token == source.Token} {source.TryReset()}");
        int calls = 0;
        CancellationTokenRegistration registration = source.Token.Register(() => calls++);
        source.Token.Register(state => calls += (int)state!, 10);
        Console.WriteLine($"{registration.Unregister()} {registration.Unregister()} {registration.Token == source.Token}");
        source.Cancel();
        source.Cancel();
        source.Token.Register(() => calls += 100);
        Console.WriteLine($"{calls} {source.TryReset()} {source.Token.WaitHandle.WaitOne(0)}");
        Attempt.Print("negative", () => source.CancelAfter(-5));
        CancellationToken kept = source.Token;
        source.Dispose();
        Attempt.Print("disposed", () => Console.WriteLine(source.Token));
        Console.WriteLine(kept.IsCancellationRequested);
    }

    private static void CancellationOrder()
    {
        using var source = new CancellationTokenSource();
        for (int i = 0; i < 4; i++)
        {
            int index = i;
            source.Token.Register(() =>
            {
                Console.WriteLine($"callback {index}");
                if (index % 2 == 0)
                    throw new FormatException($"from {index}");
            });
        }

        try
        {
            source.Cancel(throwOnFirstException: false);
        }
        catch (AggregateException exception)
        {
            Console.WriteLine(string.Join(" ", exception.InnerExceptions.Select(inner => inner.Message)));
        }

        using var first = new CancellationTokenSource();
        first.Token.Register(() => Console.WriteLine("never"));
        first.Token.Register(() => throw new FormatException("stops"));
        Attempt.PrintMessage("first", () => first.Cancel(throwOnFirstException: true));
    }

    private static void Unobserved()
    {
        int seen = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> handler = (_, arguments) =>
        {
            Interlocked.Increment(ref seen);
            arguments.SetObserved();
        };
        TaskScheduler.UnobservedTaskException += handler;
        Forget(100);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= handler;
        Console.WriteLine(seen > 50);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(int count)
    {
        for (int i = 0; i < count; i++)
            Task.FromException(new FormatException()).ContinueWith(task => throw task.Exception!.InnerException!, TaskContinuationOptions.ExecuteSynchronously);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> Pooled(int value)
    {
        await Task.Yield();
        return value < 0 ? throw new FormatException("pooled") : value * 2;
    }

    private static async Task PooledBuilder()
    {
        int sum = 0;
        for (int i = 0; i < 50; i++)
            sum += await Pooled(i);
        Console.WriteLine(sum);
        try
        {
            await Pooled(-1);
        }
        catch (FormatException exception)
        {
            Console.WriteLine(exception.Message);
        }
    }
}
