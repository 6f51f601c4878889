using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>What precedes a large object in the first of its pages.</summary>
/// <remarks>Safety: a value lives at the start of a page of kind <see cref="PageKind.LargeStart"/> and is only used by pointer.</remarks>
[StructLayout(LayoutKind.Explicit, Size = HeapLayout.LargePrefixBytes)]
internal unsafe struct LargeObject
{
    /// <summary>The next of all large objects.</summary>
    [FieldOffset(0)]
    public LargeObject* Next;

    /// <summary>Bytes of the page run.</summary>
    [FieldOffset(8)]
    public nuint RunBytes;

    /// <summary>The mark epoch of the last collection that found the object, 0 before the first.</summary>
    [FieldOffset(16)]
    public uint Epoch;

    /// <summary>The collections that the object has survived, up to 2.</summary>
    [FieldOffset(20)]
    public uint Survivals;

    /// <summary>The address that references to the object in <paramref name="run"/> hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint AddressOf(LargeObject* run) => (nuint)run + HeapLayout.LargeObjectOffset;

    /// <summary>Bytes of the page run that an object of <paramref name="size"/> bytes takes.</summary>
    public static nuint RunBytesFor(nuint size) =>
        (size + HeapLayout.LargePrefixBytes + HeapLayout.PageBytes - 1) & ~(nuint)(HeapLayout.PageBytes - 1);
}
