using System.Globalization;

namespace Hermit.Guest.Threads;

/// <summary>What the documentation of Thread promises, member by member.</summary>
internal static class ThreadContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-names", Names),
        new("contract-priorities", Priorities),
        new("contract-stack-sizes", StackSizes),
        new("contract-background", Background),
        new("contract-join", Joining),
        new("contract-interrupt-wait", InterruptedWaits),
        new("contract-interrupt-later", InterruptedLater),
        new("contract-culture", Culture),
        new("contract-unsafe-start", UnsafeStart),
        new("contract-apartment", Apartments),
        new("contract-current", Current),
        new("contract-execution-context", Contexts),
        new("contract-async-local-events", LocalEvents),
        new("contract-barrier-calls", Barriers),
        new("contract-spinning", Spinning),
        new("contract-obsolete", Obsolete),
    ];

    private static T OnThread<T>(Func<T> body, int stackSize = 0)
    {
        T result = default!;
        var thread = new Thread(() => result = body(), stackSize);
        thread.Start();
        thread.Join();
        return result;
    }

    private static void Names()
    {
        var thread = new Thread(() => Console.WriteLine(Thread.CurrentThread.Name)) { Name = "first" };
        Console.WriteLine(new Thread(() => { }).Name is null);
        thread.Name = "second";
        thread.Start();
        thread.Join();
        thread.Name = null;
        Console.WriteLine(thread.Name is null);
        thread.Name = new string('n', 300);
        Console.WriteLine(thread.Name.Length);
    }

    private static void Priorities()
    {
        var thread = new Thread(() => Console.WriteLine(Thread.CurrentThread.Priority));
        Console.WriteLine(thread.Priority);
        foreach (ThreadPriority priority in Enum.GetValues<ThreadPriority>())
            thread.Priority = priority;
        Console.WriteLine(thread.Priority);
        Attempt.Print("no such priority", () => thread.Priority = (ThreadPriority)99);
        thread.Priority = ThreadPriority.BelowNormal;
        thread.Start();
        thread.Join();
        Attempt.Print("dead, read", () => Console.WriteLine(thread.Priority));
        Attempt.Print("dead, set", () => thread.Priority = ThreadPriority.Normal);
    }

    private static void StackSizes()
    {
        foreach (int size in (int[])[0, 1, 64 * 1024, 300_000, 4 * 1024 * 1024])
            Console.WriteLine($"{size} {OnThread(() => Depth(size > 1_000_000 ? 8000 : 100), size)}");
        Attempt.Print("negative", () => _ = new Thread(() => { }, -1));
    }

    private static int Depth(int left)
    {
        Span<long> frame = stackalloc long[8];
        frame[left % 8] = left;
        return left == 0 ? 0 : Depth(left - 1) + (frame[left % 8] == left ? 1 : 0);
    }

    private static void Background()
    {
        var thread = new Thread(() => Console.WriteLine($"{Thread.CurrentThread.IsBackground} {Thread.CurrentThread.IsThreadPoolThread}"));
        Console.WriteLine($"{thread.IsBackground} {thread.IsAlive} {thread.ThreadState}");
        thread.IsBackground = true;
        Console.WriteLine(thread.ThreadState);
        thread.Start();
        thread.Join();
        Console.WriteLine($"{thread.IsAlive} {thread.ThreadState}");
        Attempt.Print("dead", () => Console.WriteLine(thread.IsBackground));
        Console.WriteLine(Task.Run(() => (Thread.CurrentThread.IsBackground, Thread.CurrentThread.IsThreadPoolThread)).Result);
    }

    private static void Joining()
    {
        using var gate = new ManualResetEventSlim();
        var thread = new Thread(gate.Wait);
        Attempt.Print("unstarted", () => thread.Join());
        thread.Start();
        Console.WriteLine($"{thread.Join(0)} {thread.Join(1)} {thread.Join(TimeSpan.FromMilliseconds(2))}");
        Attempt.Print("time-out", () => thread.Join(-2));
        Attempt.Print("long time-out", () => thread.Join(TimeSpan.FromDays(100)));
        gate.Set();
        Console.WriteLine($"{thread.Join(Timeout.Infinite)} {thread.Join(0)} {thread.Join(TimeSpan.Zero)}");
        Attempt.Print("twice", thread.Start);
    }

    private static void InterruptedWaits()
    {
        object monitor = new();
        (string Name, Action Wait)[] waits =
        [
            ("sleep", () => Thread.Sleep(Timeout.Infinite)),
            ("monitor wait", () =>
            {
                lock (monitor)
                    Monitor.Wait(monitor);
            }),
            ("event", () => new ManualResetEvent(false).WaitOne()),
            ("slim event", () => new ManualResetEventSlim().Wait()),
            ("semaphore", () => new SemaphoreSlim(0).Wait()),
            ("join", () => Thread.CurrentThread.Join()),
            ("any", () => WaitHandle.WaitAny([new AutoResetEvent(false), new AutoResetEvent(false)])),
            ("countdown", () => new CountdownEvent(1).Wait()),
            ("task", () => new TaskCompletionSource().Task.Wait()),
        ];
        foreach ((string name, Action wait) in waits)
        {
            var thread = new Thread(() => Attempt.Print(name, wait));
            thread.Start();
            thread.Interrupt();
            thread.Join();
        }

        Console.WriteLine(Monitor.TryEnter(monitor, 0));
    }

    private static void InterruptedLater()
    {
        var thread = new Thread(() =>
        {
            Thread.CurrentThread.Interrupt();
            Console.WriteLine("still running");
            Attempt.Print("zero sleep", () => Thread.Sleep(1));
            Attempt.Print("again", () => Thread.Sleep(1));
        });
        thread.Start();
        thread.Join();
        thread.Interrupt();
        var early = new Thread(() => Attempt.Print("interrupted before", () => Thread.Sleep(1)));
        early.Start();
        early.Join();
    }

    private static void Culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var custom = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        custom.NumberFormat.NumberDecimalSeparator = ";";
        CultureInfo.CurrentCulture = custom;
        Console.WriteLine($"{1.5} {OnThread(() => $"{1.5}")} {Task.Run(() => $"{2.5}").Result}");
        CultureInfo.CurrentCulture = before;
        Console.WriteLine($"{1.5} {OnThread(() => $"{1.5}")}");
        CultureInfo.DefaultThreadCurrentCulture = custom;
        Console.WriteLine(OnThread(() => $"{1.5}"));
        CultureInfo.DefaultThreadCurrentCulture = null;
        Console.WriteLine(OnThread(() =>
        {
            Thread.CurrentThread.CurrentCulture = custom;
            return $"{3.5}";
        }));
        Console.WriteLine($"{4.5} {Thread.CurrentThread.CurrentUICulture.Name.Length}");
    }

    private static void UnsafeStart()
    {
        var local = new AsyncLocal<int> { Value = 5 };
        int seen = -1;
        var thread = new Thread(() => seen = local.Value);
        thread.UnsafeStart();
        thread.Join();
        Console.WriteLine(seen);
        var parameter = new Thread(value => seen = local.Value + (int)value!);
        parameter.Start(100);
        parameter.Join();
        Console.WriteLine(seen);
        Attempt.Print("parameter for none", () => new Thread(() => { }).Start("x"));
        var unset = new Thread(value => Console.WriteLine(value is null));
        unset.Start();
        unset.Join();
        Attempt.Print("null", () => _ = new Thread((ThreadStart)null!));
    }

    private static void Apartments()
    {
        var thread = new Thread(() => { });
        Console.WriteLine($"{thread.GetApartmentState()} {thread.TrySetApartmentState(ApartmentState.Unknown)}");
        thread.Start();
        thread.Join();
    }

    private static void Current()
    {
        Thread here = Thread.CurrentThread;
        Console.WriteLine($"{ReferenceEquals(here, Thread.CurrentThread)} {here.IsAlive} {here.ManagedThreadId == Environment.CurrentManagedThreadId} {here.IsThreadPoolThread}");
        int[] identifiers = [.. Enumerable.Range(0, 8).Select(_ => OnThread(() => Environment.CurrentManagedThreadId))];
        Console.WriteLine(identifiers.All(identifier => identifier > 0 && identifier != here.ManagedThreadId));
        Console.WriteLine(OnThread(() => Thread.CurrentThread.ThreadState));
        Console.WriteLine(OnThread(() => Thread.CurrentThread.GetHashCode() == Thread.CurrentThread.ManagedThreadId));
    }

    private static void Contexts()
    {
        var local = new AsyncLocal<string> { Value = "outer" };
        ExecutionContext captured = ExecutionContext.Capture()!;
        local.Value = "changed";
        ExecutionContext.Run(captured, _ =>
        {
            Console.WriteLine(local.Value);
            local.Value = "inside";
        }, null);
        Console.WriteLine(local.Value);
        using (ExecutionContext.SuppressFlow())
        {
            Console.WriteLine($"{ExecutionContext.IsFlowSuppressed()} {OnThread(() => local.Value ?? "none")} {ExecutionContext.Capture() is null}");
            Attempt.Print("twice", () => ExecutionContext.SuppressFlow());
        }

        Console.WriteLine($"{ExecutionContext.IsFlowSuppressed()} {OnThread(() => local.Value)}");
        ExecutionContext.Restore(captured);
        Console.WriteLine(local.Value);
        Attempt.Print("restore", ExecutionContext.RestoreFlow);
    }

    private static void LocalEvents()
    {
        var local = new AsyncLocal<int>(change => Console.WriteLine($"{change.PreviousValue} -> {change.CurrentValue} {change.ThreadContextChanged}"));
        local.Value = 1;
        local.Value = 1;
        local.Value = 2;
        ExecutionContext captured = ExecutionContext.Capture()!;
        local.Value = 3;
        ExecutionContext.Run(captured, _ => local.Value = 4, null);
        Console.WriteLine(local.Value);
    }

    private static void Barriers()
    {
        int value = 1;
        Thread.MemoryBarrier();
        Interlocked.MemoryBarrier();
        for (int i = 0; i < 5; i++)
            Interlocked.MemoryBarrierProcessWide();
        Console.WriteLine(Volatile.Read(ref value));
        Thread.BeginCriticalRegion();
        Thread.EndCriticalRegion();
        Thread.BeginThreadAffinity();
        Thread.EndThreadAffinity();
        Console.WriteLine(Thread.Yield() || true);
    }

    private static void Spinning()
    {
        var spinner = new SpinWait();
        Console.WriteLine($"{spinner.Count} {spinner.NextSpinWillYield == Environment.ProcessorCount < 2}");
        for (int i = 0; i < 5; i++)
            spinner.SpinOnce(sleep1Threshold: -1);
        Console.WriteLine(spinner.Count);
        spinner.Reset();
        Thread.SpinWait(100);
        int turns = 0;
        Console.WriteLine($"{spinner.Count} {SpinWait.SpinUntil(() => ++turns == 3, 5000)} {turns} {SpinWait.SpinUntil(() => false, 0)}");
        Attempt.Print("threshold", () => new SpinWait().SpinOnce(-2));
        Attempt.Print("null", () => SpinWait.SpinUntil(null!));
    }

    private static void Obsolete()
    {
#pragma warning disable CS0618, SYSLIB0006, SYSLIB0046
        Attempt.Print("abort", () => Thread.CurrentThread.Abort());
        Attempt.Print("reset", Thread.ResetAbort);
        Attempt.Print("suspend", () => Thread.CurrentThread.Suspend());
        Attempt.Print("resume", () => Thread.CurrentThread.Resume());
#pragma warning restore CS0618, SYSLIB0006, SYSLIB0046
    }
}
