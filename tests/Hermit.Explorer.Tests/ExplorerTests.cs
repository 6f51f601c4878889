using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>How the explorer itself behaves.</summary>
public class ExplorerTests
{
    [Fact]
    public void Two_threads_of_two_dependent_steps_have_six_executions()
    {
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var counter = new Shared<AtomicInt32>();
                for (int thread = 0; thread < 2; thread++)
                {
                    scenario.Thread($"thread {thread}", () =>
                    {
                        counter.Value.FetchAdd(1, MemoryOrder.Relaxed);
                        counter.Value.FetchAdd(1, MemoryOrder.Relaxed);
                    });
                }
            });

        // (2 + 2)! / (2! · 2!) orders of the four additions; all other steps commute.
        Assert.Equal(6, outcome.Executions);
        Assert.True(outcome.Complete);
    }

    [Fact]
    public void Threads_without_anything_in_common_have_one_execution()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var counters = new AtomicInt32[3];
            for (int thread = 0; thread < 3; thread++)
            {
                int self = thread;
                scenario.Thread($"thread {thread}", () => counters[self].FetchAdd(1, MemoryOrder.Relaxed));
            }
        });
        Assert.Equal(1, outcome.Executions);
    }

    [Fact]
    public void A_failure_shows_its_schedule_and_trace_and_repeats()
    {
        Action<Scenario> scenario = Racing;
        Failure failure = Expect.Failure(FailureKind.DataRace, Exploration.Exhaust(scenario));
        Assert.Null(failure.Seed);
        Assert.Contains(failure.Trace, line => line.Contains("access for writing", StringComparison.Ordinal));
        Assert.Contains(failure.Schedule, failure.ToString(), StringComparison.Ordinal);
        Failure replayed = Expect.Failure(FailureKind.DataRace, Exploration.Replay(scenario, failure.Schedule));
        Assert.Equal(failure.Trace, replayed.Trace);
    }

    [Fact]
    public void A_random_search_names_the_seed_of_its_failure()
    {
        Failure failure = Expect.Failure(FailureKind.DataRace, Exploration.Search(Racing, seed: 77, executions: 50));
        Assert.Contains($"seed: {failure.Seed}", failure.ToString(), StringComparison.Ordinal);
        Failure again = Expect.Failure(FailureKind.DataRace, Exploration.Search(Racing, failure.Seed!.Value, executions: 1));
        Assert.Equal(failure.Trace, again.Trace);
    }

    [Fact]
    public void An_execution_that_goes_on_for_ever_is_a_failure()
    {
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var flag = new Shared<AtomicBool>();
                scenario.Thread("busy", () =>
                {
                    while (true)
                    {
                        flag.Value.Store(true, MemoryOrder.Relaxed);
                    }
                });
            },
            new ExplorerOptions { MaximumSteps = 100 });
        Expect.Failure(FailureKind.NoEnd, outcome);
    }

    [Fact]
    public void Waiting_for_nobody_is_a_deadlock_that_names_the_thread()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var flag = new Shared<AtomicBool>();
            scenario.Thread("hopeful", () =>
            {
                while (!flag.Value.Load(MemoryOrder.Acquire))
                {
                    Spin.Wait();
                }
            });
        });
        Assert.Contains("hopeful", Expect.Failure(FailureKind.Deadlock, outcome).Message);
    }

    [Fact]
    public void A_waiting_thread_sees_the_newest_value_in_the_end()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var flag = new Shared<AtomicBool>();
            scenario.Thread("setter", () => flag.Value.Store(true, MemoryOrder.Relaxed));
            scenario.Thread("waiter", () =>
            {
                while (!flag.Value.Load(MemoryOrder.Relaxed))
                {
                    Spin.Wait();
                }
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void The_limit_of_executions_ends_an_exploration_incomplete()
    {
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var counter = new Shared<AtomicInt32>();
                for (int thread = 0; thread < 3; thread++)
                {
                    scenario.Thread($"thread {thread}", () => counter.Value.FetchAdd(1, MemoryOrder.Relaxed));
                }
            },
            new ExplorerOptions { MaximumExecutions = 3 });
        Assert.False(outcome.Complete);
        Assert.Equal(3, outcome.Executions + outcome.Redundant);
    }

    [Fact]
    public void A_set_up_that_throws_is_a_failure()
    {
        Outcome outcome = Exploration.Exhaust(_ => throw new InvalidOperationException("no set-up"));
        Assert.Contains("no set-up", Expect.Failure(FailureKind.Exception, outcome).Message);
    }

    [Fact]
    public void An_interrupt_needs_a_thread_to_arrive_on() =>
        Assert.Throws<ArgumentException>(() => Exploration.Exhaust(scenario =>
        {
            scenario.Thread("worker", () => { });
            scenario.Interrupt("timer", "nobody", () => { });
        }));

    [Theory]
    [InlineData("0.x")]
    [InlineData("z")]
    [InlineData("-1")]
    public void A_malformed_schedule_is_refused(string schedule) => Assert.Throws<FormatException>(() => Exploration.Replay(Racing, schedule));

    [Fact]
    public void A_schedule_of_another_scenario_is_refused() =>
        Assert.Contains("does not belong", Expect.Failure(FailureKind.Exception, Exploration.Replay(Racing, "9")).Message);

    [Fact]
    public void A_primitive_of_the_explorer_works_only_in_a_scenario() =>
        Assert.Throws<InvalidOperationException>(() => new AtomicInt32(1).Load(MemoryOrder.Relaxed));

    private static void Racing(Scenario scenario)
    {
        var value = new Shared<Plain<int>>();
        var other = new Shared<AtomicInt32>();
        for (int thread = 0; thread < 2; thread++)
        {
            scenario.Thread($"thread {thread}", () =>
            {
                other.Value.FetchAdd(1, MemoryOrder.Relaxed);
                value.Value.Write()++;
            });
        }
    }
}
