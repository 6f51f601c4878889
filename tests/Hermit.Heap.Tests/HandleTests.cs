using Hermit.Runtime.Handles;

namespace Hermit.Heap.Tests;

public unsafe class HandleTests
{
    private static readonly SyntheticType s_node = SyntheticType.WithReferences(2, 3);

    [Theory]
    [InlineData(HandleType.Normal)]
    [InlineData(HandleType.Pinned)]
    public void Strong_handles_keep_their_object(HandleType type)
    {
        using var heap = new TestHeap();
        nuint target = heap.Allocate(s_node);
        nuint handle = heap.Handle(type, target);
        Assert.Equal(1, heap.Survivors());
        Assert.Equal(target, *(nuint*)handle);
        heap.Heap.FreeHandle(handle);
        Assert.Equal(0, heap.Survivors());
    }

    [Theory]
    [InlineData(HandleType.Weak)]
    [InlineData(HandleType.WeakTrackResurrection)]
    public void Weak_handles_are_cleared_when_their_object_is_gone(HandleType type)
    {
        using var heap = new TestHeap();
        nuint target = heap.Allocate(s_node);
        nuint handle = heap.Handle(type, target);
        heap.Machine.Push(target);
        Assert.Equal(1, heap.Survivors());
        Assert.Equal(target, *(nuint*)handle);
        heap.Machine.PopTo(0);
        Assert.Equal(0, heap.Survivors());
        Assert.Equal((nuint)0, *(nuint*)handle);
    }

    [Fact]
    public void A_weak_handle_to_a_large_object_is_cleared_too()
    {
        using var heap = new TestHeap();
        nuint target = heap.Allocate(SyntheticType.ByteArray(), 50_000);
        nuint handle = heap.Handle(HandleType.Weak, target);
        heap.Machine.Push(target);
        heap.Collect();
        Assert.Equal(target, *(nuint*)handle);
        heap.Machine.PopTo(0);
        heap.Collect();
        Assert.Equal((nuint)0, *(nuint*)handle);
    }

    [Fact]
    public void A_dependent_handle_keeps_its_second_object_while_the_first_lives()
    {
        using var heap = new TestHeap();
        nuint first = heap.Allocate(s_node);
        nuint second = heap.Allocate(s_node);
        nuint* handle = (nuint*)heap.Handle(HandleType.Dependent, first, second);
        heap.Machine.Push(first);
        Assert.Equal(2, heap.Survivors());
        Assert.Equal(second, handle[1]);
        heap.Machine.SetStackAt(0, second);
        Assert.Equal(1, heap.Survivors());
        Assert.Equal((nuint)0, handle[0]);
        Assert.Equal((nuint)0, handle[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chains_of_dependent_handles_are_followed_in_any_order(bool backwards)
    {
        const int Length = 2000;
        using var heap = new TestHeap();
        nuint[] nodes = [.. Enumerable.Range(0, Length).Select(_ => heap.Allocate(s_node))];
        foreach (int link in backwards ? Enumerable.Range(0, Length - 1).Reverse() : Enumerable.Range(0, Length - 1))
        {
            heap.Handle(HandleType.Dependent, nodes[link], nodes[link + 1]);
        }

        heap.Machine.Push(nodes[0]);
        Assert.Equal(Length, heap.Survivors());
        heap.Machine.PopTo(0);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void A_second_object_that_refers_to_the_first_does_not_keep_the_pair()
    {
        using var heap = new TestHeap();
        nuint first = heap.Allocate(s_node);
        nuint second = heap.Allocate(s_node);
        TestHeap.Write(second, 8, first);
        heap.Handle(HandleType.Dependent, first, second);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Handles_are_reused_and_many_are_to_be_had()
    {
        using var heap = new TestHeap();
        nuint target = heap.Allocate(s_node);
        var handles = new HashSet<nuint>();
        foreach (HandleType type in Enum.GetValues<HandleType>())
        {
            for (int count = 0; count < 3000; count++)
            {
                nuint handle = heap.Handle(type, target);
                Assert.Equal(target, *(nuint*)handle);
                Assert.True(handles.Add(handle));
            }
        }

        nuint free = heap.Machine.FreeBytes;
        foreach (nuint handle in handles)
        {
            heap.Heap.FreeHandle(handle);
        }

        for (int count = 0; count < 3000; count++)
        {
            Assert.Contains(heap.Handle(HandleType.Normal, 0), handles);
        }

        Assert.Equal(free, heap.Machine.FreeBytes);
    }

    [Fact]
    public void Freed_handles_are_not_taken_for_objects()
    {
        using var heap = new TestHeap();
        foreach (HandleType type in Enum.GetValues<HandleType>())
        {
            nuint[] handles = [.. Enumerable.Range(0, 600).Select(_ => heap.Handle(type, heap.Allocate(s_node), heap.Allocate(s_node)))];
            foreach (nuint handle in handles)
            {
                heap.Heap.FreeHandle(handle);
            }
        }

        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Without_memory_there_is_no_handle()
    {
        using var heap = new TestHeap();
        heap.Machine.PagesLeftToFail = 0;
        Assert.Equal((nuint)0, heap.Heap.AllocateHandle(HandleType.Normal, 0, 0));
    }
}
