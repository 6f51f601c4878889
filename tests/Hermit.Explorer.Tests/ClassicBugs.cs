using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>The explorer finds the classics, and does not find them in the corrected versions.</summary>
public class ClassicBugs
{
    [Theory]
    [InlineData(false, MemoryOrder.SequentiallyConsistent, FailureKind.Deadlock)]
    [InlineData(true, MemoryOrder.Relaxed, FailureKind.Deadlock)]
    [InlineData(true, MemoryOrder.SequentiallyConsistent, null)]
    public void Lost_wake_up(bool looksAgain, MemoryOrder order, FailureKind? expected)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var mailbox = new Mailbox();
            scenario.Thread("consumer", () => mailbox.Receive(looksAgain, order));
            scenario.Thread("producer", () => mailbox.Send(order));
        });
        Expect.Kind(expected, outcome);
    }

    [Theory]
    [InlineData(MemoryOrder.Relaxed, MemoryOrder.Release, FailureKind.DataRace)]
    [InlineData(MemoryOrder.Acquire, MemoryOrder.Relaxed, FailureKind.DataRace)]
    [InlineData(MemoryOrder.Acquire, MemoryOrder.Release, null)]
    public void Double_checked_initialisation(MemoryOrder load, MemoryOrder store, FailureKind? expected)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var singleton = new DoubleChecked();
            for (int thread = 0; thread < 2; thread++)
            {
                scenario.Thread($"user {thread}", () => Assert.Equal(42, singleton.Get(load, store)));
            }
        });
        Expect.Kind(expected, outcome);
    }

    [Theory]
    [InlineData(false, FailureKind.Exception)]
    [InlineData(true, null)]
    public void ABA_in_a_lock_free_stack(bool tagged, FailureKind? expected)
    {
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var stack = new IndexStack(tagged);
                stack.Push(1);
                stack.Push(2);
                int slow = 0;
                var fast = new List<int>();
                scenario.Thread("slow", () => slow = stack.Pop());
                scenario.Thread("fast", () =>
                {
                    int first = stack.Pop();
                    int second = stack.Pop();
                    stack.Push(first);
                    fast.Add(second);
                });
                scenario.Finally(() =>
                {
                    var all = new List<int>(fast) { slow };
                    for (int node = stack.Pop(); node != 0; node = stack.Pop())
                    {
                        all.Add(node);
                    }

                    all.RemoveAll(node => node == 0);
                    Assert.Equal([1, 2], all.Order());
                });
            },
            new ExplorerOptions { PreemptionBound = 3 });
        Expect.Kind(expected, outcome);
    }

    [Fact]
    public void An_interrupt_that_takes_the_lock_which_its_thread_holds()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var state = new Shared<SpinMutex<int>>();
            scenario.Thread("worker", () =>
            {
                using var guard = state.Value.Lock();
                guard.Value++;
            });
            scenario.Interrupt("timer", "worker", () =>
            {
                using var guard = state.Value.Lock();
                guard.Value++;
            });
        });
        Failure failure = Expect.Failure(FailureKind.Deadlock, outcome);
        Assert.Contains("worker/timer", failure.Message);
    }

    [Fact]
    public void The_same_interrupt_is_harmless_when_the_lock_masks_interrupts()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var state = new Shared<InterruptSpinMutex<int>>();
            scenario.Thread("worker", () =>
            {
                using var guard = state.Value.Lock();
                guard.Value++;
            });
            scenario.Interrupt("timer", "worker", () =>
            {
                using var guard = state.Value.Lock();
                guard.Value++;
            });
        });
        Expect.Complete(outcome);
    }

    [Theory]
    [InlineData(false, FailureKind.Deadlock)]
    [InlineData(true, null)]
    public void Lock_order_inversion(bool sameOrder, FailureKind? expected)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var first = new Shared<SpinMutex<int>>();
            var second = new Shared<SpinMutex<int>>();
            scenario.Thread("forwards", () => Transfer(first, second));
            scenario.Thread("backwards", () => Transfer(sameOrder ? first : second, sameOrder ? second : first));
        });
        Expect.Kind(expected, outcome);
    }

    private static void Transfer(Shared<SpinMutex<int>> from, Shared<SpinMutex<int>> to)
    {
        using var source = from.Value.Lock();
        using var target = to.Value.Lock();
        source.Value--;
        target.Value++;
    }

    private sealed class Mailbox
    {
        private AtomicInt32 _letters;
        private AtomicBool _sleeping;

        public void Send(MemoryOrder order)
        {
            _letters.Store(1, order);
            if (_sleeping.Load(order))
            {
                _sleeping.Store(false, order);
            }
        }

        public void Receive(bool looksAgain, MemoryOrder order)
        {
            if (_letters.Load(order) != 0)
            {
                return;
            }

            _sleeping.Store(true, order);
            if (looksAgain && _letters.Load(order) != 0)
            {
                return;
            }

            while (_sleeping.Load(order))
            {
                Spin.Wait();
            }
        }
    }

    private sealed class DoubleChecked
    {
        private AtomicBool _ready;
        private SpinMutex<int> _initialising;
        private Plain<int> _value;

        public int Get(MemoryOrder load, MemoryOrder store)
        {
            if (!_ready.Load(load))
            {
                using var guard = _initialising.Lock();
                if (!_ready.Load(MemoryOrder.Relaxed))
                {
                    _value.Write() = 42;
                    _ready.Store(true, store);
                }
            }

            return _value.Read();
        }
    }

    // A Treiber stack of small numbers; the head's upper half counts changes if the stack is tagged.
    private sealed class IndexStack(bool tagged)
    {
        private readonly AtomicInt32[] _next = new AtomicInt32[3];
        private AtomicInt64 _head;

        public void Push(int node)
        {
            while (true)
            {
                long head = _head.Load(MemoryOrder.Acquire);
                _next[node].Store((int)head, MemoryOrder.Relaxed);
                if (_head.TryCompareExchange(head, Successor(head, node), MemoryOrder.AcquireRelease))
                {
                    return;
                }
            }
        }

        public int Pop()
        {
            while (true)
            {
                long head = _head.Load(MemoryOrder.Acquire);
                if ((int)head == 0)
                {
                    return 0;
                }

                int next = _next[(int)head].Load(MemoryOrder.Relaxed);
                if (_head.TryCompareExchange(head, Successor(head, next), MemoryOrder.AcquireRelease))
                {
                    return (int)head;
                }
            }
        }

        private long Successor(long head, int node) => tagged ? (((head >> 32) + 1) << 32) | (uint)node : node;
    }
}
