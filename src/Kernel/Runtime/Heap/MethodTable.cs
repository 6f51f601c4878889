using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The head of the type description that an object's first word points to, as far as the heap reads it
/// (NativeAOT 10.0, <c>Internal.Runtime.MethodTable</c> of System.Private.CoreLib). The GC descriptor lies before it.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct MethodTable
{
    private const uint HasComponentSizeFlag = 0x8000_0000;
    private const uint ContainsPointersFlag = 0x0100_0000;
    private const uint HasFinalizerFlag = 0x0010_0000;
    private const uint HasCriticalFinalizerFlag = 0x0002;

    // The flags and, above them, the base size: one word, so that a copy of this is read by one load.
    private readonly ulong _head;

    /// <summary>A description with these flags and this base size; tests build types with it.</summary>
    public MethodTable(uint flags, uint baseSize) => _head = flags | ((ulong)baseSize << 32);

    /// <summary>Bytes of an object without its elements: header word, type word, fields, and the element count of arrays.</summary>
    public uint BaseSize => (uint)(_head >> 32);

    /// <summary>Whether objects have elements: arrays and strings.</summary>
    public bool HasComponentSize => (int)Flags < 0;

    /// <summary>Bytes of an element, where <see cref="HasComponentSize"/>.</summary>
    public ushort ComponentSize => (ushort)Flags;

    /// <summary>Whether objects hold references, so that a GC descriptor precedes the type.</summary>
    public bool ContainsPointers => (Flags & ContainsPointersFlag) != 0;

    /// <summary>Whether the type has a finalizer.</summary>
    public bool HasFinalizer => (Flags & HasFinalizerFlag) != 0;

    /// <summary>Whether the finalizer is to run after the ordinary ones of the same collection.</summary>
    public bool HasCriticalFinalizer => (Flags & (HasComponentSizeFlag | HasCriticalFinalizerFlag)) == HasCriticalFinalizerFlag;

    private uint Flags => (uint)_head;

    /// <summary>Bytes of an object with <paramref name="length"/> elements, aligned. Cannot overflow for a length of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nuint SizeOf(uint length)
    {
        // Base sizes are aligned, but for those of types with elements.
        nuint size = BaseSize;
        return HasComponentSize
            ? (size + ((nuint)length * ComponentSize) + (HeapLayout.WordBytes - 1)) & ~(nuint)(HeapLayout.WordBytes - 1)
            : size;
    }
}
