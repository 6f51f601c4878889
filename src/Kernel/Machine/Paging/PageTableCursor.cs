namespace Hermit.Machine;

/// <summary>
/// A place in a page table: the entry of some level that maps an address. It goes down through the tables and on to the entry behind, and knows no
/// other way to one. Whoever has it holds the lock of the table.
/// </summary>
internal ref struct PageTableCursor<TStore>
    where TStore : struct, IPageTableStore
{
    private readonly TStore _store;
    private nuint _table;
    private int _index;

    /// <summary>Starts at the entry of the topmost table that maps <paramref name="address"/>.</summary>
    public PageTableCursor(TStore store, nuint root, nuint address)
    {
        _store = store;
        _table = root;
        Level = PageTableEntry.Levels - 1;
        Address = address;
        _index = PageTableEntry.Index(address, Level);
    }

    /// <summary>The address that is looked at.</summary>
    public nuint Address { get; private set; }

    /// <summary>The level of the entry; 0 for small pages.</summary>
    public int Level { get; private set; }

    /// <summary>The entry.</summary>
    public readonly PageTableEntry Entry => new(_store.Read(_table, _index));

    /// <summary>Whether the entry is that of a table.</summary>
    public readonly bool IsTable => Entry.IsTable(Level);

    /// <summary>Goes down as far as there are tables.</summary>
    public void Find()
    {
        for (PageTableEntry entry = Entry; entry.IsTable(Level); entry = Entry)
        {
            Enter(entry);
        }
    }

    /// <summary>Goes down to a level. Tables that are missing are made, pages that are larger are split; false when memory for that ran out.</summary>
    public bool TryEnter(int level)
    {
        while (Level > level)
        {
            PageTableEntry entry = Entry;
            if (!entry.IsTable(Level) && !TryMakeTable(ref entry))
            {
                return false;
            }

            Enter(entry);
        }

        return true;
    }

    /// <summary>Goes to the entry behind; false when this is the last of its table.</summary>
    public bool MoveNext()
    {
        if (_index + 1 >= PageTableEntry.Count)
        {
            return false;
        }

        _index++;
        Address += PageTableEntry.Bytes(Level);
        return true;
    }

    /// <summary>Replaces the entry, which is that of a page or of nothing. What CPUs remember of the old one goes.</summary>
    /// <remarks>Safety: nothing depends on what was mapped, and the new page is the caller's to give access to.</remarks>
    [RequiresUnsafe]
    public readonly void Set(PageTableEntry entry)
    {
        bool wasPresent = Entry.IsPresent;
        _store.Write(_table, _index, entry.Bits);
        if (wasPresent)
        {
            TranslationCache.Flush(Address);
        }
        else
        {
            TranslationCache.Publish();
        }
    }

    private void Enter(PageTableEntry entry)
    {
        _table = entry.Target;
        Level--;
        _index = PageTableEntry.Index(Address, Level);
    }

    // The table is whole before an entry says where it is: another CPU may walk it at once.
    private readonly bool TryMakeTable(ref PageTableEntry entry)
    {
        if (!_store.TryAllocate(out nuint table))
        {
            return false;
        }

        if (entry.IsPresent)
        {
            for (int i = 0; i < PageTableEntry.Count; i++)
            {
                _store.Write(table, i, entry.Part(i, Level).Bits);
            }
        }

        entry = PageTableEntry.ForTable(table);
        _store.Write(_table, _index, entry.Bits);
        return true;
    }
}
