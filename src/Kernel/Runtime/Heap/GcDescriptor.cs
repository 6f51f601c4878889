using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// What precedes the type of objects with references and says where they are (coreclr's gcdesc.h). Right before the type is the
/// number of series; each series, going down, is the offset of its first reference and before that its bytes less those of the
/// object. A negative number says that elements are structs: then come the offset of the first element's first reference and, going
/// down, for each of that many items the number of references and the bytes to skip after them, 32 bits each.
/// </summary>
/// <remarks>Safety: types are those that the compiler emitted for the objects.</remarks>
internal static unsafe class GcDescriptor
{
    private const int CountWords = 1;
    private const int SeriesWords = 2;
    private const int ItemWords = 1;

    /// <summary>Bytes of the descriptor of <paramref name="type"/>, 0 for a type without references.</summary>
    public static nuint SizeOf(MethodTable* type)
    {
        if (!type->ContainsPointers)
        {
            return 0;
        }

        nint count = ((nint*)type)[-CountWords];
        nint words = count >= 0 ? CountWords + (count * SeriesWords) : CountWords + SeriesWords + ((-count - 1) * ItemWords);
        return (nuint)words * HeapLayout.WordBytes;
    }

    /// <summary>Shows <paramref name="visitor"/> the references of the object at <paramref name="address"/>, whose type has a descriptor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Visit<TVisitor>(nuint address, MethodTable* type, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        nint* series = (nint*)type - CountWords - SeriesWords;
        nint count = ((nint*)type)[-CountWords];
        nuint size = ManagedObject.SizeOf(type, address);
        if (count < 0)
        {
            VisitElements(address + (nuint)series[1], address + size - HeapLayout.HeaderBytes, (uint*)series, (int)-count, ref visitor);
            return;
        }

        for (; count > 0; series -= SeriesWords, count--)
        {
            nuint start = address + (nuint)series[1];
            visitor.VisitRun(start, start + (nuint)series[0] + size);
        }
    }

    private static void VisitElements<TVisitor>(nuint slot, nuint end, uint* items, int count, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        while (slot < end)
        {
            for (int item = 0; item < count; item++)
            {
                nuint runEnd = slot + ((nuint)items[-2 * item] * HeapLayout.WordBytes);
                visitor.VisitRun(slot, runEnd);
                slot = runEnd + items[(-2 * item) + 1];
            }
        }
    }
}
