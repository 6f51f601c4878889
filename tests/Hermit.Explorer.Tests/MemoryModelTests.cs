using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>The classic litmus tests: what each memory order allows two or more threads to see, and what it forbids.</summary>
public class MemoryModelTests
{
    [Theory]
    [InlineData(MemoryOrder.Relaxed, MemoryOrder.Relaxed, true)]
    [InlineData(MemoryOrder.Release, MemoryOrder.Relaxed, true)]
    [InlineData(MemoryOrder.Relaxed, MemoryOrder.Acquire, true)]
    [InlineData(MemoryOrder.Release, MemoryOrder.Acquire, false)]
    [InlineData(MemoryOrder.SequentiallyConsistent, MemoryOrder.SequentiallyConsistent, false)]
    public void Message_passing(MemoryOrder store, MemoryOrder load, bool mayMissTheMessage)
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Relaxed);
                memory[1].Store(1, store);
            },
            () =>
            {
                int flag = memory[1].Load(load);
                note($"{flag}{memory[0].Load(MemoryOrder.Relaxed)}");
            },
        ]);
        Assert.Equal(mayMissTheMessage, seen.Contains("10"));
        Assert.Superset(new HashSet<string> { "00", "01", "11" }, seen);
    }

    [Theory]
    [InlineData(MemoryOrder.Relaxed, true)]
    [InlineData(MemoryOrder.SequentiallyConsistent, false)]
    public void Store_buffering(MemoryOrder order, bool bothMayMiss)
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, order);
                note($"a{memory[1].Load(order)}");
            },
            () =>
            {
                memory[1].Store(1, order);
                note($"b{memory[0].Load(order)}");
            },
        ]);
        Assert.Equal(bothMayMiss, seen.Contains("a0 b0"));
        Assert.Superset(new HashSet<string> { "a0 b1", "a1 b0", "a1 b1" }, seen);
    }

    [Fact]
    public void Store_buffering_with_release_and_acquire_is_still_weak()
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Release);
                note($"a{memory[1].Load(MemoryOrder.Acquire)}");
            },
            () =>
            {
                memory[1].Store(1, MemoryOrder.Release);
                note($"b{memory[0].Load(MemoryOrder.Acquire)}");
            },
        ]);
        Assert.Contains("a0 b0", seen);
    }

    [Fact]
    public void Store_buffering_is_forbidden_by_sequentially_consistent_fences()
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Relaxed);
                Fence.Insert();
                note($"a{memory[1].Load(MemoryOrder.Relaxed)}");
            },
            () =>
            {
                memory[1].Store(1, MemoryOrder.Relaxed);
                Fence.Insert();
                note($"b{memory[0].Load(MemoryOrder.Relaxed)}");
            },
        ]);
        Assert.DoesNotContain("a0 b0", seen);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Message_passing_by_fences(bool releaseFence, bool acquireFence, bool mayMissTheMessage)
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Relaxed);
                Fence.Insert(releaseFence ? MemoryOrder.Release : MemoryOrder.Relaxed);
                memory[1].Store(1, MemoryOrder.Relaxed);
            },
            () =>
            {
                int flag = memory[1].Load(MemoryOrder.Relaxed);
                Fence.Insert(acquireFence ? MemoryOrder.Acquire : MemoryOrder.Relaxed);
                note($"{flag}{memory[0].Load(MemoryOrder.Relaxed)}");
            },
        ]);
        Assert.Equal(mayMissTheMessage, seen.Contains("10"));
    }

    [Fact]
    public void One_location_never_goes_back()
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Relaxed);
                memory[0].Store(2, MemoryOrder.Relaxed);
            },
            () =>
            {
                int first = memory[0].Load(MemoryOrder.Relaxed);
                note($"{first}{memory[0].Load(MemoryOrder.Relaxed)}");
            },
        ]);
        Assert.Equal(["00", "01", "02", "11", "12", "22"], seen.Order());
    }

    [Theory]
    [InlineData(MemoryOrder.Relaxed, true)]
    [InlineData(MemoryOrder.Acquire, false)]
    public void A_read_modify_write_continues_the_release_sequence(MemoryOrder load, bool mayMissTheMessage)
    {
        HashSet<string> seen = Outcomes((memory, note) =>
        [
            () =>
            {
                memory[0].Store(1, MemoryOrder.Relaxed);
                memory[1].Store(1, MemoryOrder.Release);
            },
            () => memory[1].TryCompareExchange(1, 2, MemoryOrder.Relaxed),
            () =>
            {
                if (memory[1].Load(load) == 2)
                {
                    note($"2{memory[0].Load(MemoryOrder.Relaxed)}");
                }
            },
        ]);
        Assert.Equal(mayMissTheMessage, seen.Contains("20"));
        Assert.Contains("21", seen);
    }

    [Theory]
    [InlineData(MemoryOrder.Release, MemoryOrder.Acquire, true)]
    [InlineData(MemoryOrder.SequentiallyConsistent, MemoryOrder.SequentiallyConsistent, false)]
    public void Independent_readers_of_independent_writers(MemoryOrder store, MemoryOrder load, bool mayDisagree)
    {
        HashSet<string> seen = Outcomes(
            (memory, note) =>
            [
                () => memory[0].Store(1, store),
                () => memory[1].Store(1, store),
                () =>
                {
                    int first = memory[0].Load(load);
                    note($"a{first}{memory[1].Load(load)}");
                },
                () =>
                {
                    int first = memory[1].Load(load);
                    note($"b{first}{memory[0].Load(load)}");
                },
            ],
            new ExplorerOptions { PreemptionBound = mayDisagree ? 0 : null });
        Assert.Equal(mayDisagree, seen.Contains("a10 b10"));
    }

    [Fact]
    public void A_strong_memory_shows_only_newest_values()
    {
        HashSet<string> seen = Outcomes(
            (memory, note) =>
            [
                () =>
                {
                    memory[0].Store(1, MemoryOrder.Relaxed);
                    memory[1].Store(1, MemoryOrder.Relaxed);
                },
                () =>
                {
                    int flag = memory[1].Load(MemoryOrder.Relaxed);
                    note($"{flag}{memory[0].Load(MemoryOrder.Relaxed)}");
                },
            ],
            new ExplorerOptions { WeakMemory = false });
        Assert.DoesNotContain("10", seen);
    }

    // All that the threads note, over all executions; the notes of one execution are sorted.
    private static HashSet<string> Outcomes(Func<AtomicInt32[], Action<string>, Action[]> threads, ExplorerOptions? options = null)
    {
        var outcomes = new HashSet<string>();
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var notes = new List<string>();
                Action[] bodies = threads(new AtomicInt32[2], notes.Add);
                for (int thread = 0; thread < bodies.Length; thread++)
                {
                    scenario.Thread($"thread {thread}", bodies[thread]);
                }

                scenario.Finally(() => outcomes.Add(string.Join(' ', notes.Order(StringComparer.Ordinal))));
            },
            options);
        Expect.Complete(outcome);
        return outcomes;
    }
}
