using Hermit.Sync;

namespace Hermit.Explorer.Tests;

/// <summary>Leaving out redundant executions leaves out no result: random little programs give the same results with and without the reduction.</summary>
public class ReductionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Sleep_sets_lose_no_result(int seed)
    {
        var random = new Random(seed);
        for (int program = 0; program < 6; program++)
        {
            (int Kind, int Location, MemoryOrder Order)[][] threads =
                [.. Enumerable.Range(0, 2 + (program % 2)).Select(_ => Enumerable.Range(0, 2 - (program % 2)).Select(_ => RandomStep(random)).ToArray())];
            (HashSet<string> reduced, Outcome fewer) = Results(threads, null);
            (HashSet<string> full, Outcome more) = Results(threads, int.MaxValue);
            Assert.Equal(full.Order(), reduced.Order());
            Assert.True(fewer.Executions <= more.Executions);
        }
    }

    private static (int Kind, int Location, MemoryOrder Order) RandomStep(Random random)
    {
        int kind = random.Next(4);
        MemoryOrder[] orders = kind switch
        {
            0 => [MemoryOrder.Relaxed, MemoryOrder.Acquire, MemoryOrder.SequentiallyConsistent],
            1 => [MemoryOrder.Relaxed, MemoryOrder.Release, MemoryOrder.SequentiallyConsistent],
            2 => [MemoryOrder.Relaxed, MemoryOrder.AcquireRelease, MemoryOrder.SequentiallyConsistent],
            _ => [MemoryOrder.Acquire, MemoryOrder.Release, MemoryOrder.SequentiallyConsistent],
        };
        return (kind, random.Next(2), orders[random.Next(orders.Length)]);
    }

    private static (HashSet<string> Results, Outcome Outcome) Results((int Kind, int Location, MemoryOrder Order)[][] threads, int? bound)
    {
        var results = new HashSet<string>();
        Outcome outcome = Exploration.Exhaust(
            scenario =>
            {
                var memory = new AtomicInt32[2];
                var notes = new string[threads.Length];
                for (int thread = 0; thread < threads.Length; thread++)
                {
                    int self = thread;
                    scenario.Thread($"thread {thread}", () =>
                    {
                        for (int step = 0; step < threads[self].Length; step++)
                        {
                            notes[self] += Make(memory, threads[self][step], 1 + step + (10 * self));
                        }
                    });
                }

                scenario.Finally(() => results.Add(string.Join('|', notes) + $" {memory[0].Load(MemoryOrder.Relaxed)} {memory[1].Load(MemoryOrder.Relaxed)}"));
            },
            new ExplorerOptions { PreemptionBound = bound, MaximumExecutions = 2_000_000 });
        Expect.Complete(outcome);
        return (results, outcome);
    }

    private static string Make(AtomicInt32[] memory, (int Kind, int Location, MemoryOrder Order) step, int value)
    {
        switch (step.Kind)
        {
            case 0:
                return $"{memory[step.Location].Load(step.Order)} ";
            case 1:
                memory[step.Location].Store(value, step.Order);
                return "";
            case 2:
                return $"{memory[step.Location].FetchAdd(value, step.Order)} ";
            default:
                Fence.Insert(step.Order);
                return "";
        }
    }
}
