using System.Runtime.InteropServices;
using Hermit.Runtime.Heap;

namespace Hermit.Heap.Tests;

/// <summary>A type as the compiler would emit it: a GC descriptor and a method table, in native memory.</summary>
internal sealed unsafe class SyntheticType
{
    private const uint ComponentSizeFlag = 0x8000_0000;
    private const uint PointersFlag = 0x0100_0000;
    private const uint FinalizerFlag = 0x0010_0000;
    private const uint CriticalFlag = 0x0002;
    private const uint ArrayBase = 24;
    private const int Word = 8;

    private SyntheticType(uint flags, uint baseSize, nint[] descriptor)
    {
        nint* memory = (nint*)NativeMemory.Alloc((nuint)(descriptor.Length + 3) * Word);
        for (int index = 0; index < descriptor.Length; index++)
        {
            // The descriptor is given from the type downwards.
            memory[descriptor.Length - 1 - index] = descriptor[index];
        }

        Table = (MethodTable*)(memory + descriptor.Length);
        *Table = new MethodTable(flags | (descriptor.Length > 0 ? PointersFlag : 0), baseSize);
        DescriptorWords = descriptor.Length;
    }

    public MethodTable* Table { get; }

    public int DescriptorWords { get; }

    /// <summary>Offsets of references, or of those of the first element for an array.</summary>
    public int[] ReferenceOffsets { get; private init; } = [];

    /// <summary>Bytes of an element, 0 for a type without elements.</summary>
    public int ElementBytes => Table->HasComponentSize ? Table->ComponentSize : 0;

    /// <summary>An object of <paramref name="words"/> words without references.</summary>
    public static SyntheticType Plain(int words) => new(0, (uint)(2 + words) * Word, []);

    /// <summary>An object of <paramref name="words"/> words whose first <paramref name="references"/> are references.</summary>
    public static SyntheticType WithReferences(int references, int words, bool finalizer = false, bool critical = false)
    {
        uint size = (uint)(2 + words) * Word;
        nint[] descriptor = references == 0 ? [] : [1, Word, (references * Word) - (nint)size];
        return new((finalizer ? FinalizerFlag : 0) | (critical ? CriticalFlag : 0), size, descriptor)
        {
            ReferenceOffsets = [.. Enumerable.Range(1, references).Select(index => index * Word)],
        };
    }

    /// <summary>An object in which <paramref name="references"/> references alternate with words that are none: one series each.</summary>
    public static SyntheticType Alternating(int references)
    {
        uint size = (uint)(2 + (2 * references)) * Word;
        var descriptor = new List<nint> { references };
        for (int index = 0; index < references; index++)
        {
            descriptor.Add(Word + (2 * index * Word));
            descriptor.Add(Word - (nint)size);
        }

        return new(0, size, [.. descriptor])
        {
            ReferenceOffsets = [.. Enumerable.Range(0, references).Select(index => Word + (2 * index * Word))],
        };
    }

    /// <summary>An array of references.</summary>
    public static SyntheticType ReferenceArray() =>
        new(ComponentSizeFlag | Word, ArrayBase, [1, 2 * Word, -(nint)ArrayBase]) { ReferenceOffsets = [2 * Word] };

    /// <summary>An array of bytes.</summary>
    public static SyntheticType ByteArray() => new(ComponentSizeFlag | 1, ArrayBase, []);

    /// <summary>A string: two-byte elements, and a base size that is no multiple of the alignment.</summary>
    public static SyntheticType Text() => new(ComponentSizeFlag | 2, 22, []);

    /// <summary>An array of structs of { reference, word, reference, reference, word, word }.</summary>
    public static SyntheticType StructArray()
    {
        nint first = 1 | ((nint)Word << 32);
        nint second = 2 | ((nint)(2 * Word) << 32);
        return new(ComponentSizeFlag | (6 * Word), ArrayBase, [-2, 2 * Word, first, second])
        {
            ReferenceOffsets = [2 * Word, 4 * Word, 5 * Word],
        };
    }

    /// <summary>Where the references of an object with <paramref name="length"/> elements are.</summary>
    public IEnumerable<int> OffsetsFor(uint length)
    {
        if (ElementBytes == 0)
        {
            return ReferenceOffsets;
        }

        return Enumerable.Range(0, (int)length).SelectMany(element => ReferenceOffsets.Select(offset => offset + (element * ElementBytes)));
    }
}
