using Hermit.Explorer.Tests.Broken;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>Every interleaving of a few threads on each lock, and a broken variant of each that must be found.</summary>
public class LockInterleavings
{
    [Fact]
    public void RawSpinLock_excludes() => Expect.Complete(Exclusion<RawSpinLock>(3));

    [Fact]
    public void RawTicketLock_excludes() => Expect.Complete(Exclusion<RawTicketLock>(3));

    [Fact]
    public void RawRwSpinLock_excludes_writers() => Expect.Complete(Exclusion<RawRwSpinLock>(2));

    [Fact]
    public void InterruptLock_excludes() => Expect.Complete(Exclusion<InterruptLock<RawSpinLock>>(3));

    [Fact]
    public void InterruptLock_excludes_over_a_ticket_lock() => Expect.Complete(Exclusion<InterruptLock<RawTicketLock>>(2));

    [Fact]
    public void A_spin_lock_without_release_order_is_found() =>
        Expect.Failure(FailureKind.DataRace, Exclusion<RelaxedReleaseSpinLock>(2));

    [Fact]
    public void A_spin_lock_without_acquire_order_is_found() =>
        Expect.Failure(FailureKind.DataRace, Exclusion<RelaxedAcquireSpinLock>(2));

    [Fact]
    public void A_spin_lock_that_tests_and_sets_in_two_steps_is_found() =>
        Expect.Failure(FailureKind.DataRace, Exclusion<TwoStepSpinLock>(2));

    [Fact]
    public void A_ticket_lock_that_draws_tickets_in_two_steps_is_found() =>
        Assert.NotNull(Exclusion<TwoStepTicketLock>(2).Failure);

    [Fact]
    public void A_ticket_lock_that_looks_at_its_number_without_order_is_found() =>
        Expect.Failure(FailureKind.DataRace, Exclusion<RelaxedTicketLock>(2));

    [Fact]
    public void An_interrupt_lock_that_unmasks_before_it_releases_is_found() =>
        Expect.Failure(FailureKind.Deadlock, SharedWithHandler<EarlyUnmaskLock>());

    [Fact]
    public void An_interrupt_lock_that_masks_after_it_acquires_is_found() =>
        Expect.Failure(FailureKind.Deadlock, SharedWithHandler<LateMaskLock>());

    [Fact]
    public void InterruptLock_keeps_the_handler_out() => Expect.Complete(SharedWithHandler<InterruptLock<RawSpinLock>>());

    [Fact]
    public void InterruptLock_keeps_the_handler_out_over_a_ticket_lock() => Expect.Complete(SharedWithHandler<InterruptLock<RawTicketLock>>());

