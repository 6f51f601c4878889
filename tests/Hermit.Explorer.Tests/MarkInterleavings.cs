using Hermit.Explorer.Tests.Broken;
using Hermit.Runtime.Heap;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>What markers on several CPUs share: the bits they set, the entries they give each other, and the call by which they come and go.</summary>
public class MarkInterleavings
{
    // Two preemptions suffice for each broken variant.
    private static readonly ExplorerOptions s_bounded = new() { PreemptionBound = 2 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_markers_that_find_an_object_one_follows_it_and_no_bit_is_lost(bool twoSteps)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var word = new Shared<AtomicUInt64>();
            int followed = 0;
            for (int number = 0; number < 2; number++)
            {
                ulong own = 2ul << number;
                scenario.Thread($"marker {number}", () =>
                {
                    Assert.True(TrySet(word, own, twoSteps));
                    bool isFirst = TrySet(word, 1, twoSteps);
                    followed += isFirst ? 1 : 0;
                });
            }

            scenario.Finally(() =>
            {
                Assert.Equal(1, followed);
                Assert.Equal(7ul, word.Value.Load(MemoryOrder.Relaxed));
            });
        });
        Expect.Kind(twoSteps ? FailureKind.Exception : null, outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_owner_finishes_when_all_that_was_given_is_followed(int helpers)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var pool = new Shared<MarkPool>();
            var followed = new Shared<Plain<int>>[4];
            for (int entry = 0; entry < followed.Length; entry++)
            {
                followed[entry] = new Shared<Plain<int>>();
            }

            scenario.Thread("owner", () =>
            {
                pool.Value.Open(helpers);
                nuint[] stack = new nuint[4];

                // 4 leads to 2 and 3, 2 to 1 (see Follow).
                Assert.Equal(1, pool.Value.Give([4 << 1]));
                int count;
                while ((count = pool.Value.TakeOrFinish(stack, out _)) > 0)
                {
                    Follow(pool, followed, stack.AsSpan(0, count));
                }

                // Whoever followed them: visible here, each once.
                foreach (Shared<Plain<int>> entry in followed)
                {
                    Assert.Equal(1, entry.Value.Read());
                }

                pool.Value.Close();
            });
            for (int helper = 0; helper < helpers; helper++)
            {
                scenario.Thread($"helper {helper}", () =>
                {
                    nuint[] stack = new nuint[4];
                    if (!pool.Value.TryJoin(out int _))
                    {
                        return;
                    }

                    int count;
                    while ((count = pool.Value.Take(stack, overflowed: false)) > 0)
                    {
                        Follow(pool, followed, stack.AsSpan(0, count));
                    }
                });
            }
        }, new ExplorerOptions { PreemptionBound = 3 - helpers });
        Expect.Complete(outcome);
    }

    [Fact]
    public void A_pool_whose_markers_take_before_they_stop_to_wait_is_found()
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var pool = new Shared<HastyMarkPool>();
            var followed = new Shared<Plain<int>>();
            scenario.Thread("owner", () =>
            {
                pool.Value.Give(1);
                if (pool.Value.IsFinished())
                {
                    Assert.Equal(1, followed.Value.Read());
                }
            });
            scenario.Thread("helper", () =>
            {
                if (pool.Value.TryTake())
                {
                    followed.Value.Write()++;
                    pool.Value.Done();
                }
            });
        }, s_bounded);
        Assert.NotNull(outcome.Failure);
        Assert.True(outcome.Failure.Kind is FailureKind.DataRace or FailureKind.Exception, outcome.Failure.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_that_was_cancelled_is_not_running_when_it_is_not_active(bool countsLate)
    {
        Outcome outcome = Exploration.Exhaust(scenario =>
        {
            var call = new Shared<WorkCall>();
            var late = new Shared<LateCountCall>();
            var result = new Shared<Plain<int>>();
            scenario.Thread("caller", () =>
            {
                result.Value.Write() = 1;
                CpuSet cpus = default;
                cpus.Add(0);
                call.Value.Invite(cpus);
                late.Value.Invite();
                call.Value.Cancel();
                late.Value.Cancel();
                while (countsLate ? late.Value.IsActive : call.Value.IsActive)
                {
                    Spin.Wait();
                }

                Assert.True(result.Value.Read() is 1 or 2);
            });
            scenario.Thread("CPU 0", () =>
            {
                if (countsLate ? late.Value.TryAccept() : call.Value.TryAccept(0))
                {
                    result.Value.Write()++;
                    if (countsLate)
                    {
                        late.Value.Finish();
                    }
                    else
                    {
                        call.Value.Finish();
                    }
                }
            });
        });
        Expect.Kind(countsLate ? FailureKind.DataRace : null, outcome);
    }

    private static bool TrySet(Shared<AtomicUInt64> word, ulong mask, bool twoSteps) =>
        twoSteps ? TwoStepMarkBits.TrySet(ref word.Value, mask) : MarkBits.TrySet(ref word.Value, mask);

    // Entries are even, as objects are.
    private static void Follow(Shared<MarkPool> pool, Shared<Plain<int>>[] followed, ReadOnlySpan<nuint> entries)
    {
        foreach (nuint entry in entries)
        {
            int number = (int)(entry >> 1);
            followed[number - 1].Value.Write()++;
            if (number == 4)
            {
                Assert.Equal(1, pool.Value.Give([2 << 1]));
                Follow(pool, followed, [3 << 1]);
            }
            else if (number == 2)
            {
                Follow(pool, followed, [1 << 1]);
            }
        }
    }
}
