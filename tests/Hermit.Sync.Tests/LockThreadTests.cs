using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Hermit.Sync.Tests;

/// <summary>The locks on real threads: many operations, none lost.</summary>
public class LockThreadTests
{
    private const int LeastRounds = 2_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    [Fact]
    public void SpinMutex_loses_no_update_in_two_million() => Hammer<RawSpinLock>(threads: 4, rounds: 500_000);

    [Fact]
    public void TicketMutex_loses_no_update_in_a_million() => Hammer<RawTicketLock>(threads: 2, rounds: 500_000);

    [Fact]
    public void TicketMutex_loses_no_update_with_more_threads_than_processors() => Hammer<RawTicketLock>(threads: Environment.ProcessorCount + 2, rounds: 2_000);

    [Fact]
    public void InterruptSpinMutex_loses_no_update_in_a_million() => Hammer<InterruptLock<RawSpinLock>>(threads: 4, rounds: 250_000);

    [Fact]
    public void InterruptTicketMutex_loses_no_update_in_half_a_million() => Hammer<InterruptLock<RawTicketLock>>(threads: 2, rounds: 250_000);

    [Fact]
    public void RwSpinLock_as_a_mutex_loses_no_update_in_a_million() => Hammer<RawRwSpinLock>(threads: 4, rounds: 250_000);

    [Fact]
    public void OneShotMutex_loses_no_update_of_those_that_got_it()
    {
        var shared = new Shared<Mutex<RawOneShotLock, int>>();
        var taken = new AtomicInt32();
        RealThreads.Run(2, _ =>
        {
            for (int round = 0; round < 500_000; round++)
            {
                using var guard = shared.Value.TryLock();
                if (guard.IsHeld)
                {
                    guard.Value++;
                    taken.FetchAdd(1, MemoryOrder.Relaxed);
                }
            }
        });
        using var total = shared.Value.Lock();
        Assert.Equal(taken.Load(MemoryOrder.Relaxed), total.Value);
    }

    [Fact]
    public void TicketMutex_serves_tickets_in_order_so_that_nobody_is_overtaken()
    {
        const int Threads = 2;
        const int Rounds = 20_000;
        var shared = new Shared<RawTicketLock>();
        uint entered = 0;
        int longestQueue = 0;
        RealThreads.Run(Threads, _ =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                shared.Value.Acquire();
                (uint next, uint serving) = Numbers(ref shared.Value);
                longestQueue = Math.Max(longestQueue, (int)(next - serving));
                bool inOrder = serving == entered++;
                shared.Value.Release();
                Assert.True(inOrder);
            }
        });
        Assert.Equal(Threads * Rounds, (int)entered);

        // Who draws a ticket finds at most all others before it: the bound on how long it can wait.
        Assert.InRange(longestQueue, 1, Threads);
    }

    [Fact]
    public void RwSpinLock_shows_readers_no_half_done_write()
    {
        var shared = new Shared<RwSpinLock<(long Left, long Right)>>();
        RealThreads.Run(4, number =>
        {
            for (int round = 0; round < 200_000; round++)
            {
                if (number == 0 || round % 16 == 0)
                {
                    using var write = shared.Value.Write();
                    write.Value.Left++;
                    write.Value.Right--;
                }
                else
                {
                    using var read = shared.Value.Read();
                    Assert.Equal(0, read.Value.Left + read.Value.Right);
                }
            }
        });
        using var end = shared.Value.Read();
        Assert.Equal(200_000 + (3 * 12_500), end.Value.Left);
    }

    [Fact]
    public void RwSpinLock_lets_readers_in_together_and_keeps_new_ones_out_once_a_writer_waits()
    {
        var shared = new Shared<RwSpinLock<int>>();
        using var first = shared.Value.Read();
        Assert.True(ReadsOnAnotherThread(shared));
        var writer = new Thread(() =>
        {
            using var write = shared.Value.Write();
            write.Value = 1;
        });
        writer.Start();
        Assert.True(SpinWait.SpinUntil(() => !ReadsOnAnotherThread(shared), TimeSpan.FromSeconds(20)));
        first.Dispose();
        writer.Join();
        using var read = shared.Value.Read();
        Assert.Equal(1, read.Value);
    }

    [Fact]
    public void PerCpu_loses_no_update_in_a_million()
    {
        var shared = new Shared<PerCpu<long>>();
        RealThreads.Run(4, _ =>
        {
            for (int round = 0; round < 250_000; round++)
            {
                using var own = shared.Value.Lock();
                own.Value++;
            }
        });
        long total = 0;
        for (int cpu = 0; cpu < PerCpu<long>.Count; cpu++)
        {
            using var value = shared.Value.LockOf(cpu);
            total += value.Value;
        }

        Assert.Equal(1_000_000, total);
    }

    [Fact]
    public void InterruptSpinMutex_is_shared_with_a_handler_without_loss()
    {
        var shared = new Shared<InterruptSpinMutex<int>>();
        var delivered = new AtomicInt32();
        RealThreads.Run(2, _ =>
        {
            for (int round = 0; round < 100_000; round++)
            {
                if (HostInterrupts.TryDeliver(() => Increment(shared)))
                {
                    delivered.FetchAdd(1, MemoryOrder.Relaxed);
                }

                using var guard = shared.Value.Lock();
                guard.Value++;
                Assert.False(HostInterrupts.TryDeliver(() => Increment(shared)));
            }
        });
        using var total = shared.Value.Lock();
        Assert.Equal(200_000 + delivered.Load(MemoryOrder.Relaxed), total.Value);
        Assert.Equal(200_000, delivered.Load(MemoryOrder.Relaxed));
    }

    private static void Increment(Shared<InterruptSpinMutex<int>> shared)
    {
        using var guard = shared.Value.Lock();
        guard.Value++;
    }

    private static bool ReadsOnAnotherThread(Shared<RwSpinLock<int>> shared)
    {
        bool held = false;
        var reader = new Thread(() =>
        {
            using var read = shared.Value.TryRead();
            held = read.IsHeld;
        });
        reader.Start();
        reader.Join();
        return held;
    }

    private static (uint Next, uint Serving) Numbers(ref RawTicketLock ticketLock)
    {
        // The lock consists of the next ticket and the number that is served, in this order.
        ref uint next = ref Unsafe.As<RawTicketLock, uint>(ref ticketLock);
        return (Volatile.Read(ref next), Volatile.Read(ref Unsafe.Add(ref next, 1)));
    }

    // Busy processors may not hand a fair lock on a million times in reasonable time; then fewer rounds have to do, but not few.
    private static void Hammer<TLock>(int threads, int rounds)
        where TLock : struct, IRawLock
    {
        var shared = new Shared<Mutex<TLock, long>>();
        long[] done = new long[threads];
        var clock = Stopwatch.StartNew();
        RealThreads.Run(threads, number =>
        {
            int round = 0;
            for (; round < rounds && (round < LeastRounds || clock.Elapsed < s_patience); round++)
            {
                using var guard = shared.Value.Lock();
                guard.Value++;
            }

            done[number] = round;
        });
        using var total = shared.Value.Lock();
        Assert.Equal(done.Sum(), total.Value);
    }
}