    [Fact]
    public void InterruptLock_nests_and_unmasks_at_the_outermost_release()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var outer = new Shared<InterruptSpinMutex<int>>();
            var inner = new Shared<InterruptSpinMutex<int>>();
            scenario.Thread("worker", () =>
            {
                using var first = outer.Value.Lock();
                using (var second = inner.Value.Lock())
                {
                    second.Value++;
                }

                first.Value++;
            });
            scenario.Interrupt("timer", "worker", () =>
            {
                using var guard = outer.Value.Lock();
                guard.Value++;
            });
        });
        Expect.Complete(outcome);
    }

    [Fact]
    public void TryLock_does_not_wait_and_takes_a_free_lock()
    {
        Expect.Complete(Attempts<RawSpinLock>());
        Expect.Complete(Attempts<RawTicketLock>());
        Expect.Complete(Attempts<RawOneShotLock>());
        Expect.Complete(Attempts<InterruptLock<RawSpinLock>>());
    }

    [Fact]
    public void OneShotMutex_panics_when_contended_and_never_waits()
    {
        Failure failure = Expect.Failure(FailureKind.Exception, Exclusion<RawOneShotLock>(2));
        Assert.Contains("one-shot", failure.Message);
    }

    [Fact]
    public void A_one_shot_lock_that_overlooks_contention_is_found() =>
        Expect.Failure(FailureKind.DataRace, Contention<BlindOneShotLock>());

    [Fact]
    public void OneShotMutex_excludes_those_that_do_not_panic() => Expect.Complete(Contention<RawOneShotLock>());

    [Fact]
    public void RwSpinLock_keeps_readers_and_writers_apart() => Expect.Complete(ReadersAndWriter<RawRwSpinLock>(readers: 1));

    [Fact]
    public void RwSpinLock_keeps_two_readers_and_a_writer_apart_within_two_preemptions() =>
        Expect.Complete(ReadersAndWriter<RawRwSpinLock>(readers: 2, preemptions: 2));

    [Fact]
    public void RwSpinLock_keeps_two_writers_and_a_reader_apart_within_two_preemptions() =>
        Expect.Complete(ReadersAndWriter<RawRwSpinLock>(readers: 1, writers: 2, preemptions: 2));

    [Fact]
    public void InterruptRwLock_keeps_readers_and_writers_apart() => Expect.Complete(ReadersAndWriter<InterruptRwLock<RawRwSpinLock>>(readers: 1));

    [Fact]
    public void A_reader_writer_lock_whose_readers_look_only_once_is_found() =>
        Expect.Failure(FailureKind.DataRace, ReadersAndWriter<CarelessRwLock>(readers: 1));

    [Fact]
    public void A_reader_writer_lock_whose_readers_leave_without_order_is_found() =>
        Expect.Failure(FailureKind.DataRace, ReadersAndWriter<RelaxedRwLock>(readers: 1));

    [Fact]
    public void A_random_search_finds_a_broken_lock_and_its_seed_repeats_it()
    {
        Action<Scenario> scenario = Counters<TwoStepSpinLock>(4, rounds: 3);
        Failure found = Exploration.Search(scenario, seed: 1, executions: 2_000).Failure!;
        Assert.NotNull(found);
        Failure again = Exploration.Search(scenario, found.Seed!.Value, executions: 1).Failure!;
        Assert.NotEmpty(found.Trace);
        Failure replayed = Exploration.Replay(scenario, found.Schedule).Failure!;
        Assert.Equal(found.Message, replayed.Message);
        Assert.Equal(found.Kind, again.Kind);
        Assert.Equal(found.Trace, replayed.Trace);
    }

    [Fact]
    public void A_random_search_of_many_threads_finds_nothing_in_the_locks()
    {
        Exploration.Search(Counters<RawSpinLock>(4, rounds: 3), seed: 1, executions: 400).ThrowIfFailed();
        Exploration.Search(Counters<RawTicketLock>(4, rounds: 3), seed: 1, executions: 400).ThrowIfFailed();
    }

    private static Outcome Exclusion<TLock>(int threads)
        where TLock : struct, IRawLock => Exploration.Exhaust(Counters<TLock>(threads, rounds: 1));

    private static Action<Scenario> Counters<TLock>(int threads, int rounds)
        where TLock : struct, IRawLock => scenario =>
    {
        var counter = new Shared<Mutex<TLock, int>>();
        for (int thread = 0; thread < threads; thread++)
        {
            scenario.Thread($"thread {thread}", () =>
            {
                for (int round = 0; round < rounds; round++)
                {
                    using var guard = counter.Value.Lock();
                    guard.Value++;
                }
            });
        }

        scenario.Finally(() =>
        {
            using var guard = counter.Value.Lock();
            Assert.Equal(threads * rounds, guard.Value);
        });
    };

    private static Outcome SharedWithHandler<TLock>()
        where TLock : struct, IRawLock => Exploration.Exhaust(scenario =>
    {
        var counter = new Shared<Mutex<TLock, int>>();
        Action increment = () =>
        {
            using var guard = counter.Value.Lock();
            guard.Value++;
        };
        scenario.Thread("worker", increment);
        scenario.Thread("other", increment);
        scenario.Interrupt("timer", "worker", increment);
    });

    private static Outcome Contention<TLock>()
        where TLock : struct, IRawLock => Exploration.Exhaust(scenario =>
    {
        var counter = new Shared<Mutex<TLock, int>>();
        for (int thread = 0; thread < 2; thread++)
        {
            scenario.Thread($"thread {thread}", () =>
            {
                try
                {
                    using var guard = counter.Value.Lock();
                    guard.Value++;
                }
                catch (PanicException)
                {
                }
            });
        }
    });

    private static Outcome Attempts<TLock>()
        where TLock : struct, IRawLock => Exploration.Exhaust(scenario =>
    {
        var counter = new Shared<Mutex<TLock, int>>();
        int[] taken = new int[2];
        for (int thread = 0; thread < 2; thread++)
        {
            int self = thread;
            scenario.Thread($"thread {thread}", () =>
            {
                using var guard = counter.Value.TryLock();
                if (guard.IsHeld)
                {
                    guard.Value++;
                    taken[self] = 1;
                }
            });
        }

        scenario.Finally(() =>
        {
            using var guard = counter.Value.Lock();
            Assert.Equal(taken.Sum(), guard.Value);
            Assert.InRange(guard.Value, 1, 2);
        });
    });

    private static Outcome ReadersAndWriter<TLock>(int readers, int writers = 1, int? preemptions = null)
        where TLock : struct, IRawRwLock => Exploration.Exhaust(PairKeepers<TLock>(readers, writers), new ExplorerOptions { PreemptionBound = preemptions });

    private static Action<Scenario> PairKeepers<TLock>(int readers, int writers)
        where TLock : struct, IRawRwLock => scenario =>
    {
        var pair = new Shared<RwLock<TLock, (int Left, int Right)>>();
        for (int writer = 0; writer < writers; writer++)
        {
            scenario.Thread($"writer {writer}", () =>
            {
                using var guard = pair.Value.Write();
                guard.Value.Left++;
                guard.Value.Right++;
            });
        }

        for (int reader = 0; reader < readers; reader++)
        {
            scenario.Thread($"reader {reader}", () =>
            {
                using var guard = pair.Value.Read();
                Assert.Equal(guard.Value.Left, guard.Value.Right);
            });
        }
    };
}
