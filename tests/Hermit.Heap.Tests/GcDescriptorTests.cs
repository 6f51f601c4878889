using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

public unsafe class GcDescriptorTests
{
    public static TheoryData<int, uint> Cases => new()
    {
        { 0, 0 }, { 1, 0 }, { 2, 0 }, { 3, 0 }, { 3, 1 }, { 3, 17 }, { 4, 0 }, { 4, 1 }, { 4, 9 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shows_every_reference_and_nothing_else(int which, uint length)
    {
        SyntheticType type = which switch
        {
            0 => SyntheticType.WithReferences(1, 1),
            1 => SyntheticType.WithReferences(5, 8),
            2 => SyntheticType.Alternating(6),
            3 => SyntheticType.ReferenceArray(),
            _ => SyntheticType.StructArray(),
        };
        nuint* memory = stackalloc nuint[100];
        nuint address = (nuint)memory + 8;
        *(MethodTable**)address = type.Table;
        *(uint*)(address + 8) = length;
        var collector = new OffsetCollector { Address = address, Offsets = [] };
        GcDescriptor.Visit(address, in *type.Table, ref collector);
        Assert.Equal(type.OffsetsFor(length), collector.Offsets.Order());
    }

    [Fact]
    public void Has_the_size_that_the_compiler_gave_it()
    {
        foreach (SyntheticType type in new[]
        {
            SyntheticType.Plain(3), SyntheticType.WithReferences(2, 2), SyntheticType.Alternating(5), SyntheticType.StructArray(),
        })
        {
            Assert.Equal((nuint)type.DescriptorWords * 8, GcDescriptor.SizeOf(in *type.Table));
        }
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1, 24)]
    [InlineData(2, 32)]
    [InlineData(5, 32)]
    [InlineData(6, 40)]
    public void Sizes_of_strings_are_rounded_up_to_words(uint length, int size) =>
        Assert.Equal((nuint)size, SyntheticType.Text().Table->SizeOf(length));

    private struct OffsetCollector : IReferenceVisitor
    {
        public nuint Address;
        public List<int> Offsets;

        public readonly void VisitRun(nuint slot, nuint end)
        {
            for (; slot < end; slot += 8)
            {
                Offsets.Add((int)(slot - Address));
            }
        }
    }
}
