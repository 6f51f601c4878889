using Hermit.Memory;

using Xunit;

namespace Hermit.Memory.Tests;

public sealed class PageStoreTests
{
    [Fact]
    public void A_new_page_is_zero_although_frames_are_not()
    {
        PageStore store = default;
        Assert.True(store.TryAllocate(out Handle<Page> page));
        var bytes = new byte[Page.Bytes];
        store.Read(page, 0, bytes);
        Assert.All(bytes, value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_is_written_is_read_and_nothing_else_changes()
    {
        PageStore store = default;
        store.TryAllocate(out Handle<Page> page);
        store.TryAllocate(out Handle<Page> other);
        store.Write(page, 4000, new byte[] { 1, 2, 3 });
        var bytes = new byte[5];
        store.Read(page, 3999, bytes);
        Assert.Equal([0, 1, 2, 3, 0], bytes);
        store.Read(other, 3999, bytes);
        Assert.Equal([0, 0, 0, 0, 0], bytes);
    }

    [Fact]
    public void Freed_pages_go_back()
    {
        PageStore store = default;
        store.TryAllocate(out Handle<Page> first);
        long before = FrameSource.Used;
        store.TryAllocate(out Handle<Page> page);
        Assert.Equal(before + Page.Bytes, FrameSource.Used);
        Assert.True(store.Free(page));
        Assert.Equal(before, FrameSource.Used);
        Assert.False(store.Free(page));
        Assert.True(store.Free(first));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void A_duplicate_is_a_page_of_its_own()
    {
        PageStore store = default;
        store.TryAllocate(out Handle<Page> page);
        store.WriteWord(page, 511, 42);
        Assert.True(store.TryDuplicate(page, out Handle<Page> copy));
        store.WriteWord(page, 511, 43);
        Assert.Equal(42ul, store.ReadWord(copy, 511));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(4096, 1)]
    [InlineData(4000, 97)]
    public void Access_out_of_the_page_fails(int offset, int count)
    {
        PageStore store = default;
        store.TryAllocate(out Handle<Page> page);
        Assert.ThrowsAny<Exception>(() => store.Read(page, offset, new byte[count]));
        Assert.ThrowsAny<Exception>(() => store.Write(page, offset, new byte[count]));
        Assert.ThrowsAny<Exception>(() => store.Clear(page, offset, count));
    }

    [Fact]
    public void Access_with_a_stale_handle_panics()
    {
        PageStore store = default;
        store.TryAllocate(out Handle<Page> page);
        store.Free(page);
        Assert.Throws<PanicException>(() => store.ReadWord(page, 0));
        Assert.Throws<PanicException>(() => store.Write(page, 0, new byte[1]));
    }

    [Fact]
    public void When_memory_runs_out_the_record_is_taken_back()
    {
        PageStore store = default;
        store.TryAllocate(out _);
        FrameSource.SetQuota(Page.Bytes);
        try
        {
            Assert.True(store.TryAllocate(out _));
            Assert.False(store.TryAllocate(out Handle<Page> none));
            Assert.True(none.IsNull);
            Assert.Equal(2, store.Count);
        }
        finally
        {
            FrameSource.SetQuota(0);
        }
    }
}
