namespace Hermit.Sync.Tests;

/// <summary>The cells and atomics on real threads.</summary>
public class CellThreadTests
{
    private const int Cells = 100_000;
    private const int Threads = 4;

    [Fact]
    public void OnceCell_is_set_by_one_thread_each()
    {
        var cells = new OnceCell<(int Thread, int Copy)>[Cells];
        var set = new AtomicInt32();
        RealThreads.Run(Threads, number =>
        {
            for (int index = 0; index < Cells; index++)
            {
                if (cells[index].TrySet((number, number)))
                {
                    set.FetchAdd(1, MemoryOrder.Relaxed);
                }
                else if (cells[index].TryGet(out (int Thread, int Copy) value))
                {
                    Assert.Equal(value.Thread, value.Copy);
                }
            }
        });
        Assert.Equal(Cells, set.Load(MemoryOrder.Relaxed));
        Assert.All(cells, cell => Assert.True(cell.IsSet));
    }

    [Fact]
    public void Lazy_creates_each_value_once()
    {
        var creations = new Counter();
        var values = new Sync.Lazy<int, CountedCreation>[Cells];
        Array.Fill(values, new Sync.Lazy<int, CountedCreation>(new CountedCreation(creations)));
        RealThreads.Run(Threads, _ =>
        {
            for (int index = 0; index < Cells; index++)
            {
                Assert.Equal(1, values[index].Value);
            }
        });
        Assert.Equal(Cells, creations.Value.Load(MemoryOrder.Relaxed));
    }

    [Fact]
    public void Lazy_whose_initialiser_throws_is_tried_again()
    {
        var attempts = new Counter();
        var lazy = new Shared<Sync.Lazy<int, ThrowingOnce>> { Value = new(new ThrowingOnce(attempts)) };
        Assert.Throws<InvalidOperationException>(() => lazy.Value.Value);
        Assert.False(lazy.Value.IsCreated);
        Assert.Equal(2, lazy.Value.Value);
        Assert.Equal(2, lazy.Value.Value);
    }

    [Fact]
    public void CallOnce_runs_each_action_once()
    {
        var runs = new Counter();
        var onces = new CallOnce[Cells];
        RealThreads.Run(Threads, _ =>
        {
            for (int index = 0; index < Cells; index++)
            {
                onces[index].Run(new CountedAction(runs));
                Assert.True(onces[index].IsCompleted);
            }
        });
        Assert.Equal(Cells, runs.Value.Load(MemoryOrder.Relaxed));
    }

    [Fact]
    public void TakeStatic_hands_each_value_out_once()
    {
        var taken = new AtomicInt32();
        var cells = new TakeStatic<int>[Cells];
        RealThreads.Run(Threads, _ =>
        {
            for (int index = 0; index < Cells; index++)
            {
                taken.FetchAdd(cells[index].TryTake().Length, MemoryOrder.Relaxed);
            }
        });
        Assert.Equal(Cells, taken.Load(MemoryOrder.Relaxed));
        Assert.Throws<PanicException>(() => cells[0].Take());
    }

    [Fact]
    public void InterruptRefCell_loses_no_update_of_those_that_borrowed_it()
    {
        var cell = new Shared<InterruptRefCell<int>>();
        var borrowed = new AtomicInt32();
        RealThreads.Run(2, _ =>
        {
            for (int round = 0; round < 500_000; round++)
            {
                using var exclusive = cell.Value.TryBorrowMutable();
                if (exclusive.IsHeld)
                {
                    exclusive.Value++;
                    borrowed.FetchAdd(1, MemoryOrder.Relaxed);
                }
            }
        });
        using var total = cell.Value.Borrow();
        Assert.Equal(borrowed.Load(MemoryOrder.Relaxed), total.Value);
    }

    [Fact]
    public void Atomics_lose_no_update_in_two_million()
    {
        var narrow = new Shared<AtomicInt32>();
        var wide = new Shared<AtomicUInt64>();
        RealThreads.Run(Threads, _ =>
        {
            for (int round = 0; round < 250_000; round++)
            {
                narrow.Value.FetchAdd(1, MemoryOrder.Relaxed);
                ulong seen = wide.Value.Load(MemoryOrder.Relaxed);
                while (!wide.Value.TryCompareExchange(seen, seen + 3, MemoryOrder.AcquireRelease))
                {
                    seen = wide.Value.Load(MemoryOrder.Relaxed);
                }
            }
        });
        Assert.Equal(Threads * 250_000, narrow.Value.Load(MemoryOrder.Relaxed));
        Assert.Equal(Threads * 750_000ul, wide.Value.Load(MemoryOrder.Relaxed));
    }

    [Fact]
    public void Sequentially_consistent_atomics_never_let_both_of_two_threads_see_nothing()
    {
        const int Rounds = 20_000;
        var left = new AtomicInt32[Rounds];
        var right = new AtomicInt32[Rounds];
        int[][] seen = [new int[Rounds], new int[Rounds]];
        RealThreads.Run(2, number =>
        {
            AtomicInt32[] mine = number == 0 ? left : right;
            AtomicInt32[] other = number == 0 ? right : left;
            for (int round = 0; round < Rounds; round++)
            {
                mine[round].Store(1, MemoryOrder.SequentiallyConsistent);
                seen[number][round] = other[round].Load(MemoryOrder.SequentiallyConsistent);
            }
        });
        Assert.DoesNotContain(Enumerable.Range(0, Rounds), round => seen[0][round] + seen[1][round] == 0);
    }

    private sealed class Counter
    {
        public AtomicInt32 Value = new();
    }

    private readonly struct CountedCreation(Counter counter) : IInitializer<int>
    {
        public int Create()
        {
            counter.Value.FetchAdd(1, MemoryOrder.Relaxed);
            return 1;
        }
    }

    private readonly struct ThrowingOnce(Counter attempts) : IInitializer<int>
    {
        public int Create()
        {
            int attempt = attempts.Value.FetchAdd(1, MemoryOrder.Relaxed) + 1;
            return attempt > 1 ? attempt : throw new InvalidOperationException();
        }
    }

    private readonly struct CountedAction(Counter counter) : IAction
    {
        public void Invoke() => counter.Value.FetchAdd(1, MemoryOrder.Relaxed);
    }
}
