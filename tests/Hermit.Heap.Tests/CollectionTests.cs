using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public unsafe class CollectionTests
{
    private static readonly SyntheticType s_node = SyntheticType.WithReferences(2, 3);

    [Fact]
    public void What_nobody_refers_to_is_gone()
    {
        using var heap = new TestHeap();
        for (int count = 0; count < 1000; count++)
        {
            heap.Allocate(s_node);
        }

        Assert.Equal(0, heap.Survivors());
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(-4)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(31)]
    public void Any_address_within_keeps_an_object(int offset)
    {
        using var heap = new TestHeap();
        heap.Allocate(s_node);
        heap.Machine.Push(heap.Allocate(s_node) + (nuint)offset);
        heap.Allocate(s_node);

        // Found in a fresh chunk, then by the bitmap.
        Assert.Equal(1, heap.Survivors());
        Assert.Equal(1, heap.Survivors());
    }

    [Theory]
    [InlineData(-9)]
    [InlineData(32)]
    public void An_address_outside_keeps_nothing_of_a_lone_object(int offset)
    {
        using var heap = new TestHeap();
        nuint address = heap.Allocate(s_node);
        heap.Machine.Push(address);
        Assert.Equal(1, heap.Survivors());
        heap.Machine.SetStackAt(0, address + (nuint)offset);
        Assert.Equal(0, heap.Survivors());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-8, 1)]
    [InlineData(5_000, 1)]
    [InlineData(1_000_015, 1)]
    [InlineData(1_000_016, 0)]
    [InlineData(-9, 0)]
    [InlineData(-64, 0)]
    public void Addresses_within_a_large_object_keep_it(int offset, int survivors)
    {
        using var heap = new TestHeap();
        heap.Machine.Push(heap.Allocate(SyntheticType.ByteArray(), 1_000_000) + (nuint)offset);
        Assert.Equal(survivors, heap.Survivors());
    }

    [Fact]
    public void Words_that_are_no_addresses_of_objects_are_harmless()
    {
        using var heap = new TestHeap(16);
        var random = new Random(3);
        for (int count = 0; count < 20_000; count++)
        {
            heap.Allocate(s_node);
            heap.Allocate(SyntheticType.ByteArray(), count % 500 == 0 ? 20_000u : 10u);
        }

        for (int round = 0; round < 20; round++)
        {
            heap.Machine.PopTo(0);
            for (int count = 0; count < 10_000; count++)
            {
                heap.Machine.Push(random.Next(3) switch
                {
                    0 => heap.Machine.Base + (nuint)random.NextInt64((long)heap.Machine.Bytes),
                    1 => (nuint)random.NextInt64(),
                    _ => (nuint)random.Next(),
                });
            }

            heap.Collect();
        }

        heap.Machine.PopTo(0);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void A_list_of_a_million_nodes_needs_no_deep_stack()
    {
        using var heap = new TestHeap(128);
        nuint head = 0;
        heap.Machine.Push(0);
        for (int count = 0; count < 1_000_000; count++)
        {
            nuint node = heap.Allocate(s_node);
            TestHeap.Write(node, 8, head);
            head = node;
            heap.Machine.SetStackAt(0, head);
        }

        Assert.Equal(1_000_000, heap.Survivors());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Wide_objects_overflow_the_mark_stack_and_lose_nothing(bool withoutMemory)
    {
        using var heap = new TestHeap(128);
        SyntheticType structs = SyntheticType.StructArray();
        SyntheticType array = SyntheticType.ReferenceArray();
        nuint root = heap.Allocate(structs, 30_000);
        heap.Machine.Push(root);
        for (int element = 0; element < 30_000; element++)
        {
            // Each reference leads to an array that leads to a node, so that following them cannot be skipped.
            nuint inner = heap.Allocate(array, 3);
            TestHeap.Write(root, 16 + (element * 48), inner);
            nuint node = heap.Allocate(s_node);
            TestHeap.Write(inner, 16 + (8 * (element % 3)), node);
        }

        heap.Machine.PagesLeftToFail = withoutMemory ? 0 : int.MaxValue;
        Assert.Equal(60_001, heap.Survivors());
        Assert.Equal(60_001, heap.Survivors());
    }

    [Fact]
    public void A_wide_array_of_references_is_followed_in_pieces()
    {
        using var heap = new TestHeap(128);
        nuint root = heap.Allocate(SyntheticType.ReferenceArray(), 300_000);
        heap.Machine.Push(root);
        for (int index = 0; index < 300_000; index++)
        {
            TestHeap.Write(root, 16 + (8 * index), heap.Allocate(s_node));
        }

        Assert.Equal(300_001, heap.Survivors());
    }

    [Fact]
    public void Slots_of_threads_are_roots()
    {
        using var heap = new TestHeap();
        nuint address = heap.Allocate(s_node);
        TestHeap.Write(address, 16, heap.Allocate(s_node));
        heap.Machine.Slots.Add((nint)address);
        Assert.Equal(2, heap.Survivors());
        heap.Machine.Slots.Clear();
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Cycles_are_no_obstacle()
    {
        using var heap = new TestHeap();
        nuint first = heap.Allocate(s_node);
        nuint second = heap.Allocate(s_node);
        TestHeap.Write(first, 8, second);
        TestHeap.Write(second, 8, first);
        TestHeap.Write(second, 16, second);
        heap.Machine.Push(first);
        Assert.Equal(2, heap.Survivors());
        heap.Machine.PopTo(0);
        Assert.Equal(0, heap.Survivors());
    }

    [Fact]
    public void Frozen_objects_keep_what_they_refer_to_and_may_be_referred_to()
    {
        using var heap = new TestHeap();
        SyntheticType text = SyntheticType.Text();
        nuint* segment = stackalloc nuint[32];
        nuint start = (nuint)segment;
        new Span<nuint>(segment, 32).Clear();

        // A string of one character, padded to the smallest size, a node, and a zero type that ends the segment.
        *(MethodTable**)(start + 8) = text.Table;
        *(uint*)(start + 16) = 1;
        *(MethodTable**)(start + 32) = s_node.Table;
        nuint frozen = heap.Heap.AddFrozenSegment(start, start + 256);
        nuint target = heap.Allocate(s_node);
        TestHeap.Write(target, 8, start + 8);
        TestHeap.Write(start + 32, 16, target);
        Assert.Equal(1, heap.Survivors());

        heap.Heap.UpdateFrozenSegment(frozen, start + 32);
        Assert.Equal(0, heap.Survivors());
        heap.Heap.RemoveFrozenSegment(frozen);
        Assert.NotEqual((nuint)0, heap.Heap.AddFrozenSegment(start, start));
    }

    [Fact]
    public void An_object_left_behind_by_a_restarted_allocation_is_harmless()
    {
        using var heap = new TestHeap();
        heap.Machine.Push(heap.Allocate(s_node));
        AllocationContext* context = heap.Machine.Context(0);

        // The thread was stopped after it stored count and type, and before it moved its pointer; the address is still in a register.
        nuint remnant = context->Pointer;
        *(uint*)(remnant + 8) = 5;
        *(MethodTable**)remnant = SyntheticType.ReferenceArray().Table;
        heap.Machine.Push(remnant);
        Assert.Equal(2, heap.Survivors());
        heap.Machine.PopTo(1);
        Assert.Equal(1, heap.Survivors());

        // Only the count was stored.
        heap.Allocate(s_node);
        remnant = context->Pointer;
        *(uint*)(remnant + 8) = 5;
        heap.Machine.Push(remnant);
        Assert.Equal(1, heap.Survivors());
    }

    [Fact]
    public void Collections_happen_on_their_own_in_proportion_to_what_lives()
    {
        using var heap = new TestHeap(64);
        SyntheticType bytes = SyntheticType.ByteArray();
        for (int count = 0; count < 100_000; count++)
        {
            heap.Allocate(bytes, 976);
        }

        // 100 MB through a budget of an eighth of memory.
        Assert.InRange(heap.Collections, 8, 16);
    }

    [Fact]
    public void The_verifier_sees_damage()
    {
        using var heap = new TestHeap();
        nuint owner = heap.Allocate(s_node);
        nuint target = heap.Allocate(s_node);
        heap.Machine.Push(owner);
        TestHeap.Write(owner, 8, target);
        heap.Collect();
        TestHeap.Write(owner, 8, target + 8);
        Assert.Equal(1, heap.Heap.Verify().DanglingReferences);
        TestHeap.Write(owner, 8, 0);
        *(MethodTable**)owner = SyntheticType.Plain(5000).Table;
        Assert.True(heap.Heap.Verify().MisplacedObjects > 0);
    }

    [Fact]
    public void Under_stress_objects_that_overlap_are_a_panic()
    {
        using var heap = new TestHeap();
        heap.Heap.SetStress(1);
        nuint first = heap.Allocate(s_node);
        heap.Machine.Push(first);
        heap.Machine.Push(heap.Allocate(s_node));
        heap.Heap.Collect();
        *(MethodTable**)first = SyntheticType.Plain(6).Table;
        Assert.Throws<PanicException>(() => heap.Heap.Collect());
    }
}
