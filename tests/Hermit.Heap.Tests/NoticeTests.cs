namespace Hermit.Heap.Tests;

public class NoticeTests
{
    private static readonly SyntheticType s_bytes = SyntheticType.ByteArray();

    [Fact]
    public void What_fills_memory_is_noticed_once_before_the_collection_of_everything_and_once_after_it()
    {
        using var heap = new TestHeap(64);
        heap.Heap.NotifyOfFullCollections(50);
        int before = heap.Heap.Statistics.SecondGenerationCollections;
        for (int count = 0; heap.Heap.Statistics.SecondGenerationCollections == before && count < 60_000; count++)
        {
            heap.Machine.Push(heap.Allocate(s_bytes, 1000));
        }

        Assert.Equal(before + 1, heap.Heap.Statistics.SecondGenerationCollections);
        Assert.Equal(["near", "over"], heap.Machine.Notices);
    }

    [Fact]
    public void Neither_garbage_nor_a_collection_that_is_asked_for_is_noticed()
    {
        using var heap = new TestHeap(64);
        heap.Heap.NotifyOfFullCollections(50);
        for (int count = 0; count < 60_000; count++)
        {
            heap.Allocate(s_bytes, 1000);
        }

        heap.Collect();
        Assert.Empty(heap.Machine.Notices);
    }

    [Fact]
    public void Nobody_is_told_who_does_not_want_to_know()
    {
        using var heap = new TestHeap(64);
        heap.Heap.NotifyOfFullCollections(99);
        heap.Heap.NotifyOfFullCollections(0);
        for (int count = 0; count < 30_000; count++)
        {
            heap.Machine.Push(heap.Allocate(s_bytes, 1000));
        }

        heap.Collect();
        Assert.Empty(heap.Machine.Notices);
    }
}
