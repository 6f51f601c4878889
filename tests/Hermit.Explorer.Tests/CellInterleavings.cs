using Hermit.Explorer.Tests.Broken;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>Every interleaving of a few threads on each cell, and a broken variant of each that must be found.</summary>
public class CellInterleavings
{
    [Fact]
    public void OnceCell_is_set_by_one_and_read_whole_by_others()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<OnceCell<int>>();
            int[] set = new int[2];
            for (int thread = 0; thread < 2; thread++)
            {
                int self = thread;
                scenario.Thread($"setter {thread}", () => set[self] = cell.Value.TrySet(10 + self) ? 1 : 0);
            }

            scenario.Thread("reader", () =>
            {
                if (cell.Value.TryGet(out int value))
                {
                    Assert.InRange(value, 10, 11);
                }
            });
            scenario.Finally(() =>
            {
                Assert.Equal(1, set.Sum());
                Assert.Equal(10 + Array.IndexOf(set, 1), cell.Value.Value);
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void OnceCell_creates_its_value_once() => 
        Expect.Complete(Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<OnceCell<int>>();
            var created = new Shared<AtomicInt32>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"user {thread}", () => Assert.Equal(5, cell.Value.GetOrCreate(new Counted(5, created))));
            }

            scenario.Finally(() => Assert.Equal(1, created.Value.Load(MemoryOrder.Relaxed)));
        }));

    [Fact]
    public void A_once_cell_that_publishes_without_release_order_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<RelaxedOnceCell>();
            scenario.Thread("setter", () => cell.Value.TrySet(42));
            scenario.Thread("reader", () =>
            {
                if (cell.Value.TryGet(out int value))
                {
                    Assert.Equal(42, value);
                }
            });
        });
        Expect.Failure(FailureKind.DataRace, outcome);
    }

    [Fact]
    public void Lazy_creates_its_value_once()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var created = new Shared<AtomicInt32>();
            var lazy = new LazyUser(created);
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"user {thread}", () => Assert.Equal(7, lazy.Get()));
            }

            scenario.Finally(() => Assert.Equal(1, created.Value.Load(MemoryOrder.Relaxed)));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_lazy_that_checks_only_before_it_creates_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var lazy = new Shared<UncheckedLazy>();
            scenario.Thread("first", () => lazy.Value.Get());
            scenario.Thread("second", () => lazy.Value.Get());
        });
        Expect.Failure(FailureKind.DataRace, outcome);
    }

    [Fact]
    public void CallOnce_runs_once_and_all_see_what_it_did()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var once = new Shared<CallOnce>();
            var done = new Shared<Plain<int>>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"caller {thread}", () =>
                {
                    once.Value.Run(new Increment(done));
                    Assert.Equal(1, done.Value.Read());
                });
            }
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void CallOnce_is_claimed_by_one()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var once = new Shared<CallOnce>();
            bool[] claims = new bool[3];
            for (int thread = 0; thread < 3; thread++)
            {
                int self = thread;
                scenario.Thread($"claimant {thread}", () => claims[self] = once.Value.TryClaim());
            }

            scenario.Finally(() => Assert.Single(claims, claimed => claimed));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void CallOnce_begins_again_after_its_action_failed()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var once = new Shared<CallOnce>();
            var done = new Shared<Plain<int>>();
            scenario.Thread("failing", () =>
            {
                try
                {
                    once.Value.Run(default(Fail));
                }
                catch (InvalidOperationException)
                {
                }
            });
            scenario.Thread("succeeding", () =>
            {
                once.Value.Run(new Increment(done));
                Assert.Equal(1, done.Value.Read());
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_call_once_that_does_not_wait_for_the_one_under_way_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var once = new Shared<HastyOnce>();
            var done = new Shared<Plain<int>>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"caller {thread}", () =>
                {
                    once.Value.Run(new Increment(done));
                    _ = done.Value.Read();
                });
            }
        });
        Expect.Failure(FailureKind.DataRace, outcome);
    }

    [Fact]
    public void TakeStatic_is_taken_by_one()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<TakeStatic<int>>();
            for (int thread = 0; thread < 3; thread++)
            {
                scenario.Thread($"taker {thread}", () =>
                {
                    Span<int> taken = cell.Value.TryTake();
                    if (!taken.IsEmpty)
                    {
                        taken[0]++;
                    }
                });
            }
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_take_static_that_looks_and_takes_in_two_steps_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var cell = new Shared<TwoStepTakeStatic>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"taker {thread}", () => cell.Value.TryTake());
            }
        });
        Expect.Failure(FailureKind.DataRace, outcome);
    }

    [Fact]
    public void PerCpu_values_are_reached_by_their_own_cpu_and_by_others()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var counters = new Shared<PerCpu<int>>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"cpu {thread + 1}", () =>
                {
                    using (var own = counters.Value.Lock())
                    {
                        own.Value++;
                    }

                    using var first = counters.Value.LockOf(1);
                    first.Value++;
                });
            }

            scenario.Interrupt("tick", "cpu 1", () =>
            {
                using var own = counters.Value.Lock();
                own.Value += 100;
            });
            scenario.Finally(() =>
            {
                using var first = counters.Value.LockOf(1);
                using var second = counters.Value.LockOf(2);
                Assert.Contains(first.Value, new[] { 3, 103 });
                Assert.Equal(1, second.Value);
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_per_cpu_cell_that_only_masks_interrupts_is_found_when_others_reach_in()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var counter = new Shared<Plain<int>>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"cpu {thread + 1}", () =>
                {
                    using var masked = WithoutInterrupts.Enter();
                    counter.Value.Write()++;
                });
            }
        });
        Expect.Failure(FailureKind.DataRace, outcome);
    }

    [Fact]
    public void Atomics_lose_no_update()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var counter = new Shared<AtomicInt32>();
            for (int thread = 0; thread < 3; thread++)
            {
                scenario.Thread($"thread {thread}", () => counter.Value.FetchAdd(1, MemoryOrder.Relaxed));
            }

            scenario.Finally(() => Assert.Equal(3, counter.Value.Load(MemoryOrder.Relaxed)));
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void An_atomic_that_adds_in_two_steps_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var counter = new Shared<AtomicInt32>();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"thread {thread}", () =>
                    counter.Value.Store(counter.Value.Load(MemoryOrder.SequentiallyConsistent) + 1, MemoryOrder.SequentiallyConsistent));
            }

            scenario.Finally(() => Assert.Equal(2, counter.Value.Load(MemoryOrder.Relaxed)));
        });
        Expect.Failure(FailureKind.Exception, outcome);
    }

    private sealed class LazyUser(Shared<AtomicInt32> created)
    {
        private Sync.Lazy<int, Counted> _lazy = new(new Counted(7, created));

        public int Get() => _lazy.Value;
    }

    private readonly struct Counted(int value, Shared<AtomicInt32> created) : IInitializer<int>
    {
        public int Create()
        {
            created.Value.FetchAdd(1, MemoryOrder.Relaxed);
            return value;
        }
    }

    private readonly struct Increment(Shared<Plain<int>> counter) : IAction
    {
        public void Invoke() => counter.Value.Write()++;
    }

    private readonly struct Fail : IAction
    {
        public void Invoke() => throw new InvalidOperationException();
    }
}
