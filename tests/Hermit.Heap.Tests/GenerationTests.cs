using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public class GenerationTests
{
    private static readonly SyntheticType s_node = SyntheticType.WithReferences(2, 3);

    [Fact]
    public void A_collection_of_the_young_keeps_the_old_whether_they_are_reachable_or_not()
    {
        using var heap = new TestHeap();
        heap.Machine.Push(heap.Allocate(s_node));
        heap.Collect();
        heap.Machine.PopTo(0);
        heap.Allocate(s_node);
        heap.Collect(0);
        Assert.Equal(1, heap.Heap.Verify().Objects);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void What_an_old_object_refers_to_survives_with_all_that_follows()
    {
        using var heap = new TestHeap();
        nuint old = heap.Allocate(s_node);
        heap.Machine.Push(old);
        heap.Collect();
        nuint young = heap.Allocate(s_node);
        TestHeap.Write(young, 16, heap.Allocate(s_node));
        TestHeap.Write(old, 8, young);
        heap.Collect(0);
        Assert.Equal(3, heap.Heap.Verify().Objects);

        // They are old now: their card is clear, and they need none.
        heap.Collect(0);
        Assert.Equal(3, heap.Heap.Verify().Objects);
    }

    [Fact]
    public void A_store_that_sets_no_card_is_found_by_the_check_of_the_heap()
    {
        using var heap = new TestHeap();
        nuint old = heap.Allocate(s_node);
        heap.Machine.Push(old);
        heap.Collect();
        TestHeap.WriteUnseen(old, 8, heap.Allocate(s_node));
        heap.Heap.Collect(0);
        Assert.Equal(1, heap.Heap.Verify().DanglingReferences);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(500)]
    [InlineData(99_999)]
    public void Only_the_part_of_a_large_array_that_was_written_is_looked_at(int index)
    {
        using var heap = new TestHeap();
        nuint array = heap.Allocate(SyntheticType.ReferenceArray(), 100_000);
        heap.Machine.Push(array);
        heap.Collect();
        TestHeap.Write(array, 16 + (8 * index), heap.Allocate(s_node));
        TestHeap.WriteUnseen(array, 16 + (8 * ((index + 5_000) % 100_000)), heap.Allocate(s_node));
        heap.Heap.Collect(0);
        HeapVerifier verifier = heap.Heap.Verify();
        Assert.Equal(2, verifier.Objects);
        Assert.Equal(1, verifier.DanglingReferences);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(29_999)]
    public void Elements_that_reach_over_the_end_of_a_card_are_found(int element)
    {
        using var heap = new TestHeap(128);
        nuint array = heap.Allocate(SyntheticType.StructArray(), 30_000);
        heap.Machine.Push(array);
        heap.Collect();
        foreach (int offset in new[] { 16, 32, 40 })
        {
            TestHeap.Write(array, offset + (48 * element), heap.Allocate(s_node));
        }

        heap.Collect(0);
        Assert.Equal(4, heap.Heap.Verify().Objects);
    }

    [Fact]
    public void Large_objects_survive_a_collection_of_the_young_when_they_are_reachable()
    {
        using var heap = new TestHeap();
        heap.Machine.Push(heap.Allocate(SyntheticType.ByteArray(), 100_000));
        heap.Allocate(SyntheticType.ByteArray(), 100_000);
        heap.Collect(0);
        Assert.Equal(1, heap.Heap.Verify().Objects);
        heap.Machine.PopTo(0);
        heap.Collect(0);
        Assert.Equal(1, heap.Heap.Verify().Objects);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void A_generation_is_what_real_dotnet_says()
    {
        using var heap = new TestHeap();
        nuint node = heap.Allocate(s_node);
        heap.Machine.Push(node);
        Assert.Equal(0, heap.Heap.GenerationOf(node));
        heap.Collect(0);
        Assert.Equal(1, heap.Heap.GenerationOf(node));
        heap.Collect(0);
        Assert.Equal(1, heap.Heap.GenerationOf(node));
        heap.Collect(1);
        Assert.Equal(2, heap.Heap.GenerationOf(node));
        heap.Collect();
        Assert.Equal(2, heap.Heap.GenerationOf(node));
    }

    [Fact]
    public void Collections_count_for_their_generation_and_the_younger_ones()
    {
        using var heap = new TestHeap();
        heap.Collect(0);
        heap.Collect(1);
        heap.Collect();
        Assert.Equal(3, heap.Heap.Statistics.Collections);
        Assert.Equal(2, heap.Heap.Statistics.FirstGenerationCollections);
        Assert.Equal(1, heap.Heap.Statistics.SecondGenerationCollections);
    }

    [Fact]
    public void Garbage_that_grew_old_is_collected_before_memory_runs_out()
    {
        using var heap = new TestHeap(32);
        heap.Machine.Push(0);
        for (int count = 0; count < 600; count++)
        {
            // Each array lives until the next one does, so that a collection of the young in between makes it old.
            heap.Machine.SetStackAt(0, heap.Allocate(SyntheticType.ReferenceArray(), 100_000));
            heap.Allocate(s_node);
        }

        Assert.True(heap.Heap.Statistics.SecondGenerationCollections < heap.Collections / 2);
    }
}
