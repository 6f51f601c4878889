using System;

namespace Hermit.Runtime.Handles;

/// <summary>The handles of one type. A free handle holds the next free one, tagged so that it cannot be taken for an object. For the holder of the heap lock.</summary>
internal struct HandleList
{
    private const nuint FreeTag = 1;

    private nuint _free;

    /// <summary>The first page; the others follow by <see cref="HandlePage.Next"/>.</summary>
    public HandlePage Pages { get; private set; }

    /// <summary>Whether <see cref="Take"/> needs a page by <see cref="Grow"/> first.</summary>
    public readonly bool IsFull => _free == 0;

    /// <summary>Whether the first word of a handle holds an object, rather than null or the next free handle.</summary>
    public static bool HoldsObject(nuint word) => word != 0 && (word & FreeTag) == 0;

    /// <summary>Makes handles of the zeroed page at <paramref name="address"/>.</summary>
    /// <remarks>Safety: the page is the caller's and never given back.</remarks>
    [RequiresUnsafe]
    public unsafe void Grow(nuint address, HandleType type)
    {
        // SAFETY: the caller vouches for the page.
        HandlePage page = HandlePage.Format(address, type, Pages);
        Pages = page;
        int words = HandlePage.WordsOf(type);
        for (int index = (page.Handles.Length / words * words) - words; index >= 0; index -= words)
        {
            Put(page, page.AddressOf(index));
        }
    }

    /// <summary>Takes a free handle, whose words are then zero. The list is not full.</summary>
    public nuint Take(out Span<nuint> words)
    {
        nuint handle = _free;

        // SAFETY: free handles are handles of this list.
        unsafe
        {
            words = HandlePage.Containing(handle).WordsAt(handle);
        }

        _free = words[0] & ~FreeTag;
        words[0] = 0;
        return handle;
    }

    /// <summary>Puts <paramref name="handle"/> of <paramref name="page"/> back.</summary>
    public void Put(HandlePage page, nuint handle)
    {
        Span<nuint> words = page.WordsAt(handle);
        words.Clear();
        words[0] = _free | FreeTag;
        _free = handle;
    }
}
