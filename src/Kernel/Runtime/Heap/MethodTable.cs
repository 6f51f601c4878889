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

    private readonly uint _flags;
    private readonly uint _baseSize;

    /// <summary>A description with these flags and this base size; tests build types with it.</summary>
    public MethodTable(uint flags, uint baseSize)
    {
        _flags = flags;
        _baseSize = baseSize;
    }

    /// <summary>Bytes of an object without its elements: header word, type word, fields, and the element count of arrays.</summary>
    public uint BaseSize => _baseSize;

    /// <summary>Whether objects have elements: arrays and strings.</summary>
    public bool HasComponentSize => (int)_flags < 0;

    /// <summary>Bytes of an element, where <see cref="HasComponentSize"/>.</summary>
    public ushort ComponentSize => (ushort)_flags;

    /// <summary>Whether objects hold references, so that a GC descriptor precedes the type.</summary>
    public bool ContainsPointers => (_flags & ContainsPointersFlag) != 0;

    /// <summary>Whether the type has a finalizer.</summary>
    public bool HasFinalizer => (_flags & HasFinalizerFlag) != 0;

    /// <summary>Whether the finalizer is to run after the ordinary ones of the same collection.</summary>
    public bool HasCriticalFinalizer => (_flags & (HasComponentSizeFlag | HasCriticalFinalizerFlag)) == HasCriticalFinalizerFlag;

    /// <summary>Bytes of an object with <paramref name="length"/> elements, aligned. Cannot overflow for a length of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nuint SizeOf(uint length)
    {
        // Base sizes are aligned, but for those of types with elements.
        nuint size = _baseSize;
        return HasComponentSize
            ? (size + ((nuint)length * ComponentSize) + (HeapLayout.WordBytes - 1)) & ~(nuint)(HeapLayout.WordBytes - 1)
            : size;
    }
}
