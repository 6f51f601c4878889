using Hermit.Explorer.Tests.Broken;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>The kernel's scheduler and what threads wait in, on simulated CPUs: what holds in every interleaving, and broken variants that must be found.</summary>
public class SchedulerInterleavings
{
    // Locks serialise nearly everything, so few preemptions reach every order that matters.
    private static readonly ExplorerOptions s_bounded = new() { PreemptionBound = 2, MaximumExecutions = 4_000, MaximumSteps = 20_000 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_wake_up_between_the_look_and_the_wait_is_not_lost(int cpus) => Holds(scenario => WaitForFlag(scenario, cpus, careless: false));

    [Fact]
    public void A_wait_with_a_ticket_taken_after_the_look_is_found() => Breaks(FailureKind.Deadlock, scenario => WaitForFlag(scenario, 2, careless: true));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_monitor_lets_one_in_and_signals_are_not_lost(int cpus) => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, cpus);
        Assert.True(KernelMonitor.TryCreate(out KernelMonitor monitor));
        var items = new Shared<Plain<int>>();
        machine.AddThread("consumer", () =>
        {
            monitor.Acquire();
            while (items.Value.Read() == 0)
            {
                monitor.Wait();
            }

            items.Value.Write()--;
            monitor.Release();
        });
        machine.AddThread("producer", () =>
        {
            monitor.Acquire();
            items.Value.Write()++;
            monitor.SignalAndRelease();
        });
        scenario.Finally(() =>
        {
            Assert.Equal(0, items.Value.Read());
            machine.CheckFreed();
        });
    });

    [Fact]
    public void A_monitor_that_hands_over_without_looking_again_is_found() => Breaks(FailureKind.DataRace, scenario =>
        Exclude(scenario, lockOf: () => new HastyMutex()));

    [Fact]
    public void A_sleeping_lock_lets_one_in() => Holds(scenario => Exclude(scenario, lockOf: () => new SleepingMutex()));

    [Fact]
    public void A_sleeping_lock_that_forgets_who_waits_is_found() => Breaks(FailureKind.Deadlock, scenario =>
        Exclude(scenario, lockOf: () => new ForgetfulMutex()));

    [Fact]
    public void A_sleeping_lock_that_does_not_publish_its_queue_is_found() => Breaks(FailureKind.Deadlock, scenario =>
        Exclude(scenario, lockOf: () => new UnpublishedMutex()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_event_set_by_an_interrupt_wakes_its_thread(int cpus) => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, cpus);
        Assert.True(Event.TryCreate(out Event arrived));
        machine.AddThread("driver", () => Assert.True(arrived.Wait(Deadline.Never)));
        machine.AddInterrupt("device", cpus - 1, arrived.Set);
        scenario.Finally(machine.CheckFreed);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whoever_comes_first_ends_a_wait_the_wake_up_or_the_deadline(int cpus) => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, cpus);
        Assert.True(WaitQueue.TryCreate(out WaitQueue queue));
        machine.AddThread("waiter", () => queue.Wait(queue.Ticket(), Deadline.At(100)));
        machine.AddThread("waker", queue.WakeAll);
        machine.AddClock(200);
        scenario.Finally(machine.CheckFreed);
    });

    [Fact]
    public void A_wait_set_tells_of_a_queue_that_was_woken() => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, 2);
        Assert.True(WaitQueue.TryCreate(out WaitQueue queue));
        Assert.True(WaitSet.TryCreate(out WaitSet set));
        Assert.True(set.TryAdd(queue, 7, out WaitSetMember _));
        Assert.True(set.TryTake(out ulong first));
        Assert.Equal(7ul, first);
        machine.AddThread("poller", () =>
        {
            Assert.True(set.Wait(Deadline.Never));
            Assert.True(set.TryTake(out ulong tag));
            Assert.Equal(7ul, tag);
        });
        machine.AddThread("source", queue.WakeOne);
        scenario.Finally(machine.CheckFreed);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Work_that_an_interrupt_defers_is_done_by_a_thread(int cpus) => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, cpus);
        machine.AllowThread("worker");
        Assert.True(Event.TryCreate(out Event done));
        machine.Subject = done;
        Assert.True(DeferredWork.TryCreate<SetSubject>(0, out DeferredWork work));
        machine.AddThread("driver", () => Assert.True(done.Wait(Deadline.Never)));
        machine.AddInterrupt("device", 0, work.Schedule);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_timer_runs_when_its_moment_has_come(int cpus) => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, cpus);
        machine.AllowThread("worker");
        Assert.True(Event.TryCreate(out Event done));
        machine.Subject = done;
        Assert.True(KernelTimer.TryCreate<SetSubject>(0, out KernelTimer timer));
        machine.AddThread("user", () =>
        {
            timer.Arm(Deadline.At(100));
            Assert.True(done.Wait(Deadline.Never));
            Assert.False(timer.Cancel());
        });
        machine.AddClock(200);
    });

    [Fact]
    public void A_stopped_world_stands_still() => Holds(scenario => StopWorld(scenario, patient: true));

    [Fact]
    public void Looking_at_a_world_that_has_not_stopped_yet_is_found() => Breaks(FailureKind.DataRace, scenario => StopWorld(scenario, patient: false));

    [Fact]
    public void Two_that_stop_the_world_do_it_one_after_the_other() => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, 2);
        var heap = new Shared<Plain<int>>();
        for (int i = 0; i < 2; i++)
        {
            machine.AddThread($"collector {i}", () =>
            {
                using StoppedWorld world = World.Stop();
                heap.Value.Write()++;
            });
        }

        scenario.Finally(() => Assert.Equal(2, heap.Value.Read()));
    });

    [Fact]
    public void A_stopped_world_stands_still_for_two_threads_that_take_turns() => Holds(scenario => StopTwo(scenario, cpus: 2));

    [Fact]
    public void A_thread_that_waits_for_a_busy_cpu_is_taken_by_another() => Holds(scenario => WaitForOneBehind(scenario, cpus: 2));

    [Fact]
    public void A_thread_that_nobody_takes_is_found() => Breaks(FailureKind.Deadlock, scenario => WaitForOneBehind(scenario, cpus: 1));

    [Fact]
    public void A_wake_up_that_does_not_interrupt_a_sleeping_cpu_is_found() => Breaks(FailureKind.Deadlock, scenario =>
        WakeFromAfar(scenario, interrupts: false));

    [Fact]
    public void A_wake_up_reaches_a_cpu_that_is_about_to_sleep() => Holds(scenario => WakeFromAfar(scenario, interrupts: true));

    [Fact]
    public void Threads_that_are_kept_to_one_cpu_go_on_there() => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, 2);
        for (int i = 0; i < 2; i++)
        {
            uint cpu = (uint)i;
            machine.AddThread($"keeper {i}", () =>
            {
                Assert.False(Scheduler.TryKeepTo(0b100));
                Assert.True(Scheduler.TryKeepTo(1u << (int)cpu));
                Scheduler.Yield();
                Assert.True(Scheduler.TryKeepTo(0b11));
            });
        }

        scenario.Finally(machine.CheckFreed);
    });

    [Fact]
    public void A_thread_leaves_the_cpu_that_threads_are_kept_from() => Holds(scenario =>
    {
        var machine = new SimulatedMachine(scenario, 2);
        var kept = new Shared<AtomicBool>();
        machine.AddThread("keeper", () =>
        {
            Assert.True(Scheduler.TryKeepTo(0b01));
            Assert.Equal(0, SimulatedMachine.CurrentCpu);
            kept.Value.Store(true, MemoryOrder.Release);
        });
        machine.AddThread("other", () =>
        {
            bool wasKept = kept.Value.Load(MemoryOrder.Acquire);
            Scheduler.Yield();
            Assert.True(!wasKept || SimulatedMachine.CurrentCpu == 0);
        });
        scenario.Finally(machine.CheckFreed);
    });

    [Fact]
    public void A_chunk_is_cleared_by_its_thread_or_taken_away() => Holds(scenario => ClearWhileCollecting(scenario, unstopped: true));

    [Fact]
    public void A_chunk_that_is_cleared_by_a_thread_that_can_be_stopped_is_found() => Breaks(FailureKind.DataRace, scenario =>
        ClearWhileCollecting(scenario, unstopped: false));

    [Fact]
    public void A_thread_that_returns_from_native_code_stands_still_in_a_stopped_world() => Holds(scenario => ReturnWhileCollecting(scenario, stops: true));

    [Fact]
    public void A_collection_that_trusts_a_thread_to_stay_in_native_code_is_found() => Breaks(FailureKind.DataRace, scenario =>
        ReturnWhileCollecting(scenario, stops: false));

    // What ManagedHeap.Cut does: it looks whether the chunk is the thread's, and clears some of it. A collection takes it away, and another thread gets it.
    private static void ClearWhileCollecting(Scenario scenario, bool unstopped)
    {
        var machine = new SimulatedMachine(scenario, 2);
        var isOwned = new Shared<Plain<bool>>();
        var chunk = new Shared<Plain<int>>();
        machine.AddThread("allocator", () =>
        {
            isOwned.Value.Write() = true;
            if (unstopped)
            {
                Scheduler.DisablePreemption();
            }

            if (isOwned.Value.Read())
            {
                // Where interrupts arrive: behind the release of a lock.
                Assert.Equal(0b11ul, Scheduler.AllowedCpus);
                chunk.Value.Write() = 0;
            }

            if (unstopped)
            {
                Scheduler.EnablePreemption();
            }
        });
        machine.AddThread("collector", () =>
        {
            bool taken;
            using (StoppedWorld world = World.Stop())
            {
                taken = isOwned.Value.Read();
                isOwned.Value.Write() = false;
            }

            if (taken)
            {
                chunk.Value.Write() = 1;
            }
        });
        scenario.Finally(machine.CheckFreed);
    }

    // A thread says that it is in native code, and that it is back before it touches objects.
    private static void ReturnWhileCollecting(Scenario scenario, bool stops)
    {
        var machine = new SimulatedMachine(scenario, 2);
        var isInNative = new Shared<AtomicBool>();
        var @object = new Shared<Plain<int>>();
        machine.AddThread("caller", () =>
        {
            isInNative.Value.Store(true, MemoryOrder.Release);
            Scheduler.Yield();
            isInNative.Value.Store(false, MemoryOrder.Relaxed);
            @object.Value.Write()++;
        });
        machine.AddThread("collector", () =>
        {
            if (!stops && isInNative.Value.Load(MemoryOrder.Acquire))
            {
                @object.Value.Write() += 10;
                return;
            }

            using StoppedWorld world = World.Stop();
            @object.Value.Write() += 10;
        });
        scenario.Finally(() => Assert.Equal(11, @object.Value.Read()));
    }

    // The first does not make way, and there is no clock: both others run elsewhere, of which one was queued behind it.
    private static void WaitForOneBehind(Scenario scenario, int cpus)
    {
        var machine = new SimulatedMachine(scenario, cpus);
        var done = new Shared<AtomicInt32>();
        machine.AddThread("spinner", () =>
        {
            while (done.Value.Load(MemoryOrder.Acquire) != 2)
            {
                Spin.Wait();
            }
        });
        for (int i = 0; i < 2; i++)
        {
            machine.AddThread($"behind {i}", () => done.Value.FetchAdd(1, MemoryOrder.AcquireRelease));
        }

        scenario.Finally(machine.CheckFreed);
    }

    private static void WakeFromAfar(Scenario scenario, bool interrupts)
    {
        var machine = new SimulatedMachine(scenario, 2) { HasInterrupts = interrupts };
        Assert.True(WaitQueue.TryCreate(out WaitQueue queue));
        WaitTicket ticket = queue.Ticket();
        var flag = new Shared<AtomicBool>();
        machine.AddThread("spinner", () =>
        {
            queue.WakeAll();
            while (!flag.Value.Load(MemoryOrder.Acquire))
            {
                Spin.Wait();
            }
        });
        machine.AddThread("sleeper", () =>
        {
            queue.Wait(ticket, Deadline.Never);
            flag.Value.Store(true, MemoryOrder.Release);
        });
        scenario.Finally(machine.CheckFreed);
    }

    private static void StopTwo(Scenario scenario, int cpus)
    {
        var machine = new SimulatedMachine(scenario, cpus);
        var window = new Shared<Plain<int>>();
        var mutex = new SleepingMutex();
        for (int i = 0; i < 2; i++)
        {
            machine.AddThread($"mutator {i}", () =>
            {
                mutex.Enter();
                window.Value.Write()++;
                mutex.Exit();
            });
        }

        machine.AddThread("collector", () =>
        {
            using StoppedWorld world = World.Stop();
            window.Value.Write() += 10;
        });
        scenario.Finally(() => Assert.Equal(12, window.Value.Read()));
    }

    private static void WaitForFlag(Scenario scenario, int cpus, bool careless)
    {
        var machine = new SimulatedMachine(scenario, cpus);
        Assert.True(WaitQueue.TryCreate(out WaitQueue queue));
        var flag = new Shared<AtomicBool>();
        machine.AddThread("waiter", () =>
        {
            while (true)
            {
                WaitTicket ticket = queue.Ticket();
                if (flag.Value.Load(MemoryOrder.Acquire))
                {
                    return;
                }

                queue.Wait(careless ? queue.Ticket() : ticket, Deadline.Never);
            }
        });
        machine.AddThread("waker", () =>
        {
            flag.Value.Store(true, MemoryOrder.Release);
            queue.WakeAll();
        });
        scenario.Finally(machine.CheckFreed);
    }

    private static void Exclude<TLock>(Scenario scenario, Func<TLock> lockOf)
        where TLock : class, IBlockingMutex
    {
        var machine = new SimulatedMachine(scenario, 2);
        TLock mutex = lockOf();
        var count = new Shared<Plain<int>>();
        for (int i = 0; i < 3; i++)
        {
            machine.AddThread($"worker {i}", () =>
            {
                mutex.Enter();
                count.Value.Write()++;
                mutex.Exit();
            });
        }

        scenario.Finally(() => Assert.Equal(3, count.Value.Read()));
    }

    private static void StopWorld(Scenario scenario, bool patient)
    {
        var machine = new SimulatedMachine(scenario, 2);
        var heap = new Shared<Plain<int>>();
        machine.AddThread("mutator", () =>
        {
            heap.Value.Write()++;
            Scheduler.Yield();
            heap.Value.Write()++;
        });
        machine.AddThread("collector", () =>
        {
            if (patient)
            {
                using StoppedWorld world = World.Stop();
                heap.Value.Write() += 10;
            }
            else
            {
                Scheduler.DisablePreemption();
                heap.Value.Write() += 10;
                Scheduler.EnablePreemption();
            }
        });
        scenario.Finally(() => Assert.Equal(12, heap.Value.Read()));
    }

    // The orders within the bound, as many as there is time for, and random ones beyond it.
    private static void Holds(Action<Scenario> scenario)
    {
        Outcome outcome = Exploration.Exhaust(scenario, s_bounded);
        outcome.ThrowIfFailed();
        Assert.True(outcome.Executions > 10, $"Only {outcome.Executions} executions were explored.");
        Exploration.Search(scenario, seed: 1, executions: 1_000, changes: 3, s_bounded).ThrowIfFailed();
    }

    private static void Breaks(FailureKind kind, Action<Scenario> scenario) =>
        Expect.Failure(kind, Exploration.Search(scenario, seed: 1, executions: 30_000, changes: 3, s_bounded));
}
