using System;

namespace Hermit.Machine;

/// <summary>The four-level page table (Intel SDM vol. 3, 4.5): 4 KiB and 2 MiB pages.</summary>
public readonly struct PageTable
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

    private readonly nuint _root;
    private readonly TableSource _source;

    /// <summary>A new, empty table whose pages come from <paramref name="allocate"/>: a zeroed small page, or 0 when there is none.</summary>
    /// <remarks>Safety: what <paramref name="allocate"/> returns is identity mapped and used by nobody else.</remarks>
    [RequiresUnsafe]
    public unsafe PageTable(delegate*<nuint> allocate)
    {
        _source = new TableSource(allocate);
        _root = _source.Allocate();
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
            if (!TryWalk(address, ref large, create: true, out Span<ulong> table))
            {
                return false;
            }

            // As many pages as this table has entries for.
            nuint step = large ? LargePage : SmallPage;
            int index = Index(address, large);
            do
            {
                bool wasPresent = (table[index] & Present) != 0;
                table[index] = flags == 0 ? 0 : physical | flags | (large ? Large : 0);
                if (wasPresent)
                {
                    Flush(address);
                }

                address += step;
                physical += step;
                bytes -= step;
                index++;
            }
            while (index < Entries && bytes >= step && !(large && IsTable(table[index])));
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
            if (TryWalk(address, ref large, create: false, out Span<ulong> table) && table[Index(address, large: false)] != 0)
            {
                table[Index(address, large: false)] = 0;
                Flush(address);
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
        nuint table = _root;
        physical = 0;
        access = PageAccess.None;
        for (int shift = 39; address < AddressLimit; shift -= 9)
        {
            ulong entry = Table(table)[(int)((address >> shift) % Entries)];
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

            table = (nuint)(entry & AddressMask);
        }

        return false;
    }

    /// <summary>Makes this CPU use the table.</summary>
    /// <remarks>Safety: it maps the code, data and stack in use.</remarks>
    [RequiresUnsafe]
    public void Activate()
    {
        unsafe
        {
            // SAFETY: the caller's obligation.
            Instructions.LoadPageTable(_root);
        }
    }

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

    private static bool IsTable(ulong entry) => (entry & (Present | Large)) == Present;

    private static int Index(nuint address, bool large) => (int)((address >> (large ? 21 : 12)) % Entries);

    private static void Flush(nuint address)
    {
        unsafe
        {
            // SAFETY: only makes the CPU read the tables again.
            Instructions.FlushPage(address);
        }
    }

    private static Span<ulong> Table(nuint address)
    {
        unsafe
        {
            // SAFETY: called with the root and with what entries that are tables point to: all of them this type's, from the table source, which
            // are identity mapped and never freed.
            return new Span<ulong>((void*)address, Entries);
        }
    }

    // The table with the entry that maps the address: the last one, or, for a large page, the one above it. A large page in the way of a small one
    // is split; where small pages are already, a large one is not made, since their table could not be flushed and freed.
    private bool TryWalk(nuint address, ref bool large, bool create, out Span<ulong> table)
    {
        table = Table(_root);
        for (int shift = 39; shift > 12; shift -= 9)
        {
            ref ulong entry = ref table[(int)((address >> shift) % Entries)];
            if (shift == 21 && large && !IsTable(entry))
            {
                return true;
            }

            if ((entry & Present) == 0)
            {
                nuint page = create ? _source.Allocate() : 0;
                if (page == 0)
                {
                    return false;
                }

                entry = page | Present | Writable;
            }
            else if (!IsTable(entry) && !TrySplit(ref entry))
            {
                return false;
            }

            table = Table((nuint)(entry & AddressMask));
        }

        large = false;
        return true;
    }

    private bool TrySplit(ref ulong entry)
    {
        nuint page = _source.Allocate();
        if (page == 0)
        {
            return false;
        }

        Span<ulong> table = Table(page);
        ulong first = entry & ~Large;
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = first + ((ulong)i * SmallPage);
        }

        entry = page | Present | Writable;
        return true;
    }

    private readonly unsafe struct TableSource(delegate*<nuint> allocate)
    {
        // SAFETY: the function that the constructor was given, with its obligation.
        public nuint Allocate() => allocate();
    }
}
