using Hermit.Runtime.Handles;
using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public unsafe class FinalizationTests
{
    private static readonly SyntheticType s_finalizable = SyntheticType.WithReferences(2, 3, finalizer: true);
    private static readonly SyntheticType s_critical = SyntheticType.WithReferences(2, 3, finalizer: true, critical: true);
    private static readonly SyntheticType s_node = SyntheticType.WithReferences(2, 3);

    [Fact]
    public void An_unreachable_object_is_finalized_once_and_then_gone()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        TestHeap.Write(address, 8, heap.Allocate(s_node));
        Assert.Equal(2, heap.Survivors());
        Assert.Equal(1, heap.Machine.FinalizerSignals);
        Assert.Equal(address, heap.Heap.TakeFinalizable());
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void A_reachable_object_is_not_finalized()
    {
        using var heap = new TestHeap();
        heap.Machine.Push(Allocate(heap, s_finalizable));
        heap.Collect();
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
        Assert.Equal(0, heap.Machine.FinalizerSignals);
    }

    [Fact]
    public void What_waits_for_its_finalizer_stays_whole()
    {
        using var heap = new TestHeap();
        Allocate(heap, s_finalizable);
        for (int round = 0; round < 5; round++)
        {
            Assert.Equal(1, heap.Survivors());
        }

        Assert.Equal(5, heap.Machine.FinalizerSignals);
    }

    [Fact]
    public void What_the_entries_took_is_given_back_when_there_are_none_any_more()
    {
        using var heap = new TestHeap();
        int before = 0;

        // Fewer than make the mark stack grow.
        foreach (int objects in new[] { 1, 1_500 })
        {
            for (int count = 0; count < objects; count++)
            {
                Allocate(heap, s_finalizable);
            }

            heap.Collect();
            while (heap.Heap.TakeFinalizable() != 0)
            {
            }

            heap.Collect();
            heap.Heap.ReleaseFreeMemory();
            before = objects == 1 ? heap.Machine.FreePages : before;
        }

        Assert.Equal(before, heap.Machine.FreePages);
    }

    [Fact]
    public void A_suppressed_finalizer_does_not_run()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        heap.Heap.SuppressFinalization(address);
        Assert.Equal(0, heap.Survivors());
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
    }

    [Fact]
    public void A_finalizer_suppressed_while_it_waits_does_not_run()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        heap.Collect();
        heap.Heap.SuppressFinalization(address);
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Registering_again_makes_up_for_suppressing()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        heap.Heap.SuppressFinalization(address);
        Assert.True(heap.Heap.RegisterForFinalization(address));
        heap.Collect();
        Assert.Equal(address, heap.Heap.TakeFinalizable());
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
    }

    [Fact]
    public void A_resurrected_object_can_be_finalized_again()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        heap.Collect();
        Assert.Equal(address, heap.Heap.TakeFinalizable());
        heap.Machine.Push(address);
        Assert.True(heap.Heap.RegisterForFinalization(address));
        Assert.Equal(1, heap.Survivors());
        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
        heap.Machine.PopTo(0);
        heap.Collect();
        Assert.Equal(address, heap.Heap.TakeFinalizable());
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Short_weak_handles_are_cleared_before_the_finalizer_and_long_ones_after()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        nuint* shortHandle = (nuint*)heap.Handle(HandleType.Weak, address);
        nuint* longHandle = (nuint*)heap.Handle(HandleType.WeakTrackResurrection, address);
        heap.Collect();
        Assert.Equal((nuint)0, *shortHandle);
        Assert.Equal(address, *longHandle);
        heap.Heap.TakeFinalizable();
        heap.Collect();
        Assert.Equal((nuint)0, *longHandle);
    }

    [Fact]
    public void A_dependent_handle_follows_an_object_into_its_finalizer()
    {
        using var heap = new TestHeap();
        nuint address = Allocate(heap, s_finalizable);
        nuint second = heap.Allocate(s_node);
        nuint* handle = (nuint*)heap.Handle(HandleType.Dependent, address, second);
        Assert.Equal(2, heap.Survivors());
        Assert.Equal(second, handle[1]);
        heap.Heap.TakeFinalizable();
        Assert.Equal(0, heap.Survivors());
        Assert.Equal((nuint)0, handle[0]);
    }

    [Fact]
    public void Critical_finalizers_run_after_the_others()
    {
        using var heap = new TestHeap();
        var critical = new HashSet<nuint>();
        for (int count = 0; count < 50; count++)
        {
            critical.Add(Allocate(heap, s_critical));
            Allocate(heap, s_finalizable);
        }

        heap.Collect();
        for (int count = 0; count < 100; count++)
        {
            Assert.Equal(count >= 50, critical.Contains(heap.Heap.TakeFinalizable()));
        }

        Assert.Equal((nuint)0, heap.Heap.TakeFinalizable());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Every_object_is_finalized_exactly_once_whatever_the_order_of_events(int seed)
    {
        using var heap = new TestHeap(128);
        var random = new Random(seed);
        var waiting = new HashSet<nuint>();
        var rooted = new Dictionary<nuint, int>();
        for (int step = 0; step < 12_000; step++)
        {
            switch (random.Next(20))
            {
                case < 14:
                    nuint address = Allocate(heap, random.Next(2) == 0 ? s_finalizable : s_critical);
                    rooted.Add(address, heap.Machine.StackDepth);
                    heap.Machine.Push(address);
                    break;
                case < 18 when rooted.Count > 0:
                    (nuint released, int slot) = rooted.ElementAt(random.Next(rooted.Count));
                    rooted.Remove(released);
                    heap.Machine.SetStackAt(slot, 0);
                    Assert.True(waiting.Add(released));
                    break;
                case 18 when step % 10 == 0:
                    heap.Collect();
                    break;
                default:
                    for (int count = random.Next(40); count > 0 && heap.Heap.TakeFinalizable() is var next and not 0; count--)
                    {
                        Assert.True(waiting.Remove(next), $"seed {seed}: finalized early or twice");
                    }

                    break;
            }
        }

        heap.Collect();
        while (heap.Heap.TakeFinalizable() is var last and not 0)
        {
            Assert.True(waiting.Remove(last));
        }

        Assert.Empty(waiting);
        Assert.Equal(rooted.Count, heap.Survivors());
    }

    [Fact]
    public void Without_memory_for_the_registration_there_is_no_object()
    {
        using var heap = new TestHeap();
        heap.Machine.PagesLeftToFail = 0;
        Assert.Equal((nuint)0, heap.TryAllocate(s_finalizable, 0, 0, AllocationFlags.Finalize));
    }

    private static nuint Allocate(TestHeap heap, SyntheticType type) => heap.Allocate(type, 0, 0, AllocationFlags.Finalize);
}
