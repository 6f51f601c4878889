using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

/// <summary>What an object of the heap ought to be: its type, what its references lead to, and a pattern in its other words.</summary>
internal sealed unsafe class ShadowObject
{
    private readonly int[] _offsets;
    private readonly ShadowObject?[] _references;
    private readonly ulong _pattern;

    public ShadowObject(nuint address, SyntheticType type, uint length, int id)
    {
        Address = address;
        Type = type;
        Length = length;
        _offsets = [.. type.OffsetsFor(length)];
        _references = new ShadowObject?[_offsets.Length];
        _pattern = 0x9E37_79B9_7F4A_7C15UL * (ulong)(id + 1);
        foreach (int offset in PlainWords())
        {
            TestHeap.Write(address, offset, (nuint)_pattern ^ (nuint)offset);
        }
    }

    public nuint Address { get; }

    public SyntheticType Type { get; }

    public uint Length { get; }

    public int ReferenceCount => _offsets.Length;

    public nuint Size => Type.Table->SizeOf(Length);

    public IEnumerable<ShadowObject> Targets => _references.OfType<ShadowObject>();

    public void Link(int index, ShadowObject? target)
    {
        _references[index] = target;
        TestHeap.Write(Address, _offsets[index], target?.Address ?? 0);
    }

    /// <summary>Fails if the object in the heap is not what it ought to be.</summary>
    public void Check()
    {
        Assert.True(*(MethodTable**)Address == Type.Table, "type");
        if (Type.ElementBytes != 0)
        {
            Assert.Equal(Length, *(uint*)(Address + 8));
        }

        for (int index = 0; index < _offsets.Length; index++)
        {
            Assert.Equal(_references[index]?.Address ?? 0, TestHeap.Read(Address, _offsets[index]));
        }

        foreach (int offset in PlainWords())
        {
            Assert.Equal((nuint)_pattern ^ (nuint)offset, TestHeap.Read(Address, offset));
        }
    }

    private IEnumerable<int> PlainWords()
    {
        int next = 0;
        int end = (int)Size - 8;
        for (int offset = Type.ElementBytes != 0 ? 16 : 8; offset < end; offset += 8)
        {
            if (next < _offsets.Length && _offsets[next] == offset)
            {
                next++;
            }
            else
            {
                yield return offset;
            }
        }
    }
}
