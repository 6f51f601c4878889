namespace Hermit.Guest.Tasks;

/// <summary>The thread pool.</summary>
internal static class Pool
{
    public static GuestCase[] Cases =>
    [
        new("pool-many-items", ManyItems),
        new("pool-nested", NestedItems),
        new("pool-blocking", BlockingItems),
        new("pool-registered-wait", RegisteredWait),
        new("pool-settings", Settings),
        new("pool-inside", Inside),
    ];

    private static void ManyItems()
    {
        const int Count = 5000;
        using var done = new CountdownEvent(Count);
        long sum = 0;
        for (int i = 0; i < Count; i++)
        {
            ThreadPool.QueueUserWorkItem(state =>
            {
                Interlocked.Add(ref sum, (int)state!);
                done.Signal();
            }, i);
        }

        done.Wait();
        Console.WriteLine(sum);
    }

    private static void NestedItems()
    {
        int leaves = 0;
        using var done = new CountdownEvent(64);
        Split(6);
        done.Wait();
        Console.WriteLine(leaves);

        void Split(int depth)
        {
            if (depth == 0)
            {
                Interlocked.Increment(ref leaves);
                done.Signal();
                return;
            }

            ThreadPool.UnsafeQueueUserWorkItem(Split, depth - 1, preferLocal: true);
            ThreadPool.UnsafeQueueUserWorkItem(Split, depth - 1, preferLocal: false);
        }
    }

    private static void BlockingItems()
    {
        // Items that wait for later items: the pool has to add threads.
        ThreadPool.SetMinThreads(6, 1);
        using var barrier = new Barrier(6);
        int passed = 0;
        Task[] tasks = new Task[6];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = Task.Run(() =>
            {
                barrier.SignalAndWait();
                Interlocked.Increment(ref passed);
            });
        }

        Task.WaitAll(tasks);
        Console.WriteLine(passed);
    }

    private static void RegisteredWait()
    {
        using var signal = new AutoResetEvent(false);
        using var called = new ManualResetEvent(false);
        int timeouts = 0, signals = 0;
        RegisteredWaitHandle registration = ThreadPool.RegisterWaitForSingleObject(signal, (_, timedOut) =>
        {
            if (timedOut)
                Interlocked.Increment(ref timeouts);
            else
                Interlocked.Increment(ref signals);
            called.Set();
        }, null, Timeout.Infinite, executeOnlyOnce: true);
        signal.Set();
        called.WaitOne();
        registration.Unregister(null);
        Console.WriteLine($"{signals} {timeouts}");

        called.Reset();
        registration = ThreadPool.RegisterWaitForSingleObject(signal, (_, timedOut) =>
        {
            Console.WriteLine(timedOut);
            called.Set();
        }, null, 5, executeOnlyOnce: true);
        called.WaitOne();
        registration.Unregister(null);
    }

    private static void Settings()
    {
        ThreadPool.GetMinThreads(out int minimum, out _);
        ThreadPool.GetMaxThreads(out int maximum, out _);
        Console.WriteLine($"{minimum >= 1} {maximum >= minimum}");
        Console.WriteLine(ThreadPool.SetMaxThreads(0, 0));
        Console.WriteLine(ThreadPool.SetMinThreads(2, 2));
        ThreadPool.GetAvailableThreads(out int available, out _);
        Console.WriteLine(available <= maximum);
        Console.WriteLine(ThreadPool.ThreadCount >= 0);
        Task.Run(() => { }).Wait();
        Console.WriteLine(ThreadPool.CompletedWorkItemCount >= 1);
    }

    private static void Inside()
    {
        Task.Run(() =>
        {
            Console.WriteLine($"{Thread.CurrentThread.IsThreadPoolThread} {Thread.CurrentThread.IsBackground}");
            Console.WriteLine(SynchronizationContext.Current is null);
            Console.WriteLine(TaskScheduler.Current == TaskScheduler.Default);
        }).Wait();
    }
}
