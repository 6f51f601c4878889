namespace Hermit.Machine;

/// <summary>The four-level page table (Intel SDM vol. 3, 4.5): 4 KiB and 2 MiB pages.</summary>
// SAFETY: a present entry that is not a page points to a table that this type made, in identity-mapped memory, with 512 entries; tables are
// never freed. Who changes what is mapped answers for it (RequiresUnsafe).
public readonly unsafe struct PageTable
{
    /// <summary>The size of a small page, in bytes.</summary>
    public const nuint SmallPage = 4096;

    /// <summary>The size of a large page, in bytes.</summary>
    public const nuint LargePage = 2 << 20;

    private const ulong Present = 1;
    private const ulong Writable = 1 << 1;
    private const ulong WriteThrough = 1 << 3;
    private const ulong CacheDisable = 1 << 4;
    private const ulong Large = 1 << 7;
    private const ulong NoExecute = 1ul << 63;
    private const ulong AddressMask = 0x000F_FFFF_FFFF_F000;
    private const int Entries = 512;

    // The lower half of the canonical addresses (SDM vol. 1, 3.3.7.1), which is all that we use.
    private const ulong AddressLimit = 1ul << 47;

    private readonly ulong* _root;
    private readonly delegate*<nuint> _allocate;

    /// <summary>A new, empty table whose pages come from <paramref name="allocate"/>: a zeroed small page, or 0 when there is none.</summary>
    /// <remarks>Safety: what <paramref name="allocate"/> returns is identity mapped and used by nobody else.</remarks>
    [RequiresUnsafe]
    public PageTable(delegate*<nuint> allocate)
    {
        _allocate = allocate;
        _root = (ulong*)allocate();
    }

    /// <summary>Maps a range of whole pages, with large ones where both addresses allow; false when memory for tables ran out, with part of the range changed.</summary>
    /// <remarks>Safety: the range is not in use with other expectations, and the physical memory is the caller's to give access to.</remarks>
    [RequiresUnsafe]
    public bool TryMap(nuint address, nuint physical, nuint bytes, PageAccess access)
    {
        ulong flags = Flags(access);
        while (bytes != 0)
        {
            bool large = ((address | physical) & (LargePage - 1)) == 0 && bytes >= LargePage;
            ulong* entry = Walk(address, ref large, create: true);
            if (entry is null)
            {
                return false;
            }

            bool wasPresent = (*entry & Present) != 0;
            *entry = flags == 0 ? 0 : physical | flags | (large ? Large : 0);
            if (wasPresent)
            {
                Instructions.FlushPage(address);
            }

            nuint step = large ? LargePage : SmallPage;
            address += step;
            physical += step;
            bytes -= step;
        }

        return true;
    }

    /// <summary>Takes a range of whole small pages away; the physical memory stays with the caller. False when a large page had to be split and memory ran out.</summary>
    /// <remarks>Safety: nothing refers to the range any more.</remarks>
    [RequiresUnsafe]
    public bool TryUnmap(nuint address, nuint bytes)
    {
        for (nuint end = address + bytes; address != end; address += SmallPage)
        {
            bool large = false;
            ulong* entry = Walk(address, ref large, create: false);
            if (entry is not null && *entry != 0)
            {
                *entry = 0;
                Instructions.FlushPage(address);
            }
            else if (TryTranslate(address, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The physical address that <paramref name="address"/> is mapped to, if it is.</summary>
    public bool TryTranslate(nuint address, out nuint physical) => TryTranslate(address, out physical, out _);

    /// <summary>The physical address that <paramref name="address"/> is mapped to, if it is, and what may be done there.</summary>
    public bool TryTranslate(nuint address, out nuint physical, out PageAccess access)
    {
        ulong* table = _root;
        physical = 0;
        access = PageAccess.None;
        for (int shift = 39; address < AddressLimit; shift -= 9)
        {
            ulong entry = table[(address >> shift) % Entries];
            if ((entry & Present) == 0)
            {
                return false;
            }

            if (shift == 12 || (entry & Large) != 0)
            {
                nuint mask = ((nuint)1 << shift) - 1;
                physical = ((nuint)(entry & AddressMask) & ~mask) | (address & mask);
                access = Access(entry);
                return true;
            }

            table = (ulong*)(entry & AddressMask);
        }

        return false;
    }

    /// <summary>Makes this CPU use the table.</summary>
    /// <remarks>Safety: it maps the code, data and stack in use.</remarks>
    [RequiresUnsafe]
    public void Activate() => Instructions.LoadPageTable((nuint)_root);

    private static ulong Flags(PageAccess access) => access switch
    {
        PageAccess.Read => Present | NoExecute,
        PageAccess.ReadWrite => Present | Writable | NoExecute,
        PageAccess.ReadExecute => Present,
        PageAccess.Device => Present | Writable | NoExecute | CacheDisable | WriteThrough,
        _ => 0,
    };

    private static PageAccess Access(ulong entry) => (entry & (Writable | CacheDisable | NoExecute)) switch
    {
        NoExecute => PageAccess.Read,
        NoExecute | Writable => PageAccess.ReadWrite,
        NoExecute | Writable | CacheDisable => PageAccess.Device,
        _ => PageAccess.ReadExecute,
    };

    // The entry that maps the address: in the last table, or, for a large page, in the one above it. A large page in the way of a small one is
    // split; where small pages are already, a large one is not made, since their table could not be flushed and freed.
    private ulong* Walk(nuint address, ref bool large, bool create)
    {
        ulong* table = _root;
        for (int shift = 39; shift > 12; shift -= 9)
        {
            ulong* entry = table + ((address >> shift) % Entries);
            bool isTable = (*entry & (Present | Large)) == Present;
            if (shift == 21 && large && !isTable)
            {
                return entry;
            }

            if ((*entry & Present) == 0)
            {
                nuint page = create ? _allocate() : 0;
                if (page == 0)
                {
                    return null;
                }

                *entry = page | Present | Writable;
            }
            else if (!isTable && !Split(entry))
            {
                return null;
            }

            table = (ulong*)(*entry & AddressMask);
        }

        large = false;
        return table + ((address >> 12) % Entries);
    }

    private bool Split(ulong* entry)
    {
        ulong* table = (ulong*)_allocate();
        if (table is null)
        {
            return false;
        }

        ulong first = *entry & ~Large;
        for (int i = 0; i < Entries; i++)
        {
            table[i] = first + ((ulong)i * SmallPage);
        }

        *entry = (ulong)table | Present | Writable;
        return true;
    }
}
