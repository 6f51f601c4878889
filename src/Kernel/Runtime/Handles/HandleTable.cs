using System;
using System.Diagnostics.CodeAnalysis;
using Hermit.Runtime.Heap;

namespace Hermit.Runtime.Handles;

/// <summary>
/// The handles of the program. A handle is the address of a word that holds the object's address, as the class library
/// dereferences handles itself.
/// </summary>
/// <remarks>For the holder of the heap lock, except for reading and writing the word of a live handle.</remarks>
internal struct HandleTable
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
    /// <remarks>Safety: the handle was handed out and not freed since.</remarks>
    [RequiresUnsafe]
    public unsafe void Free(nuint handle)
    {
        // SAFETY: the caller vouches for the handle.
        HandlePage page = HandlePage.Containing(handle);
        this[page.Type].Put(page, handle);
    }

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
        for (HandlePage page = _dependent.Pages; !page.IsNull; page = page.Next)
        {
            Span<nuint> words = page.Handles;
            for (int index = 0; index + 1 < words.Length; index += 2)
            {
                nuint second = words[index + 1];
                if (HandleList.HoldsObject(words[index]) && second != 0 && marker.IsMarked(words[index]) && !marker.IsMarked(second))
                {
                    marker.Mark(second);
                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>Clears the weak handles, long or short, whose object is not marked.</summary>
    public void ClearWeak(HandleType type, in Marker marker)
    {
        for (HandlePage page = this[type].Pages; !page.IsNull; page = page.Next)
        {
            foreach (ref nuint word in page.Handles)
            {
                if (HandleList.HoldsObject(word) && !marker.IsMarked(word))
                {
                    word = 0;
                }
            }
        }
    }

    /// <summary>Clears the dependent handles whose first object is not marked.</summary>
    public readonly void ClearDependent(in Marker marker)
    {
        for (HandlePage page = _dependent.Pages; !page.IsNull; page = page.Next)
        {
            Span<nuint> words = page.Handles;
            for (int index = 0; index + 1 < words.Length; index += 2)
            {
                if (HandleList.HoldsObject(words[index]) && !marker.IsMarked(words[index]))
                {
                    words[index] = words[index + 1] = 0;
                }
            }
        }
    }

    private static int MarkAll(HandlePage pages, ref Marker marker)
    {
        int count = 0;
        for (HandlePage page = pages; !page.IsNull; page = page.Next)
        {
            foreach (nuint word in page.Handles)
            {
                if (HandleList.HoldsObject(word))
                {
                    marker.Mark(word);
                    count++;
                }
            }
        }

        return count;
    }
}
