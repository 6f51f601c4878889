namespace Hermit.Machine;

/// <summary>The table that maps addresses to physical memory, by small and large pages. Its own tables are never freed.</summary>
public readonly struct PageTable<TStore>
    where TStore : struct, IPageTableStore
{
    private readonly TStore _store;
    private readonly nuint _root;

    private PageTable(TStore store, nuint root)
    {
        _store = store;
        _root = root;
    }

    /// <summary>The physical address of the topmost table.</summary>
    public nuint Root => _root;

    /// <summary>A new table in which nothing is mapped; false when memory ran out.</summary>
    public static bool TryCreate(TStore store, out PageTable<TStore> table)
    {
        bool created = store.TryAllocate(out nuint root);
        table = new PageTable<TStore>(store, root);
        return created;
    }

    /// <summary>
    /// Maps a range of whole small pages, with large ones where both addresses allow and no table of small ones is in the way; false when memory for
    /// tables ran out, with part of the range changed.
    /// </summary>
    /// <remarks>Safety: the range is not in use with other expectations, and the physical memory is the caller's to give access to.</remarks>
    [RequiresUnsafe]
    public bool TryMap(nuint address, nuint physical, nuint bytes, PageAccess access)
    {
        while (bytes != 0)
        {
            nuint done = MapInOneTable(address, physical, bytes, access);
            if (done == 0)
            {
                return false;
            }

            address += done;
            physical += done;
            bytes -= done;
        }

        return true;
    }

    /// <summary>
    /// Takes a range of whole small pages away; the physical memory stays with the caller. False when a large page had to be split and memory ran out.
    /// </summary>
    /// <remarks>Safety: nothing refers to the range any more.</remarks>
    [RequiresUnsafe]
    public bool TryUnmap(nuint address, nuint bytes)
    {
        for (nuint end = address + bytes; address != end; address += PageSize.Small)
        {
            PageTableCursor<TStore> cursor = new(_store, _root, address);
            cursor.Find();
            if (cursor.Entry.IsPresent)
            {
                if (!cursor.TryEnter(0))
                {
                    return false;
                }

                unsafe
                {
                    // SAFETY: the caller's obligation.
                    cursor.Set(default);
                }
            }
        }

        return true;
    }

    /// <summary>The physical address that <paramref name="address"/> is mapped to, if it is.</summary>
    public bool TryTranslate(nuint address, out nuint physical) => TryTranslate(address, out physical, out _);

    /// <summary>The physical address that <paramref name="address"/> is mapped to, if it is, and what may be done there.</summary>
    public bool TryTranslate(nuint address, out nuint physical, out PageAccess access)
    {
        physical = 0;
        access = PageAccess.None;
        if (address >= PageTableEntry.AddressLimit)
        {
            return false;
        }

        PageTableCursor<TStore> cursor = new(_store, _root, address);
        cursor.Find();
        PageTableEntry entry = cursor.Entry;
        if (!entry.IsPresent)
        {
            return false;
        }

        nuint mask = PageTableEntry.Bytes(cursor.Level) - 1;
        physical = (entry.Target & ~mask) | (address & mask);
        access = entry.Access;
        return true;
    }

    /// <summary>Makes this CPU use the table.</summary>
    /// <remarks>Safety: it maps the code, data and stack in use.</remarks>
    [RequiresUnsafe]
    public void Activate()
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            TranslationCache.Use(_root);
        }
    }

    // Maps as many pages of one size as the table has entries for; how many bytes that is, 0 when memory ran out.
    private nuint MapInOneTable(nuint address, nuint physical, nuint bytes, PageAccess access)
    {
        bool large = ((address | physical) & (PageSize.Large - 1)) == 0 && bytes >= PageSize.Large;
        PageTableCursor<TStore> cursor = new(_store, _root, address);
        if (!cursor.TryEnter(large ? PageTableEntry.LargePageLevel : 0) || (cursor.IsTable && !cursor.TryEnter(0)))
        {
            return 0;
        }

        nuint step = PageTableEntry.Bytes(cursor.Level);
        nuint done = 0;
        do
        {
            unsafe
            {
                // SAFETY: the caller's obligation.
                cursor.Set(PageTableEntry.ForPage(physical + done, access, cursor.Level));
            }

            done += step;
        }
        while (bytes - done >= step && cursor.MoveNext() && !cursor.IsTable);
        return done;
    }
}
