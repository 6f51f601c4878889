using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Runtime.Heap;

/// <summary>
/// Reads objects by address. An object is: a header word (32 bits of padding, 32 bits of flags), the type at the address that
/// references hold, then fields or, for arrays and strings, the element count and the elements.
/// </summary>
/// <remarks>Safety: every address passed in is that of an object whose type word is set.</remarks>
internal static unsafe class ManagedObject
{
    // The bit that GC.SuppressFinalize sets in the header's flags; the class library leaves it to the collector.
    private const int FinalizerSuppressed = 0x4000_0000;

    /// <summary>The type of the object at <paramref name="address"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MethodTable* TypeOf(nuint address) => *(MethodTable**)address;

    /// <summary>Bytes of the object at <paramref name="address"/>, its header word included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint SizeOf(nuint address) => SizeOf(TypeOf(address), address);

    /// <summary>Bytes of the object at <paramref name="address"/>, whose type is <paramref name="type"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint SizeOf(MethodTable* type, nuint address) =>
        type->HasComponentSize ? type->SizeOf(*(uint*)(address + HeapLayout.WordBytes)) : type->BaseSize;

    /// <summary>Whether GC.SuppressFinalize was called for the object.</summary>
    public static bool IsFinalizerSuppressed(nuint address) => (Volatile.Read(ref *Flags(address)) & FinalizerSuppressed) != 0;

    /// <summary>Sets or clears what <see cref="IsFinalizerSuppressed"/> says; other threads may change other flags at the same time.</summary>
    public static void SetFinalizerSuppressed(nuint address, bool suppressed)
    {
        int* flags = Flags(address);
        if (suppressed)
        {
            Interlocked.Or(ref *flags, FinalizerSuppressed);
        }
        else
        {
            Interlocked.And(ref *flags, ~FinalizerSuppressed);
        }
    }

    private static int* Flags(nuint address) => (int*)(address - sizeof(int));
}
