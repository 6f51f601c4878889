using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>For each size class the address of the first slab that has free blocks, or 0.</summary>
[InlineArray(SizeClass.Count)]
internal struct SlabLists
{
    private nuint _first;
}
