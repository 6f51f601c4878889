namespace Hermit.Guest.Threads;

/// <summary>What the documentation of the locks and events promises, without anything that depends on who comes first.</summary>
internal static class LockContracts
{
    public static GuestCase[] Cases =>
    [
        new("lock-monitor-contract", Monitors),
        new("lock-type-contract", LockType),
        new("lock-named-mutex", NamedMutex),
        new("lock-abandoned-mutex", AbandonedMutex),
        new("lock-semaphore-contract", Semaphores),
        new("lock-semaphore-async", () => SemaphoreAsync().GetAwaiter().GetResult()),
        new("lock-events-contract", Events),
        new("lock-wait-handles", WaitHandles),
        new("lock-signal-and-wait", SignalAndWait),
        new("lock-reader-writer-contract", ReaderWriter),
        new("lock-barrier-contract", Barriers),
        new("lock-countdown-contract", Countdown),
        new("lock-cancelled-waits", Cancelled),
        new("lock-disposed", Disposed),
        new("lock-spin-lock-contract", SpinLocks),
    ];

    private static T OnThread<T>(Func<T> body)
    {
        T result = default!;
        var thread = new Thread(() => result = body());
        thread.Start();
        thread.Join();
        return result;
    }

    private static void Monitors()
    {
        object monitor = new();
        bool taken = false;
        Monitor.Enter(monitor, ref taken);
        Console.WriteLine($"{taken} {Monitor.IsEntered(monitor)} {OnThread(() => Monitor.IsEntered(monitor))} {OnThread(() => Monitor.TryEnter(monitor))} {OnThread(() => Monitor.TryEnter(monitor, 1))}");
        Attempt.Print("already taken", () => Monitor.Enter(monitor, ref taken));
        Console.WriteLine(Monitor.Wait(monitor, 0));
        Monitor.Exit(monitor);
        Attempt.Print("exit", () => Monitor.Exit(monitor));
        Attempt.Print("pulse", () => Monitor.Pulse(monitor));
        Attempt.Print("wait", () => Monitor.Wait(monitor));
        Attempt.Print("null", () => Monitor.Enter(null!));
        Attempt.Print("time-out", () => Monitor.TryEnter(monitor, -2));
        Console.WriteLine(Monitor.LockContentionCount >= 0);
        object boxed = 5;
        lock (boxed)
            Console.WriteLine(Monitor.IsEntered(boxed));
    }

    private static void LockType()
    {
        var gate = new Lock();
        using (gate.EnterScope())
        {
            using (gate.EnterScope())
                Console.WriteLine($"{gate.IsHeldByCurrentThread} {OnThread(() => gate.IsHeldByCurrentThread)} {OnThread(() => gate.TryEnter())} {OnThread(() => gate.TryEnter(1))}");
            Console.WriteLine(gate.IsHeldByCurrentThread);
        }

        Console.WriteLine($"{gate.IsHeldByCurrentThread} {OnThread(() => gate.TryEnter(TimeSpan.Zero))}");
        Attempt.Print("exit", new Lock().Exit);
        Attempt.Print("time-out", () => new Lock().TryEnter(-2));
    }

    private static void NamedMutex()
    {
        using var first = new Mutex(false, "hermit-cases-mutex", out bool created);
        using var second = new Mutex(false, "hermit-cases-mutex", out bool again);
        Console.WriteLine($"{created} {again}");
        Console.WriteLine(first.WaitOne(0));
        Console.WriteLine(OnThread(() => second.WaitOne(0)));
        first.ReleaseMutex();
        Console.WriteLine(Mutex.TryOpenExisting("hermit-cases-none", out _));
        using Mutex opened = Mutex.OpenExisting("hermit-cases-mutex");
        Console.WriteLine(opened.WaitOne(0));
        opened.ReleaseMutex();
        Attempt.Print("none", () => Mutex.OpenExisting("hermit-cases-none"));
    }

    private static void AbandonedMutex()
    {
        var mutex = new Mutex();
        Console.WriteLine(OnThread(mutex.WaitOne));
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException exception)
        {
            Console.WriteLine($"{exception.MutexIndex} {exception.Message}");
        }

