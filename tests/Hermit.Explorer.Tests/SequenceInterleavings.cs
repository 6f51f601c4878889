using Hermit.Explorer.Tests.Broken;
using Hermit.Runtime.Exceptions;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>What stack walks remember of frames: two words of data that are copied while others write them.</summary>
public class SequenceInterleavings
{
    [Fact]
    public void A_copy_that_counts_is_whole()
    {
        Expect.Complete(Exploration.Exhaust(scenario =>
        {
            var entry = new Entry();
            for (int writer = 1; writer <= 2; writer++)
            {
                int value = writer;
                scenario.Thread($"writer {writer}", () =>
                {
                    if (entry.Counter.TryBeginWrite(out uint version))
                    {
                        entry.Write(value);
                        entry.Counter.EndWrite(version);
                    }
                });
            }

            scenario.Thread("reader", () =>
            {
                if (entry.Counter.TryBeginRead(out uint version))
                {
                    (int first, int second) = entry.Read();
                    Assert.True(!entry.Counter.IsUnchanged(version) || (first == second && first != 0));
                }
            });
        }, new ExplorerOptions { PreemptionBound = 3 }));
    }

    [Fact]
    public void A_reader_that_does_not_order_its_copy_before_the_second_look_is_found()
    {
        Outcome outcome = Explore(unordered: true);
        Expect.Failure(FailureKind.Exception, outcome);
    }

    [Fact]
    public void A_writer_and_a_reader_in_every_interleaving_under_a_weak_memory_model() => Expect.Complete(Explore(unordered: false));

    private static Outcome Explore(bool unordered) => Exploration.Exhaust(scenario =>
    {
        var entry = new Entry();
        var broken = new Shared<UnorderedSequence>();
        scenario.Thread("writer", () =>
        {
            for (int value = 1; value <= 2; value++)
            {
                if (unordered)
                {
                    uint version = broken.Value.BeginWrite();
                    entry.Write(value);
                    broken.Value.EndWrite(version);
                }
                else if (entry.Counter.TryBeginWrite(out uint version))
                {
                    entry.Write(value);
                    entry.Counter.EndWrite(version);
                }
            }
        });
        scenario.Thread("reader", () =>
        {
            if (unordered ? broken.Value.TryBeginRead(out uint version) : entry.Counter.TryBeginRead(out version))
            {
                (int first, int second) = entry.Read();
                bool counts = unordered ? broken.Value.IsUnchanged(version) : entry.Counter.IsUnchanged(version);
                Assert.True(!counts || (first == second && first != 0));
            }
        });
    });

    private sealed class Entry
    {
        public SequenceCounter Counter;
        private AtomicInt32 _first;
        private AtomicInt32 _second;

        public void Write(int value)
        {
            _first.Store(value, MemoryOrder.Relaxed);
            _second.Store(value, MemoryOrder.Relaxed);
        }

        public (int First, int Second) Read() => (_first.Load(MemoryOrder.Relaxed), _second.Load(MemoryOrder.Relaxed));
    }
}
