using System.Collections.Concurrent;

namespace Hermit.Guest.Threads;

/// <summary>The synchronisation types of System.Threading, each doing its job once.</summary>
internal static class Primitives
{
    public static GuestCase[] Cases =>
    [
        new("semaphore-slim", SemaphoreLimits),
        new("semaphore", KernelSemaphore),
        new("mutex", KernelMutex),
        new("manual-reset-event", ManualReset),
        new("auto-reset-event", AutoReset),
        new("wait-any-all", WaitForSeveral),
        new("reader-writer", ReaderWriter),
        new("barrier", Barriers),
        new("countdown", Countdown),
        new("spin-lock", SpinLocks),
        new("spin-wait", SpinWaits),
        new("blocking-collection", Collection),
        new("concurrent-dictionary", Dictionary),
        new("lazy", LazyOnce),
    ];

    private static void SemaphoreLimits()
    {
        using var semaphore = new SemaphoreSlim(3);
        int inside = 0, most = 0, total = 0;
        Crew.Run(10, _ =>
        {
            for (int i = 0; i < 5; i++)
            {
                semaphore.Wait();
                int now = Interlocked.Increment(ref inside);
                lock (semaphore)
                    most = Math.Max(most, now);
                Thread.Sleep(1);
                Interlocked.Decrement(ref inside);
                Interlocked.Increment(ref total);
                semaphore.Release();
            }
        });
        Console.WriteLine($"{total} {most <= 3} {semaphore.CurrentCount}");
        Console.WriteLine(semaphore.Wait(0) && semaphore.Wait(0) && semaphore.Wait(0));
        Console.WriteLine(semaphore.Wait(10));
    }

