using Hermit.Memory;

using Xunit;

namespace Hermit.Memory.Tests;

public sealed unsafe class HeapStateTests
{
    [Fact]
    public void Blocks_are_aligned_to_16_bytes_and_do_not_overlap()
    {
        HeapState heap = default;
        var blocks = new List<(nuint Start, nuint Bytes)>();
        for (nuint bytes = 0; bytes < 6000; bytes += 37)
        {
            var start = (nuint)heap.Allocate(bytes);
            Assert.NotEqual((nuint)0, start);
            Assert.Equal((nuint)0, start % 16);
            Assert.True(heap.UsableBytes(start) >= bytes);
            blocks.Add((start, heap.UsableBytes(start)));
        }

        blocks.Sort();
        for (int i = 1; i < blocks.Count; i++)
        {
            Assert.True(blocks[i - 1].Start + blocks[i - 1].Bytes <= blocks[i].Start);
        }

        foreach ((nuint start, _) in blocks)
        {
            heap.Free(start);
        }

        Assert.Equal((nuint)0, heap.UsedBytes);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(16384)]
    [InlineData(65536)]
    [InlineData(1 << 20)]
    public void Alignment_is_met_and_the_block_can_be_freed(int alignment)
    {
        HeapState heap = default;
        foreach (nuint bytes in new nuint[] { 1, 100, 4096, 100_000 })
        {
            nuint block = heap.AllocateLarge(bytes, (nuint)alignment);
            Assert.NotEqual((nuint)0, block);
            Assert.Equal((nuint)0, (nuint)block % (nuint)alignment);
            Assert.True(heap.UsableBytes(block) >= bytes);
            new Span<byte>((void*)block, (int)bytes).Fill(0xFF);
            heap.Free(block);
        }

        Assert.Equal((nuint)0, heap.UsedBytes);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(300)]
    [InlineData(2048)]
    public void Freeing_twice_panics(int bytes)
    {
        HeapState heap = default;
        nuint other = heap.Allocate((nuint)bytes);
        nuint block = heap.Allocate((nuint)bytes);
        heap.Free(block);
        Assert.Throws<PanicException>(() => Free(ref heap, block));
        heap.Free(other);
        Assert.Equal((nuint)0, heap.UsedBytes);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 16)]
    [InlineData(100, -16)]
    [InlineData(5000, 16)]
    [InlineData(5000, -16)]
    public void Freeing_what_was_not_handed_out_panics(int bytes, int offset)
    {
        HeapState heap = default;
        nuint block = heap.Allocate((nuint)bytes);
        Assert.Throws<PanicException>(() => Free(ref heap, block + (nuint)offset));
        heap.Free(block);
    }

    [Fact]
    public void Null_is_what_comes_of_a_size_that_overflows()
    {
        HeapState heap = default;
        Assert.Equal((nuint)0, heap.Allocate(nuint.MaxValue - 5));
        Assert.Equal((nuint)0, heap.AllocateLarge(nuint.MaxValue - 100_000, 4096));
        Assert.True(KernelHeap.AllocateZeroed(nuint.MaxValue / 2, 3) == null);
    }

    [Fact]
    public void When_memory_runs_out_the_heap_says_so_and_works_on()
    {
        FrameSource.SetQuota(200_000);
        try
        {
            HeapState heap = default;
            var blocks = new List<nuint>();
            for (nuint block = heap.Allocate(1000); block != 0; block = heap.Allocate(1000))
            {
                blocks.Add((nuint)block);
            }

            Assert.True(blocks.Count > 150);
            Assert.Equal((nuint)0, heap.Allocate(100_000));
            heap.Free(blocks[5]);
            Assert.Equal(blocks[5], (nuint)heap.Allocate(1000));
        }
        finally
        {
            FrameSource.SetQuota(0);
        }
    }

    [Fact]
    public void Reallocation_keeps_the_content()
    {
        var block = (byte*)KernelHeap.Allocate(10);
        for (int i = 0; i < 10; i++)
        {
            block[i] = (byte)i;
        }

        foreach (nuint bytes in new nuint[] { 100, 10_000, 1_000_000, 5000, 12 })
        {
            block = (byte*)KernelHeap.Reallocate(block, bytes);
            for (int i = 0; i < 10; i++)
            {
                Assert.Equal(i, block[i]);
            }

            block[bytes - 1] = (byte)(bytes == 12 ? 0 : 9);
        }

        KernelHeap.Free(block);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Random_operations_keep_every_block_intact_and_leave_no_memory_behind(int seed)
    {
        var random = new Random(seed);
        HeapState heap = default;
        var blocks = new List<(nuint Address, int Bytes, byte Fill)>();
        long before = FrameSource.Used;
        for (int step = 0; step < 40_000; step++)
        {
            if (blocks.Count == 0 || (blocks.Count < 800 && random.Next(2) == 0))
            {
                int bytes = random.Next(20) == 0 ? random.Next(100_000) : random.Next(1 << random.Next(1, 12));
                var address = (nuint)(random.Next(10) == 0 ? heap.AllocateLarge((nuint)bytes, 1u << random.Next(5, 15)) : heap.Allocate((nuint)bytes));
                Assert.NotEqual((nuint)0, address);
                byte fill = (byte)step;
                new Span<byte>((void*)address, bytes).Fill(fill);
                blocks.Add((address, bytes, fill));
            }
            else
            {
                int index = random.Next(blocks.Count);
                (nuint address, int bytes, byte fill) = blocks[index];
                Assert.Equal(-1, new ReadOnlySpan<byte>((void*)address, bytes).IndexOfAnyExcept(fill));
                heap.Free(address);
                blocks[index] = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        foreach ((nuint address, _, _) in blocks)
        {
            heap.Free(address);
        }

        Assert.Equal((nuint)0, heap.UsedBytes);

        // One slab of each class may stay.
        Assert.True(FrameSource.Used - before <= SizeClass.Count * SlabHeader.Bytes);
    }

    private static void Free(ref HeapState heap, nuint block) => heap.Free(block);
}
