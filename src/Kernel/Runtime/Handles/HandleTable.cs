using System.Diagnostics.CodeAnalysis;
using Hermit.Runtime.Heap;

namespace Hermit.Runtime.Handles;

/// <summary>
/// The handles of the program. A handle is the address of a word that holds the object's address, as the class library
/// dereferences handles itself.
/// </summary>
/// <remarks>Safety: used by the holder of the heap lock only, except for reading and writing the word of a live handle.</remarks>
internal unsafe struct HandleTable
{
    private HandleList _weak;
    private HandleList _weakTrackResurrection;
    private HandleList _normal;
    private HandleList _pinned;
    private HandleList _dependent;

    /// <summary>Pinned handles that the last collection saw.</summary>
    public int PinnedCount { get; private set; }

    /// <summary>The handles of <paramref name="type"/>.</summary>
    [UnscopedRef]
    public ref HandleList this[HandleType type]
    {
        get
        {
            switch (type)
            {
                case HandleType.Weak:
                    return ref _weak;
                case HandleType.WeakTrackResurrection:
                    return ref _weakTrackResurrection;
                case HandleType.Normal:
                    return ref _normal;
                case HandleType.Pinned:
                    return ref _pinned;
                default:
                    return ref _dependent;
            }
        }
    }

    /// <summary>Frees <paramref name="handle"/>.</summary>
    public void Free(nuint handle) => this[HandlePage.Containing(handle)->Type].Put((nuint*)handle);

    /// <summary>Marks what normal and pinned handles keep alive.</summary>
    public void MarkStrong(ref Marker marker)
    {
        MarkAll(_normal.Pages, ref marker);
        PinnedCount = MarkAll(_pinned.Pages, ref marker);
    }

    /// <summary>Marks the second objects of dependent handles whose first object is marked; says whether it marked any.</summary>
    public readonly bool MarkDependent(ref Marker marker)
    {
        bool found = false;
        for (HandlePage* page = _dependent.Pages; page != null; page = page->Next)
        {
            for (nuint* handle = HandlePage.FirstHandle(page); handle < HandlePage.End(page); handle += 2)
            {
                if (HandleList.HoldsObject(handle[0]) && handle[1] != 0 && marker.IsMarked(handle[0]) && !marker.IsMarked(handle[1]))
                {
                    marker.Mark(handle[1]);
                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>Clears the weak handles, long or short, whose object is not marked.</summary>
    public void ClearWeak(HandleType type, in Marker marker)
    {
        for (HandlePage* page = this[type].Pages; page != null; page = page->Next)
        {
            for (nuint* handle = HandlePage.FirstHandle(page); handle < HandlePage.End(page); handle++)
            {
                if (HandleList.HoldsObject(*handle) && !marker.IsMarked(*handle))
                {
                    *handle = 0;
                }
            }
        }
    }

    /// <summary>Clears the dependent handles whose first object is not marked.</summary>
    public readonly void ClearDependent(in Marker marker)
    {
        for (HandlePage* page = _dependent.Pages; page != null; page = page->Next)
        {
            for (nuint* handle = HandlePage.FirstHandle(page); handle < HandlePage.End(page); handle += 2)
            {
                if (HandleList.HoldsObject(handle[0]) && !marker.IsMarked(handle[0]))
                {
                    handle[0] = handle[1] = 0;
                }
            }
        }
    }

    private static int MarkAll(HandlePage* pages, ref Marker marker)
    {
        int count = 0;
        for (HandlePage* page = pages; page != null; page = page->Next)
        {
            for (nuint* handle = HandlePage.FirstHandle(page); handle < HandlePage.End(page); handle++)
            {
                if (HandleList.HoldsObject(*handle))
                {
                    marker.Mark(*handle);
                    count++;
                }
            }
        }

        return count;
    }
}
