namespace Hermit.Guest.Threads;

/// <summary>Mutual exclusion and condition variables.</summary>
internal static class Locks
{
    public static GuestCase[] Cases =>
    [
        new("lock-counter", Counter),
        new("lock-recursive", Recursive),
        new("lock-contended", Contended),
        new("lock-many-objects", ManyObjects),
        new("lock-timeout", TryEnterTimeout),
        new("lock-class", LockClass),
        new("monitor-pulse", Pulse),
        new("monitor-pulse-all", PulseAll),
        new("monitor-wait-timeout", WaitTimeout),
        new("monitor-ping-pong", PingPong),
        new("monitor-queue", BoundedQueue),
        new("monitor-misuse", Misuse),
        new("dining-philosophers", Philosophers),
    ];

    private static void Counter()
    {
        var gate = new object();
        int counter = 0;
        Crew.Run(8, _ =>
        {
            for (int i = 0; i < 5000; i++)
                lock (gate)
                    counter++;
        });
        Console.WriteLine(counter);
    }

    private static void Recursive()
    {
        var gate = new object();
        int depth = 0;
        Enter(100);
        Console.WriteLine($"{depth} {Monitor.IsEntered(gate)}");

        void Enter(int levels)
        {
            lock (gate)
            {
                depth++;
                if (levels > 1)
                    Enter(levels - 1);
                if (!Monitor.IsEntered(gate))
                    Console.WriteLine("lost the lock");
            }
        }
    }

    private static void Contended()
    {
        // The holder sleeps, so everybody else has to block rather than spin.
        var gate = new object();
        int inside = 0, most = 0, total = 0;
        Crew.Run(10, _ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++inside);
                Thread.Sleep(2);
                inside--;
                total++;
            }
        });
        Console.WriteLine($"{total} entered, {most} at a time");
    }

    private static void ManyObjects()
    {
        var gates = new object[1000];
        var counts = new int[gates.Length];
        for (int i = 0; i < gates.Length; i++)
            gates[i] = new object();
        Crew.Run(4, index =>
        {
            var random = new Random(index);
            for (int i = 0; i < 10_000; i++)
            {
                int slot = random.Next(gates.Length);
                lock (gates[slot])
                    counts[slot]++;
            }

            GC.Collect();
        });
        Console.WriteLine(counts.Sum());
        int hash = gates[5].GetHashCode();
        lock (gates[5])
            Console.WriteLine(gates[5].GetHashCode() == hash);
    }

    private static void TryEnterTimeout()
    {
        var gate = new object();
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            lock (gate)
            {
                held.Set();
                release.Wait();
            }
        });
        holder.Start();
        held.Wait();
        Console.WriteLine(Monitor.TryEnter(gate));
        Console.WriteLine(Monitor.TryEnter(gate, 10));
        release.Set();
        Console.WriteLine(Monitor.TryEnter(gate, 10_000));
        Monitor.Exit(gate);
        holder.Join();
    }

    private static void LockClass()
    {
        var gate = new Lock();
        int counter = 0;
        Crew.Run(6, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                using (gate.EnterScope())
                    counter++;
                if (gate.TryEnter(1000))
                {
                    counter++;
                    gate.Exit();
                }
            }
        });
        Console.WriteLine($"{counter} {gate.IsHeldByCurrentThread}");
        Attempt.Print("exit unheld", gate.Exit);
    }

    private static void Pulse()
    {
        var gate = new object();
        bool ready = false;
        string log = "";
        var waiter = new Thread(() =>
        {
            lock (gate)
            {
                while (!ready)
                    Monitor.Wait(gate);
                log += "woken";
            }
        });
        waiter.Start();
        Thread.Sleep(5);
        lock (gate)
        {
            ready = true;
            Monitor.Pulse(gate);
            log += "pulsed ";
        }

        waiter.Join();
        Console.WriteLine(log);
    }

    private static void PulseAll()
    {
        var gate = new object();
        int waiting = 0, woken = 0;
        bool go = false;
        var threads = new Thread[12];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                lock (gate)
                {
                    waiting++;
                    while (!go)
                        Monitor.Wait(gate);
                    woken++;
                }
            });
            threads[i].Start();
        }

        while (true)
        {
            lock (gate)
            {
                if (waiting == threads.Length)
                    break;
            }

            Thread.Sleep(1);
        }

        lock (gate)
        {
            Console.WriteLine($"{waiting} waiting, {woken} woken");
            go = true;
            Monitor.PulseAll(gate);
        }

        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine($"{woken} woken");
    }

    private static void WaitTimeout()
    {
        var gate = new object();
        lock (gate)
        {
            Console.WriteLine(Monitor.Wait(gate, 10));
            Console.WriteLine(Monitor.Wait(gate, 0));
            Console.WriteLine(Monitor.IsEntered(gate));
        }
    }

    private static void PingPong()
    {
        var gate = new object();
        int turn = 0;
        var text = new System.Text.StringBuilder();
        Crew.Run(2, index =>
        {
            for (int i = 0; i < 500; i++)
            {
                lock (gate)
                {
                    while (turn != index)
                        Monitor.Wait(gate);
                    text.Append(index == 0 ? '.' : ':');
                    turn = 1 - turn;
                    Monitor.Pulse(gate);
                }
            }
        });
        Console.WriteLine(text.ToString() == string.Concat(Enumerable.Repeat(".:", 500)));
    }

    private static void BoundedQueue()
    {
        var queue = new Queue<int>();
        long sum = 0;
        int most = 0;
        Crew.Run(6, index =>
        {
            for (int i = 0; i < 1000; i++)
            {
                lock (queue)
                {
                    if (index % 2 == 0)
                    {
                        while (queue.Count == 5)
                            Monitor.Wait(queue);
                        queue.Enqueue(i);
                        most = Math.Max(most, queue.Count);
                    }
                    else
                    {
                        while (queue.Count == 0)
                            Monitor.Wait(queue);
                        sum += queue.Dequeue();
                    }

                    Monitor.PulseAll(queue);
                }
            }
        });
        Console.WriteLine($"{sum} {most <= 5} {queue.Count}");
    }

    private static void Misuse()
    {
        var gate = new object();
        Attempt.Print("wait unlocked", () => Monitor.Wait(gate));
        Attempt.Print("pulse unlocked", () => Monitor.Pulse(gate));
        Attempt.Print("exit unlocked", () => Monitor.Exit(gate));
        lock (gate)
        {
            Exception? other = null;
            var thread = new Thread(() =>
            {
                try
                {
                    Monitor.Exit(gate);
                }
                catch (SynchronizationLockException exception)
                {
                    other = exception;
                }
            });
            thread.Start();
            thread.Join();
            Console.WriteLine(other?.GetType().Name ?? "no exception");
        }
    }

    private static void Philosophers()
    {
        var forks = new object[5];
        for (int i = 0; i < forks.Length; i++)
            forks[i] = new object();
        var meals = new int[5];
        Crew.Run(5, index =>
        {
            object first = forks[Math.Min(index, (index + 1) % 5)];
            object second = forks[Math.Max(index, (index + 1) % 5)];
            for (int i = 0; i < 300; i++)
            {
                lock (first)
                    lock (second)
                        meals[index]++;
                if (i % 50 == 0)
                    Thread.Yield();
            }
        });
        Console.WriteLine(string.Join(" ", meals));
    }
}
