namespace Hermit.Runtime.Handles;

/// <summary>The handles of one type. A free handle holds the next free one, tagged so that it cannot be taken for an object.</summary>
/// <remarks>Safety: used by the holder of the heap lock only.</remarks>
internal unsafe struct HandleList
{
    private const nuint FreeTag = 1;

    private nuint _free;

    /// <summary>The first page; the others follow by <see cref="HandlePage.Next"/>.</summary>
    public HandlePage* Pages { get; private set; }

    /// <summary>Whether <see cref="Take"/> needs a page by <see cref="Grow"/> first.</summary>
    public readonly bool IsFull => _free == 0;

    /// <summary>Whether the first word of a handle holds an object, rather than null or the next free handle.</summary>
    public static bool HoldsObject(nuint word) => word != 0 && (word & FreeTag) == 0;

    /// <summary>Makes handles of the page at <paramref name="address"/>.</summary>
    public void Grow(nuint address, HandleType type)
    {
        HandlePage* page = (HandlePage*)address;
        page->Next = Pages;
        page->Type = type;
        Pages = page;
        int words = HandlePage.WordsOf(type);
        for (nuint* handle = HandlePage.End(page) - words; handle >= HandlePage.FirstHandle(page); handle -= words)
        {
            Put(handle);
        }
    }

    /// <summary>Takes a free handle, whose words are then zero. The list is not full.</summary>
    public nuint* Take()
    {
        nuint* handle = (nuint*)_free;
        _free = *handle & ~FreeTag;
        *handle = 0;
        return handle;
    }

    /// <summary>Puts <paramref name="handle"/> back.</summary>
    public void Put(nuint* handle)
    {
        if (HandlePage.WordsOf(HandlePage.Containing((nuint)handle)->Type) == 2)
        {
            handle[1] = 0;
        }

        *handle = _free | FreeTag;
        _free = (nuint)handle;
    }
}