    private static void KernelSemaphore()
    {
        using var semaphore = new Semaphore(0, 5);
        int passed = 0;
        var threads = new Thread[5];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                semaphore.WaitOne();
                Interlocked.Increment(ref passed);
            });
            threads[i].Start();
        }

        Console.WriteLine(semaphore.Release(2));
        threads[0].Join(1);
        semaphore.Release(3);
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(passed);
        semaphore.Release(5);
        Attempt.Print("too many", () => semaphore.Release());
    }

    private static void KernelMutex()
    {
        using var mutex = new Mutex();
        int counter = 0;
        Crew.Run(5, _ =>
        {
            for (int i = 0; i < 200; i++)
            {
                mutex.WaitOne();
                mutex.WaitOne();
                counter++;
                mutex.ReleaseMutex();
                mutex.ReleaseMutex();
            }
        });
        Console.WriteLine(counter);
        Attempt.Print("not the owner", mutex.ReleaseMutex);

        Crew.Run(1, _ => mutex.WaitOne());
        Attempt.Print("abandoned", () => mutex.WaitOne());
        mutex.ReleaseMutex();
    }

    private static void ManualReset()
    {
        using var slim = new ManualResetEventSlim();
        using var kernel = new ManualResetEvent(false);
        int passed = 0;
        var thread = new Thread(() => Crew.Run(4, index =>
        {
            if (index % 2 == 0)
                slim.Wait();
            else
                kernel.WaitOne();
            Interlocked.Increment(ref passed);
        }));
        thread.Start();
        Console.WriteLine($"{slim.Wait(10)} {kernel.WaitOne(10)} {passed}");
        slim.Set();
        kernel.Set();
        thread.Join();
        Console.WriteLine($"{slim.IsSet} {kernel.WaitOne(0)} {passed}");
        slim.Reset();
        kernel.Reset();
        Console.WriteLine($"{slim.IsSet} {kernel.WaitOne(0)}");
    }

    private static void AutoReset()
    {
        using var ping = new AutoResetEvent(false);
        using var pong = new AutoResetEvent(false);
        int count = 0;
        var thread = new Thread(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                ping.WaitOne();
                count++;
                pong.Set();
            }
        });
        thread.Start();
        for (int i = 0; i < 500; i++)
        {
            ping.Set();
            pong.WaitOne();
        }

        thread.Join();
        Console.WriteLine($"{count} {ping.WaitOne(0)} {pong.WaitOne(0)}");
    }

    private static void WaitForSeveral()
    {
        WaitHandle[] handles = [new ManualResetEvent(false), new AutoResetEvent(false), new ManualResetEvent(false)];
        Console.WriteLine(WaitHandle.WaitAny(handles, 10) == WaitHandle.WaitTimeout);
        ((AutoResetEvent)handles[1]).Set();
        Console.WriteLine(WaitHandle.WaitAny(handles));
        Console.WriteLine(WaitHandle.WaitAny(handles, 0) == WaitHandle.WaitTimeout);
        ((ManualResetEvent)handles[0]).Set();
        ((ManualResetEvent)handles[2]).Set();
        Console.WriteLine(WaitHandle.WaitAll(handles, 10));
        var thread = new Thread(() =>
        {
            Thread.Sleep(5);
            ((AutoResetEvent)handles[1]).Set();
        });
        thread.Start();
        Console.WriteLine(WaitHandle.WaitAll(handles));
        thread.Join();
        Console.WriteLine(WaitHandle.SignalAndWait(handles[1], handles[0]));
    }

    private static void ReaderWriter()
    {
        using var gate = new ReaderWriterLockSlim();
        int value = 0, copy = 0, torn = 0;
        Crew.Run(6, index =>
        {
            for (int i = 0; i < 300; i++)
            {
                if (index == 0)
                {
                    gate.EnterWriteLock();
                    value++;
                    copy++;
                    gate.ExitWriteLock();
                }
                else
                {
                    gate.EnterReadLock();
                    if (value != copy)
                        Interlocked.Increment(ref torn);
                    gate.ExitReadLock();
                }
            }
        });
        Console.WriteLine($"{value} {torn}");
        gate.EnterUpgradeableReadLock();
        gate.EnterWriteLock();
        Console.WriteLine($"{gate.IsWriteLockHeld} {gate.IsUpgradeableReadLockHeld}");
        gate.ExitWriteLock();
        gate.ExitUpgradeableReadLock();
        gate.EnterReadLock();
        Attempt.Print("recursion", gate.EnterReadLock);
        gate.ExitReadLock();
    }

    private static void Barriers()
    {
        var phases = new List<string>();
        int arrived = 0;
        using var barrier = new Barrier(5, b => phases.Add($"phase {b.CurrentPhaseNumber}: {arrived}"));
        Crew.Run(5, _ =>
        {
            for (int i = 0; i < 4; i++)
            {
                Interlocked.Increment(ref arrived);
                barrier.SignalAndWait();
            }
        });
        foreach (string phase in phases)
            Console.WriteLine(phase);
    }

    private static void Countdown()
    {
        using var countdown = new CountdownEvent(8);
        int done = 0;
        for (int i = 0; i < 8; i++)
        {
            new Thread(() =>
            {
                Interlocked.Increment(ref done);
                countdown.Signal();
            }).Start();
        }

        countdown.Wait();
        Console.WriteLine($"{done} {countdown.CurrentCount}");
        Attempt.Print("below zero", () => countdown.Signal());
    }

    private static void SpinLocks()
    {
        var gate = new SpinLock(enableThreadOwnerTracking: true);
        int counter = 0;
        Crew.Run(4, _ =>
        {
            for (int i = 0; i < 3000; i++)
            {
                bool taken = false;
                gate.Enter(ref taken);
                counter++;
                gate.Exit();
            }
        });
        Console.WriteLine($"{counter} {gate.IsHeld}");
    }

    private static void SpinWaits()
    {
        int flag = 0;
        var thread = new Thread(() =>
        {
            Thread.Sleep(5);
            Volatile.Write(ref flag, 1);
        });
        thread.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref flag) == 1);
        thread.Join();
        Console.WriteLine(flag);
        Console.WriteLine(SpinWait.SpinUntil(() => false, 10));
    }

    private static void Collection()
    {
        using var collection = new BlockingCollection<int>(boundedCapacity: 10);
        long sum = 0;
        Crew.Run(4, index =>
        {
            if (index == 0)
            {
                for (int i = 1; i <= 1000; i++)
                    collection.Add(i);
                collection.CompleteAdding();
            }
            else
            {
                foreach (int item in collection.GetConsumingEnumerable())
                    Interlocked.Add(ref sum, item);
            }
        });
        Console.WriteLine($"{sum} {collection.IsCompleted}");
    }

    private static void Dictionary()
    {
        var counts = new ConcurrentDictionary<int, int>();
        var bag = new ConcurrentBag<int>();
        var queue = new ConcurrentQueue<int>();
        Crew.Run(4, index =>
        {
            for (int i = 0; i < 3000; i++)
            {
                counts.AddOrUpdate(i % 50, 1, (_, count) => count + 1);
                queue.Enqueue(i);
                if (i % 3 == 0)
                    bag.Add(index);
            }
        });
        Console.WriteLine($"{counts.Count} {counts.Values.Distinct().Single()} {bag.Count} {queue.Count}");
    }

    private static void LazyOnce()
    {
        int made = 0;
        var lazy = new Lazy<string>(() =>
        {
            Thread.Sleep(3);
            return $"made {Interlocked.Increment(ref made)} time";
        });
        Crew.Run(8, _ => GC.KeepAlive(lazy.Value));
        Console.WriteLine(lazy.Value);
        int initialized = 0;
        object? target = null;
        Crew.Run(8, _ => LazyInitializer.EnsureInitialized(ref target, () =>
        {
            Interlocked.Increment(ref initialized);
            return new object();
        }));
        Console.WriteLine(initialized >= 1 && target is not null);
    }
}
