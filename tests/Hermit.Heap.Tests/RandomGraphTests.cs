namespace Hermit.Heap.Tests;

public class RandomGraphTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_reachable_survives_unharmed_and_nothing_else_does(int seed)
    {
        using var heap = new TestHeap(32) { Machine = { ThreadCount = 5 } };
        var shadow = new ShadowHeap(heap, seed);
        for (int round = 0; round < 25; round++)
        {
            for (int step = 0; step < 400; step++)
            {
                shadow.Step();
            }

            shadow.CollectAndCompare();
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Collections_of_the_young_lose_nothing_that_is_reachable(int seed)
    {
        using var heap = new TestHeap(32) { Machine = { ThreadCount = 5 } };
        var shadow = new ShadowHeap(heap, 1000 + seed);
        for (int round = 0; round < 40; round++)
        {
            for (int step = 0; step < 200; step++)
            {
                shadow.Step();
            }

            shadow.CollectYoungAndCheck();
            if (round % 10 == 9)
            {
                shadow.CollectAndCompare();
            }
        }
    }

    [Theory]
    [InlineData(101, 1)]
    [InlineData(102, 2)]
    [InlineData(103, 7)]
    public void Collecting_before_every_few_chunks_changes_nothing(int seed, uint interval)
    {
        using var heap = new TestHeap(32) { Machine = { ThreadCount = 5 } };
        heap.Heap.SetStress(interval);
        var shadow = new ShadowHeap(heap, seed) { LargestLength = 1500 };
        for (int round = 0; round < 10; round++)
        {
            for (int step = 0; step < 300; step++)
            {
                shadow.Step();
            }

            shadow.CollectAndCompare();
        }

        Assert.True(heap.Collections > 100);
    }

    [Fact]
    public void A_new_seed_each_run_finds_nothing_either()
    {
        int seed = Environment.TickCount;
        using var heap = new TestHeap(24) { Machine = { ThreadCount = 5 } };
        var shadow = new ShadowHeap(heap, seed) { LargestLength = 20_000 };
        try
        {
            for (int round = 0; round < 20; round++)
            {
                for (int step = 0; step < 1000; step++)
                {
                    shadow.Step();
                }

                shadow.CollectAndCompare();
            }
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed} failed.", exception);
        }
    }
}
