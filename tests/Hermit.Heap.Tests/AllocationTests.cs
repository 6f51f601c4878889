using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public unsafe class AllocationTests
{
    [Fact]
    public void Memory_is_zero_beyond_the_type_and_the_count()
    {
        using var heap = new TestHeap(16);
        SyntheticType bytes = SyntheticType.ByteArray();
        var random = new Random(1);
        for (int round = 0; round < 40_000; round++)
        {
            uint length = (uint)random.Next(random.Next(30) == 0 ? 30_000 : 300);
            nuint address = heap.Allocate(bytes, length);
            Span<byte> content = new((void*)(address + 16), (int)length);
            Assert.Equal(-1, content.IndexOfAnyExcept((byte)0));
            Assert.Equal(0u, TestHeap.Read(address, -8));
            content.Fill(0xEE);
        }

        Assert.True(heap.Collections > 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(8000)]
    [InlineData(8192)]
    [InlineData(100_000)]
    public void Objects_are_aligned_and_array_elements_of_large_ones_to_16_bytes(int length)
    {
        using var heap = new TestHeap();
        nuint address = heap.Allocate(SyntheticType.ByteArray(), (uint)length);
        Assert.Equal(0u, address % 8);
        if (length >= HeapLayout.LargeObjectBytes)
        {
            Assert.Equal(0u, (address + 16) % 16);
        }
    }

    [Fact]
    public void A_gigabyte_of_garbage_fits_through_64_megabytes()
    {
        using var heap = new TestHeap(64) { Machine = { Scribble = false } };
        SyntheticType bytes = SyntheticType.ByteArray();
        ulong total = 0;
        for (int round = 0; total < 1024UL * TestHeap.Megabyte; round++)
        {
            uint length = round % 100 == 0 ? 1_000_000u : round % 10 == 0 ? 10_000u : 500u;
            heap.Allocate(bytes, length);
            total += length;
        }

        Assert.InRange(heap.Collections, 100, 400);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Two_thousand_threads_fit_into_a_small_heap()
    {
        using var heap = new TestHeap(16) { Machine = { ThreadCount = 2000 } };
        SyntheticType node = SyntheticType.Plain(4);
        for (int round = 0; round < 20; round++)
        {
            for (int thread = 0; thread < 2000; thread++)
            {
                heap.Allocate(node, 0, thread);
            }
        }

        Assert.True(heap.Heap.CommittedBytes < 8 * TestHeap.Megabyte);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Chunks_of_many_threads_never_overlap()
    {
        using var heap = new TestHeap(32) { Machine = { ThreadCount = 50 } };
        SyntheticType node = SyntheticType.Plain(3);
        var seen = new HashSet<nuint>();
        var random = new Random(2);
        for (int count = 0; count < 5_000; count++)
        {
            nuint address = heap.Allocate(node, 0, random.Next(50));
            heap.Machine.Push(address);
            Assert.True(seen.Add(address));
        }

        Assert.Equal(5_000, heap.Survivors());
    }

    [Fact]
    public void Running_out_of_memory_gives_nothing_and_letting_go_of_it_helps()
    {
        using var heap = new TestHeap(16);
        SyntheticType array = SyntheticType.ReferenceArray();
        nuint list = 0;
        int slot = heap.Machine.StackDepth;
        heap.Machine.Push(0);
        int allocated = 0;
        while (heap.TryAllocate(array, 1000) is var address and not 0)
        {
            TestHeap.Write(address, 16, list);
            list = address;
            heap.Machine.SetStackAt(slot, list);
            allocated++;
        }

        Assert.InRange(allocated * 8 / 1000, 10, 16);
        Assert.Equal(allocated, heap.Survivors());
        heap.Machine.SetStackAt(slot, 0);
        heap.Allocate(array, 100_000);
        Assert.True(heap.Survivors() <= 1);
    }

    [Fact]
    public void The_handler_of_an_exhausted_heap_has_some_memory_although_everything_still_looks_alive()
    {
        using var heap = new TestHeap(16);
        SyntheticType bytes = SyntheticType.ByteArray();
        while (heap.TryAllocate(bytes, 100_000) is var address and not 0)
        {
            heap.Machine.Push(address);
        }

        int collections = heap.Collections;
        for (int count = 0; count < 1000; count++)
        {
            heap.Machine.Push(heap.Allocate(bytes, 150));
        }

        Assert.Equal(collections, heap.Collections);
        Assert.True(heap.Machine.FreeBytes >= 128 * 1024);
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(uint.MaxValue)]
    public void An_array_larger_than_memory_is_refused(uint length)
    {
        using var heap = new TestHeap(16);
        Assert.Equal((nuint)0, heap.TryAllocate(SyntheticType.ReferenceArray(), length));
        Assert.NotEqual((nuint)0, heap.TryAllocate(SyntheticType.Plain(1)));
    }

    [Fact]
    public void Memory_comes_back_to_the_machine()
    {
        using var heap = new TestHeap(32);
        nuint before = heap.Machine.FreeBytes;
        SyntheticType bytes = SyntheticType.ByteArray();
        for (int count = 0; count < 200; count++)
        {
            heap.Machine.Push(heap.Allocate(bytes, 100_000));
        }

        for (int count = 0; count < 20_000; count++)
        {
            heap.Machine.Push(heap.Allocate(bytes, 100));
        }

        Assert.True(before - heap.Machine.FreeBytes > 20 * TestHeap.Megabyte);
        heap.Machine.PopTo(0);
        heap.Collect();
        heap.Heap.ReleaseFreeMemory();
        Assert.Equal(before, heap.Machine.FreeBytes);
        Assert.Equal((nuint)0, heap.Heap.CommittedBytes);
    }

    [Fact]
    public void Unzeroed_arrays_are_only_for_those_who_ask()
    {
        using var heap = new TestHeap();
        nuint address = heap.Allocate(SyntheticType.ByteArray(), 50_000, 0, AllocationFlags.ZeroingOptional);
        Assert.Equal(50_000u, *(uint*)(address + 8));
        nuint references = heap.Allocate(SyntheticType.ReferenceArray(), 50_000, 0, AllocationFlags.ZeroingOptional);
        Assert.Equal(-1, new Span<nuint>((void*)(references + 16), 50_000).IndexOfAnyExcept((nuint)0));
    }

    [Fact]
    public void Holes_between_survivors_are_used_before_new_memory()
    {
        using var heap = new TestHeap(64);
        SyntheticType node = SyntheticType.Plain(30);
        for (int count = 0; count < 40_000; count++)
        {
            nuint address = heap.Allocate(node);
            if (count % 10 == 0)
            {
                heap.Machine.Push(address);
            }
        }

        heap.Collect();
        nuint committed = heap.Heap.CommittedBytes;
        for (int count = 0; count < 10_000; count++)
        {
            heap.Allocate(node);
        }

        Assert.Equal(committed, heap.Heap.CommittedBytes);
        Assert.Equal(4_000, heap.Survivors());
    }

    [Fact]
    public void Middle_sized_objects_find_room_in_holes_when_memory_is_short()
    {
        using var heap = new TestHeap(8);
        SyntheticType bytes = SyntheticType.ByteArray();
        var kept = new Queue<int>();
        while (heap.TryAllocate(bytes, 3000) is var address and not 0)
        {
            kept.Enqueue(heap.Machine.StackDepth);
            heap.Machine.Push(address);
        }

        int full = kept.Count;
        for (int index = 0; kept.TryDequeue(out int slot); index++)
        {
            if (index % 2 == 0)
            {
                heap.Machine.SetStackAt(slot, 0);
            }
        }

        int again = 0;
        while (heap.TryAllocate(bytes, 2900) is var address and not 0)
        {
            heap.Machine.Push(address);
            again++;
        }

        Assert.True(again > full / 3, $"{again} of {full / 2} fitted");
        heap.Collect();
    }

    [Fact]
    public void Bytes_are_counted_for_the_thread_that_allocates()
    {
        using var heap = new TestHeap { Machine = { ThreadCount = 2 } };
        SyntheticType node = SyntheticType.Plain(2);
        for (int count = 0; count < 10_000; count++)
        {
            heap.Allocate(node, 0, 1);
        }

        Assert.Equal(320_000u, heap.Machine.Context(1)->AllocatedBytes);
        heap.Collect();
        Assert.Equal(320_000u, heap.Machine.Context(1)->AllocatedBytes);
        heap.Allocate(SyntheticType.ByteArray(), 100_000, 0);
        heap.Allocate(SyntheticType.ByteArray(), 3_000, 0);
        Assert.InRange(heap.Machine.Context(0)->AllocatedBytes, 103_000u, 103_100u);
        Assert.Equal(320_000u + heap.Machine.Context(0)->AllocatedBytes, heap.Heap.CountAllocatedBytes());
    }
}
