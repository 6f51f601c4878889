using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public class NoCollectionTests
{
    private static readonly SyntheticType s_bytes = SyntheticType.ByteArray();

    [Fact]
    public void No_collection_happens_while_the_announced_amount_is_allocated()
    {
        using var heap = new TestHeap(64);
        Assert.Equal(0, heap.Heap.StartNoCollectionRegion(30 * TestHeap.Megabyte));
        int before = heap.Collections;
        for (int count = 0; count < 25_000; count++)
        {
            heap.Allocate(s_bytes, 1000);
        }

        Assert.Equal(before, heap.Collections);
        Assert.Equal(NoCollectionStatus.Succeeded, heap.Heap.EndNoCollectionRegion());
    }

    [Fact]
    public void A_region_that_is_left_early_says_so()
    {
        using var heap = new TestHeap(64);
        Assert.Equal(NoCollectionStatus.NotInProgress, heap.Heap.EndNoCollectionRegion());
        Assert.Equal(0, heap.Heap.StartNoCollectionRegion(TestHeap.Megabyte));
        Assert.Equal(3, heap.Heap.StartNoCollectionRegion(TestHeap.Megabyte));
        Assert.Equal(NoCollectionStatus.NotInProgress, heap.Heap.EndNoCollectionRegion());
        Assert.Equal(0, heap.Heap.StartNoCollectionRegion(TestHeap.Megabyte));
        heap.Collect();
        Assert.Equal(NoCollectionStatus.CollectionInduced, heap.Heap.EndNoCollectionRegion());
        Assert.Equal(NoCollectionStatus.NotInProgress, heap.Heap.EndNoCollectionRegion());
        Assert.Equal(0, heap.Heap.StartNoCollectionRegion(TestHeap.Megabyte));
        for (int count = 0; count < 50_000; count++)
        {
            heap.Allocate(s_bytes, 1000);
        }

        Assert.Equal(NoCollectionStatus.AllocationExceeded, heap.Heap.EndNoCollectionRegion());
    }

    [Fact]
    public void What_memory_cannot_hold_is_refused()
    {
        using var heap = new TestHeap(16);
        Assert.Equal(2, heap.Heap.StartNoCollectionRegion(17 * TestHeap.Megabyte));
        Assert.Equal(1, heap.Heap.StartNoCollectionRegion(16 * TestHeap.Megabyte));
        Assert.Equal(0, heap.Heap.StartNoCollectionRegion(8 * TestHeap.Megabyte));
    }
}
