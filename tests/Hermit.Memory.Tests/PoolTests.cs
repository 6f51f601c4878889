using Hermit.Memory;

using Xunit;

namespace Hermit.Memory.Tests;

public sealed class PoolTests
{
    [Fact]
    public void A_new_value_is_zero_even_in_a_slot_that_was_used_before()
    {
        Pool<Item> pool = default;
        Assert.True(pool.TryAllocate(out Handle<Item> first));
        pool[first].Key = 7;
        Assert.True(pool.Free(first));
        Assert.True(pool.TryAllocate(out Handle<Item> second));
        Assert.Equal(0, pool[second].Key);
    }

    [Fact]
    public void The_default_handle_names_nothing()
    {
        Pool<Item> pool = default;
        Assert.False(pool.Contains(default));
        Assert.False(pool.Free(default));
        Assert.True(pool.TryAllocate(out Handle<Item> handle));
        Assert.False(pool.Contains(default));
        Assert.False(handle.IsNull);
        Assert.NotEqual(0ul, handle.ToBits());
    }

    [Fact]
    public void A_handle_is_stale_once_its_value_is_freed_and_stays_so_when_the_slot_is_reused()
    {
        Pool<Item> pool = default;
        Assert.True(pool.TryAllocate(out Handle<Item> old));
        Assert.True(pool.Free(old));
        Assert.False(pool.Contains(old));
        Assert.True(pool.TryAllocate(out Handle<Item> current));
        Assert.Equal((uint)old.ToBits(), (uint)current.ToBits());
        Assert.False(pool.Contains(old));
        Assert.False(pool.Free(old));
        Assert.True(pool.Contains(current));
    }

    [Fact]
    public void Using_a_stale_handle_panics()
    {
        Pool<Item> pool = default;
        pool.TryAllocate(out Handle<Item> handle);
        pool.Free(handle);
        Assert.Throws<PanicException>(() => pool[handle].Key);
    }

    [Fact]
    public void A_write_through_a_reference_kept_too_long_is_found_at_the_next_allocation()
    {
        Pool<Item> pool = default;
        pool.TryAllocate(out Handle<Item> handle);
        ref Item kept = ref pool[handle];
        pool.Free(handle);
        kept.Value = 1;
        Assert.Throws<PanicException>(() => pool.TryAllocate(out _));
    }

    [Fact]
    public void A_copied_pool_cannot_hand_out_a_slot_twice()
    {
        Pool<Item> pool = default;
        pool.TryAllocate(out Handle<Item> handle);
        pool.Free(handle);
        Pool<Item> copy = pool;
        Assert.True(pool.TryAllocate(out _));
        Assert.Throws<PanicException>(() => copy.TryAllocate(out _));
    }

    [Fact]
    public void Arbitrary_bits_are_a_stale_handle_at_worst()
    {
        Pool<Item> pool = default;
        pool.TryAllocate(out Handle<Item> handle);
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            ulong bits = (ulong)random.NextInt64();
            if (bits != handle.ToBits())
            {
                Assert.False(pool.Contains(Handle<Item>.FromBits(bits)));
            }
        }
    }

    [Fact]
    public void When_memory_runs_out_nothing_changes()
    {
        FrameSource.SetQuota(64 * 1024);
        try
        {
            Pool<Item> pool = default;
            var handles = new List<Handle<Item>>();
            while (pool.TryAllocate(out Handle<Item> handle))
            {
                pool[handle].Key = handles.Count;
                handles.Add(handle);
            }

            Assert.True(handles.Count > 100);
            Assert.Equal(handles.Count, pool.Count);
            Assert.False(pool.TryAllocate(out Handle<Item> none));
            Assert.True(none.IsNull);
            for (int i = 0; i < handles.Count; i++)
            {
                Assert.Equal(i, pool[handles[i]].Key);
            }

            Assert.True(pool.Free(handles[3]));
            Assert.True(pool.TryAllocate(out _));
        }
        finally
        {
            FrameSource.SetQuota(0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_operations_agree_with_a_dictionary(int seed)
    {
        var random = new Random(seed);
        Pool<Item> pool = default;
        var live = new Dictionary<ulong, long>();
        var dead = new List<ulong>();
        for (int step = 0; step < 60_000; step++)
        {
            if (live.Count == 0 || random.Next(100) < 55)
            {
                Assert.True(pool.TryAllocate(out Handle<Item> handle));
                long value = random.NextInt64();
                pool[handle].Value = value;
                Assert.True(live.TryAdd(handle.ToBits(), value));
            }
            else
            {
                ulong bits = live.Keys.ElementAt(random.Next(Math.Min(live.Count, 8)));
                Assert.Equal(live[bits], pool[Handle<Item>.FromBits(bits)].Value);
                Assert.True(pool.Free(Handle<Item>.FromBits(bits)));
                live.Remove(bits);
                dead.Add(bits);
            }

            Assert.Equal(live.Count, pool.Count);
            if (dead.Count != 0)
            {
                Assert.False(pool.Contains(Handle<Item>.FromBits(dead[random.Next(dead.Count)])));
            }
        }

        Assert.All(live, pair => Assert.Equal(pair.Value, pool[Handle<Item>.FromBits(pair.Key)].Value));
    }

    [Fact]
    public void Slots_larger_than_a_page_work()
    {
        Pool<Large> pool = default;
        var handles = new Handle<Large>[100];
        for (int i = 0; i < handles.Length; i++)
        {
            Assert.True(pool.TryAllocate(out handles[i]));
            pool[handles[i]].Bytes[4999] = (byte)i;
        }

        for (int i = 0; i < handles.Length; i++)
        {
            Assert.Equal((byte)i, pool[handles[i]].Bytes[4999]);
        }
    }

    private struct Item
    {
        public int Key;
        public long Value;
    }

    private struct Large
    {
        public Storage Bytes;

        [System.Runtime.CompilerServices.InlineArray(5000)]
        public struct Storage
        {
            private byte _first;
        }
    }
}
