using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Runtime.Heap;

/// <summary>
/// Reads objects by address. An object is: a header word (32 bits of padding, 32 bits of flags), the type at the address that
/// references hold, then fields or, for arrays and strings, the element count and the elements.
/// </summary>
/// <remarks>Every address passed in is that of an object whose type word is set, or of memory of the heap where one may be.</remarks>
internal static class ManagedObject
{
    // The bit that GC.SuppressFinalize sets in the header's flags; the class library leaves it to the collector.
    private const int FinalizerSuppressed = 0x4000_0000;

    /// <summary>The type of the object at <paramref name="address"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly MethodTable TypeOf(nuint address)
    {
        // SAFETY: the first word of an object is the address of its type.
        unsafe
        {
            return ref **(MethodTable**)address;
        }
    }

    /// <summary>Whether the memory at <paramref name="address"/> has an object: memory that is not allocated is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasType(nuint address) => Word(address) != 0;

    /// <summary>Makes memory an object: its element count, where its type has one, and then its type, which is what makes it one.</summary>
    /// <remarks>Safety: the memory is the caller's, zeroed, and as large as the type says.</remarks>
    [RequiresUnsafe]
    public static unsafe void Create(nuint address, ref readonly MethodTable type, uint length)
    {
        // SAFETY: the caller vouches for the memory.
        if (type.HasComponentSize)
        {
            *(uint*)(address + HeapLayout.WordBytes) = length;
        }

        *(nuint*)address = (nuint)Unsafe.AsPointer(ref Unsafe.AsRef(in type));
    }

    /// <summary>Bytes of the object at <paramref name="address"/>, its header word included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint SizeOf(nuint address) => SizeOf(in TypeOf(address), address);

    /// <summary>Bytes of the object at <paramref name="address"/>, whose type is <paramref name="type"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint SizeOf(ref readonly MethodTable type, nuint address) =>
        type.HasComponentSize ? type.SizeOf((uint)Word(address + HeapLayout.WordBytes)) : type.BaseSize;

    /// <summary>Whether two objects of one type without elements have the same fields, and the same between and behind them.</summary>
    public static bool HaveSameContent(nuint left, nuint right)
    {
        nuint end = left + TypeOf(left).BaseSize - HeapLayout.WordBytes;
        for (nuint offset = right - left, word = left + HeapLayout.WordBytes; word < end; word += HeapLayout.WordBytes)
        {
            if (Word(word) != Word(word + offset))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether GC.SuppressFinalize was called for the object.</summary>
    public static bool IsFinalizerSuppressed(nuint address) => (Volatile.Read(ref Flags(address)) & FinalizerSuppressed) != 0;

    /// <summary>Sets or clears what <see cref="IsFinalizerSuppressed"/> says; other threads may change other flags at the same time.</summary>
    public static void SetFinalizerSuppressed(nuint address, bool suppressed)
    {
        ref int flags = ref Flags(address);
        if (suppressed)
        {
            Interlocked.Or(ref flags, FinalizerSuppressed);
        }
        else
        {
            Interlocked.And(ref flags, ~FinalizerSuppressed);
        }
    }

    /// <summary>The reference at <paramref name="slot"/>, which the compiler's descriptor of an object says holds one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint ReferenceAt(nuint slot) => Word(slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Word(nuint address)
    {
        // SAFETY: the address is within an object, or of unused memory of a chunk that has room for one.
        unsafe
        {
            return *(nuint*)address;
        }
    }

    private static ref int Flags(nuint address)
    {
        // SAFETY: the header word precedes the type.
        unsafe
        {
            return ref *(int*)(address - sizeof(int));
        }
    }
}