        Console.WriteLine(mutex.WaitOne(0));
        mutex.ReleaseMutex();
        mutex.ReleaseMutex();
        Attempt.Print("release", mutex.ReleaseMutex);
    }

    private static void Semaphores()
    {
        using var slim = new SemaphoreSlim(2, 3);
        slim.Wait();
        Console.WriteLine($"{slim.CurrentCount} {slim.Wait(0)} {slim.Wait(1)} {slim.Release(2)} {slim.CurrentCount}");
        Attempt.Print("full", () => slim.Release(2));
        Attempt.Print("zero", () => slim.Release(0));
        Attempt.Print("counts", () => _ = new SemaphoreSlim(3, 2));
        using var kernel = new Semaphore(1, 2);
        Console.WriteLine($"{kernel.WaitOne(0)} {kernel.WaitOne(0)} {kernel.Release(2)}");
        Attempt.Print("kernel full", () => kernel.Release());
        Console.WriteLine(slim.AvailableWaitHandle.WaitOne(0));
    }

    private static async Task SemaphoreAsync()
    {
        using var slim = new SemaphoreSlim(0);
        Task<bool> first = slim.WaitAsync(Timeout.Infinite);
        Task second = slim.WaitAsync();
        Console.WriteLine($"{first.IsCompleted} {await slim.WaitAsync(0)}");
        slim.Release();
        Console.WriteLine($"{await first} {second.IsCompleted}");
        slim.Release();
        await second;
        using var source = new CancellationTokenSource();
        Task third = slim.WaitAsync(source.Token);
        source.Cancel();
        await Task.WhenAny(third);
        Console.WriteLine($"{third.Status} {slim.CurrentCount}");
    }

    private static void Events()
    {
        using var manual = new ManualResetEvent(false);
        using var automatic = new AutoResetEvent(true);
        Console.WriteLine($"{manual.WaitOne(0)} {automatic.WaitOne(0)} {automatic.WaitOne(0)} {manual.Set()} {manual.WaitOne(0)} {manual.WaitOne()} {manual.Reset()} {manual.WaitOne(0)}");
        automatic.Set();
        automatic.Set();
        Console.WriteLine($"{automatic.WaitOne(1)} {automatic.WaitOne(1)}");
        using var slim = new ManualResetEventSlim(true);
        Console.WriteLine($"{slim.IsSet} {slim.Wait(0)} {slim.WaitHandle.WaitOne(0)}");
        slim.Reset();
        Console.WriteLine($"{slim.IsSet} {slim.WaitHandle.WaitOne(0)} {slim.Wait(TimeSpan.FromMilliseconds(1))}");
        using var either = new EventWaitHandle(true, EventResetMode.AutoReset);
        Console.WriteLine($"{either.WaitOne(0)} {either.WaitOne(0)}");
    }

    private static void WaitHandles()
    {
        WaitHandle[] handles = [new ManualResetEvent(false), new AutoResetEvent(true), new ManualResetEvent(true), new Semaphore(1, 1)];
        Console.WriteLine($"{WaitHandle.WaitAny(handles, 0)} {WaitHandle.WaitAny(handles, 0)} {WaitHandle.WaitAll(handles, 0)} {WaitHandle.WaitAll(handles[2..], 0)} {WaitHandle.WaitAll(handles[3..], 0)}");
        Console.WriteLine(WaitHandle.WaitAny(handles[..1], 1) == WaitHandle.WaitTimeout);
        Attempt.Print("none", () => WaitHandle.WaitAny([]));
        Attempt.Print("null", () => WaitHandle.WaitAny([null!]));
        Attempt.Print("too many", () => WaitHandle.WaitAny([.. Enumerable.Repeat(handles[2], 65)]));
        Attempt.Print("twice", () => WaitHandle.WaitAll([handles[2], handles[2]]));
        Console.WriteLine(WaitHandle.WaitAny([.. Enumerable.Repeat(handles[0], 63), handles[2]]));
    }

    private static void SignalAndWait()
    {
        using var first = new AutoResetEvent(false);
        using var second = new AutoResetEvent(false);
        int value = 0;
        var thread = new Thread(() =>
        {
            first.WaitOne();
            value *= 10;
            WaitHandle.SignalAndWait(second, first);
            value *= 10;
            second.Set();
        });
        thread.Start();
        value = 1;
        WaitHandle.SignalAndWait(first, second);
        value++;
        Console.WriteLine(WaitHandle.SignalAndWait(first, second, 10_000, false));
        thread.Join();
        Console.WriteLine(value);
    }

    private static void ReaderWriter()
    {
        using var gate = new ReaderWriterLockSlim(LockRecursionPolicy.NoRecursion);
        gate.EnterReadLock();
        Console.WriteLine($"{gate.IsReadLockHeld} {gate.CurrentReadCount} {OnThread(() => gate.TryEnterReadLock(0) && Leave(gate.ExitReadLock))} {OnThread(() => gate.TryEnterWriteLock(0))}");
        Attempt.Print("recursion", gate.EnterReadLock);
        Attempt.Print("upgrade", gate.EnterWriteLock);
        gate.ExitReadLock();
        gate.EnterUpgradeableReadLock();
        Console.WriteLine($"{OnThread(() => gate.TryEnterUpgradeableReadLock(0))} {OnThread(() => gate.TryEnterReadLock(0) && Leave(gate.ExitReadLock))}");
        gate.EnterWriteLock();
        Console.WriteLine($"{gate.IsWriteLockHeld} {gate.IsUpgradeableReadLockHeld} {OnThread(() => gate.TryEnterReadLock(0))}");
        gate.ExitWriteLock();
        gate.ExitUpgradeableReadLock();
        Attempt.Print("exit", gate.ExitWriteLock);
        var recursive = new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion);
        recursive.EnterWriteLock();
        recursive.EnterReadLock();
        recursive.EnterWriteLock();
        Console.WriteLine($"{recursive.RecursiveWriteCount} {recursive.RecursiveReadCount} {recursive.RecursionPolicy}");
    }

    private static bool Leave(Action exit)
    {
        exit();
        return true;
    }

    private static void Barriers()
    {
        using var barrier = new Barrier(1, self => Console.WriteLine($"phase {self.CurrentPhaseNumber}"));
        barrier.SignalAndWait();
        Console.WriteLine($"{barrier.AddParticipants(2)} {barrier.ParticipantCount} {barrier.ParticipantsRemaining} {barrier.SignalAndWait(0)}");
        barrier.RemoveParticipants(2);
        barrier.SignalAndWait();
        Console.WriteLine(barrier.CurrentPhaseNumber);
        using var failing = new Barrier(1, _ => throw new FormatException("after the phase"));
        try
        {
            failing.SignalAndWait();
        }
        catch (BarrierPostPhaseException exception)
        {
            Console.WriteLine($"{exception.InnerException!.Message} {failing.CurrentPhaseNumber}");
        }

        Attempt.Print("remove", () => barrier.RemoveParticipants(5));
    }

    private static void Countdown()
    {
        using var countdown = new CountdownEvent(3);
        Console.WriteLine($"{countdown.Signal()} {countdown.CurrentCount} {countdown.InitialCount} {countdown.IsSet} {countdown.Wait(0)}");
        countdown.AddCount(2);
        Console.WriteLine($"{countdown.Signal(4)} {countdown.Wait(0)} {countdown.TryAddCount()}");
        Attempt.Print("below zero", () => countdown.Signal());
        Attempt.Print("add", () => countdown.AddCount());
        countdown.Reset(1);
        Console.WriteLine($"{countdown.IsSet} {countdown.InitialCount}");
        Console.WriteLine(new CountdownEvent(0).IsSet);
    }

    private static void Cancelled()
    {
        var token = new CancellationToken(true);
        Attempt.Print("semaphore", () => new SemaphoreSlim(1).Wait(token));
        Attempt.Print("event", () => new ManualResetEventSlim().Wait(token));
        Attempt.Print("countdown", () => new CountdownEvent(1).Wait(token));
        Attempt.Print("barrier", () => new Barrier(2).SignalAndWait(token));
        Attempt.Print("task", () => new TaskCompletionSource().Task.Wait(token));
        using var source = new CancellationTokenSource(5);
        Attempt.Print("later", () => new ManualResetEventSlim().Wait(source.Token));
        Console.WriteLine(token.WaitHandle.WaitOne(0));
    }

    private static void Disposed()
    {
        (string, IDisposable, Action<IDisposable>)[] things =
        [
            ("event", new ManualResetEvent(true), thing => ((WaitHandle)thing).WaitOne(0)),
            ("slim", new ManualResetEventSlim(), thing => ((ManualResetEventSlim)thing).Wait(0)),
            ("semaphore", new SemaphoreSlim(1), thing => ((SemaphoreSlim)thing).Wait()),
            ("countdown", new CountdownEvent(1), thing => ((CountdownEvent)thing).Signal()),
            ("barrier", new Barrier(1), thing => ((Barrier)thing).SignalAndWait()),
            ("reader-writer", new ReaderWriterLockSlim(), thing => ((ReaderWriterLockSlim)thing).EnterReadLock()),
            ("local", new ThreadLocal<int>(), thing => Console.WriteLine(((ThreadLocal<int>)thing).Value)),
            ("source", new CancellationTokenSource(), thing => ((CancellationTokenSource)thing).Cancel()),
        ];
        foreach ((string name, IDisposable thing, Action<IDisposable> use) in things)
        {
            thing.Dispose();
            thing.Dispose();
            Attempt.Print(name, () => use(thing));
        }
    }

    private static void SpinLocks()
    {
        var gate = new SpinLock(enableThreadOwnerTracking: true);
        bool taken = false;
        gate.Enter(ref taken);
        Console.WriteLine($"{taken} {gate.IsHeld} {gate.IsHeldByCurrentThread} {gate.IsThreadOwnerTrackingEnabled}");
        bool again = false;
        Attempt.Print("recursion", () => gate.Enter(ref again));
        gate.Exit();
        Attempt.Print("exit", () => gate.Exit());
        gate.TryEnter(ref again);
        Console.WriteLine(again);
    }
}
