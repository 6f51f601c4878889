using System;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// What precedes the type of objects with references and says where they are (coreclr's gcdesc.h). Right before the type is the
/// number of series; each series, going down, is the offset of its first reference and before that its bytes less those of the
/// object. A negative number says that elements are structs: then come the offset of the first element's first reference and, going
/// down, for each of that many items the number of references and the bytes to skip after them, 32 bits each.
/// </summary>
internal static class GcDescriptor
{
    private const int CountWords = 1;
    private const int SeriesWords = 2;
    private const int ItemWords = 1;

    /// <summary>Bytes of the descriptor of <paramref name="type"/>, 0 for a type without references.</summary>
    public static nuint SizeOf(ref readonly MethodTable type)
    {
        if (!type.ContainsPointers)
        {
            return 0;
        }

        nint count = WordBefore(in type, CountWords);
        nint words = count >= 0 ? CountWords + (count * SeriesWords) : CountWords + SeriesWords + ((-count - 1) * ItemWords);
        return (nuint)words * HeapLayout.WordBytes;
    }

    /// <summary>Where the references of the object at <paramref name="address"/> are, whose type has a descriptor; false when they are not all in one run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGetRun(nuint address, ref readonly MethodTable type, out nuint slot, out nuint end)
    {
        if (WordBefore(in type, CountWords) != 1)
        {
            slot = end = 0;
            return false;
        }

        slot = address + (nuint)WordBefore(in type, CountWords + 1);
        end = slot + (nuint)WordBefore(in type, CountWords + SeriesWords) + ManagedObject.SizeOf(in type, address);
        return true;
    }

    /// <summary>Shows <paramref name="visitor"/> the references of the object at <paramref name="address"/>, whose type has a descriptor.</summary>
    public static void Visit<TVisitor>(nuint address, ref readonly MethodTable type, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        nint count = WordBefore(in type, CountWords);
        nuint size = ManagedObject.SizeOf(in type, address);
        if (count < 0)
        {
            nuint first = address + (nuint)WordBefore(in type, CountWords + 1);
            VisitElements(first, address + size - HeapLayout.HeaderBytes, in type, (int)-count, ref visitor);
            return;
        }

        ref readonly nint series = ref WordBefore(in type, CountWords + SeriesWords);
        while (count > 0)
        {
            // SAFETY: there are as many series as the count says, each of two words, the next one below this one.
            unsafe
            {
                nuint start = address + (nuint)Unsafe.Add(ref Unsafe.AsRef(in series), 1);
                visitor.VisitRun(start, start + (nuint)series + size);
                series = ref Unsafe.Add(ref Unsafe.AsRef(in series), -SeriesWords);
            }

            count--;
        }
    }

    /// <summary>As <see cref="Visit"/>, but only what lies from <paramref name="low"/> to before <paramref name="high"/>, and perhaps a little around that.</summary>
    public static void VisitWithin<TVisitor>(nuint address, ref readonly MethodTable type, nuint low, nuint high, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        nint count = WordBefore(in type, CountWords);
        nuint size = ManagedObject.SizeOf(in type, address);
        if (count < 0)
        {
            nuint first = address + (nuint)WordBefore(in type, CountWords + 1);
            nuint before = low > first ? (low - first) / type.ComponentSize * type.ComponentSize : 0;
            VisitElements(first + before, Math.Min(address + size - HeapLayout.HeaderBytes, high), in type, (int)-count, ref visitor);
            return;
        }

        for (int series = 0; series < (int)count; series++)
        {
            nint bytes = WordBefore(in type, CountWords + SeriesWords + (series * SeriesWords));
            nuint start = address + (nuint)WordBefore(in type, CountWords + SeriesWords + (series * SeriesWords) - 1);
            nuint end = Math.Min(start + (nuint)bytes + size, high);
            start = Math.Max(start, low);
            if (start < end)
            {
                visitor.VisitRun(start, end);
            }
        }
    }

    private static void VisitElements<TVisitor>(nuint slot, nuint end, ref readonly MethodTable type, int count, ref TVisitor visitor)
        where TVisitor : struct, IReferenceVisitor
    {
        while (slot < end)
        {
            for (int item = 0; item < count; item++)
            {
                ulong pair = (ulong)WordBefore(in type, CountWords + SeriesWords + item);
                nuint runEnd = slot + ((nuint)(uint)pair * HeapLayout.WordBytes);
                visitor.VisitRun(slot, runEnd);
                slot = runEnd + (nuint)(pair >> 32);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly nint WordBefore(ref readonly MethodTable type, int distance)
    {
        // SAFETY: the compiler puts the descriptor right before the type, with as many words as its count says.
        unsafe
        {
            return ref Unsafe.Add(ref Unsafe.As<MethodTable, nint>(ref Unsafe.AsRef(in type)), -distance);
        }
    }
}
