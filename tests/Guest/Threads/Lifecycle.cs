namespace Hermit.Guest.Threads;

/// <summary>Threads from start to end, and what can be said of them meanwhile.</summary>
internal static class Lifecycle
{
    public static GuestCase[] Cases =>
    [
        new("start-join", StartAndJoin),
        new("start-parameter", StartWithParameter),
        new("start-many", StartMany),
        new("start-many-alive", ManyAliveAtOnce),
        new("start-from-threads", StartFromThreads),
        new("join-timeout", JoinWithTimeout),
        new("states", States),
        new("names", Names),
        new("priorities", Priorities),
        new("identity", Identity),
        new("interrupt", Interrupt),
        new("misuse", Misuse),
        new("stack-size", StackSizes),
        new("exceptions", ExceptionsStayInThread),
    ];

    private static void StartAndJoin()
    {
        int step = 0;
        var thread = new Thread(() => Console.WriteLine($"in the thread: {Interlocked.Increment(ref step)}"));
        thread.Start();
        thread.Join();
        Console.WriteLine($"after: {Interlocked.Increment(ref step)} {thread.IsAlive}");
    }

    private static void StartWithParameter()
    {
        var results = new List<object?>();
        var thread = new Thread(argument => results.Add(argument));
        thread.Start("argument");
        thread.Join();
        thread = new Thread(argument => results.Add(argument));
        thread.Start();
        thread.Join();
        Console.WriteLine($"{results[0]} {results[1] ?? "null"}");
    }

    private static void StartMany()
    {
        long sum = 0;
        for (int round = 0; round < 4; round++)
            Crew.Run(50, index => Interlocked.Add(ref sum, index));
        Console.WriteLine(sum);
    }

    private static void ManyAliveAtOnce()
    {
        const int Count = 200;
        using var all = new CountdownEvent(Count);
        using var go = new ManualResetEvent(false);
        long sum = 0;
        var threads = new Thread[Count];
        for (int i = 0; i < Count; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                all.Signal();
                go.WaitOne();
                Interlocked.Add(ref sum, index);
            });
            threads[i].Start();
        }

        all.Wait();
        Console.WriteLine($"{threads.Count(thread => thread.IsAlive)} alive, sum {sum}");
        go.Set();
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine($"{threads.Count(thread => thread.IsAlive)} alive, sum {sum}");
    }

    private static void StartFromThreads()
    {
        int threads = 0;
        Spawn(5);
        Console.WriteLine(threads);

        void Spawn(int depth)
        {
            Interlocked.Increment(ref threads);
            if (depth > 0)
                Crew.Run(2, _ => Spawn(depth - 1));
        }
    }

    private static void JoinWithTimeout()
    {
        using var gate = new ManualResetEventSlim();
        var thread = new Thread(gate.Wait);
        thread.Start();
        Console.WriteLine(thread.Join(20));
        Console.WriteLine(thread.Join(TimeSpan.Zero));
        gate.Set();
        Console.WriteLine(thread.Join(10_000));
        Console.WriteLine(thread.Join(0));
    }

    private static void States()
    {
        using var gate = new ManualResetEventSlim();
        var thread = new Thread(gate.Wait) { IsBackground = true };
        Console.WriteLine($"{thread.ThreadState} {thread.IsAlive} {thread.IsBackground}");
        thread.Start();
        while ((thread.ThreadState & ThreadState.WaitSleepJoin) == 0)
            Thread.Sleep(1);
        Console.WriteLine(thread.ThreadState);
        gate.Set();
        thread.Join();
        Console.WriteLine($"{thread.ThreadState} {thread.IsAlive}");
        Console.WriteLine(Thread.CurrentThread.ThreadState);
        Console.WriteLine(Thread.CurrentThread.IsThreadPoolThread);
    }

    private static void Names()
    {
        string? seen = null;
        var thread = new Thread(() => seen = Thread.CurrentThread.Name) { Name = "a worker with a rather long name" };
        thread.Start();
        thread.Join();
        Console.WriteLine(seen);
        Console.WriteLine(new Thread(() => { }).Name ?? "(none)");
        Thread.CurrentThread.Name = "first";
        Thread.CurrentThread.Name = "second";
        Console.WriteLine(Thread.CurrentThread.Name);
    }

    private static void Priorities()
    {
        var seen = new List<ThreadPriority>();
        foreach (ThreadPriority priority in Enum.GetValues<ThreadPriority>())
        {
            var thread = new Thread(() => seen.Add(Thread.CurrentThread.Priority)) { Priority = priority };
            thread.Start();
            thread.Join();
        }

        Console.WriteLine(string.Join(" ", seen));
        Attempt.Print("bad priority", () => Thread.CurrentThread.Priority = (ThreadPriority)77);
    }

    private static void Identity()
    {
        var ids = new int[20];
        var objects = new Thread[20];
        Crew.Run(20, index =>
        {
            ids[index] = Environment.CurrentManagedThreadId;
            objects[index] = Thread.CurrentThread;
        });
        Console.WriteLine(objects.Distinct().Count());
        Console.WriteLine(ids.Contains(Environment.CurrentManagedThreadId));
        Console.WriteLine(ids.Zip(objects).All(pair => pair.First == pair.Second.ManagedThreadId));
        Console.WriteLine(ReferenceEquals(Thread.CurrentThread, Thread.CurrentThread));
    }

    private static void Interrupt()
    {
        string outcome = "";
        var thread = new Thread(() =>
        {
            try
            {
                Thread.Sleep(Timeout.Infinite);
            }
            catch (ThreadInterruptedException)
            {
                outcome = "sleep interrupted";
            }
        });
        thread.Start();
        thread.Interrupt();
        thread.Join();
        Console.WriteLine(outcome);

        var gate = new object();
        thread = new Thread(() =>
        {
            lock (gate)
                Attempt.Print("wait", () => Monitor.Wait(gate));
        });
        thread.Start();
        Thread.Sleep(5);
        thread.Interrupt();
        thread.Join();
    }

    private static void Misuse()
    {
        var thread = new Thread(() => { });
        Attempt.Print("join before start", () => thread.Join());
        thread.Start();
        Attempt.Print("start twice", () => thread.Start());
        thread.Join();
        Attempt.Print("start after end", () => thread.Start());
        Attempt.Print("no code", () => _ = new Thread((ThreadStart)null!));
        Attempt.Print("negative stack", () => _ = new Thread(() => { }, -1));
        Attempt.Print("parameter not taken", () => new Thread(() => { }).Start("x"));
        Attempt.Print("negative sleep", () => Thread.Sleep(-2));
    }

    private static void StackSizes()
    {
        foreach (int size in (int[])[0, 64 * 1024, 256 * 1024, 1024 * 1024])
        {
            int depth = 0;
            var thread = new Thread(() => depth = Descend(200), size);
            thread.Start();
            thread.Join();
            Console.WriteLine(depth);
        }

        var deep = new Thread(() => Console.WriteLine(Descend(20_000)), 8 * 1024 * 1024);
        deep.Start();
        deep.Join();
    }

    private static int Descend(int levels)
    {
        Span<byte> block = stackalloc byte[64];
        block[levels & 63] = 1;
        return levels == 0 ? 0 : Descend(levels - 1) + block[levels & 63];
    }

    private static void ExceptionsStayInThread()
    {
        int caught = 0;
        Crew.Run(10, index =>
        {
            try
            {
                throw new InvalidOperationException(index.ToString());
            }
            catch (InvalidOperationException exception)
            {
                Interlocked.Add(ref caught, int.Parse(exception.Message));
            }
        });
        Console.WriteLine(caught);
    }
}
