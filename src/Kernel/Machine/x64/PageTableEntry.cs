namespace Hermit.Machine;

/// <summary>An entry of a four-level page table (Intel SDM vol. 3, 4.5). Level 0 has the smallest pages; 2 MiB pages are at level 1.</summary>
internal readonly struct PageTableEntry(ulong bits)
{
    /// <summary>How many levels of tables there are.</summary>
    public const int Levels = 4;

    /// <summary>The level of large pages.</summary>
    public const int LargePageLevel = 1;

    /// <summary>How many entries a table has.</summary>
    public const int Count = 512;

    /// <summary>The address behind those that can be mapped: the lower half of the canonical ones (SDM vol. 1, 3.3.7.1), which is all that we use.</summary>
    public const ulong AddressLimit = 1ul << 47;

    private const ulong Present = 1;
    private const ulong Writable = 1 << 1;
    private const ulong WriteThrough = 1 << 3;
    private const ulong CacheDisable = 1 << 4;
    private const ulong Large = 1 << 7;
    private const ulong NoExecute = 1ul << 63;
    private const ulong AddressMask = 0x000F_FFFF_FFFF_F000;
    private const int PageBits = 12;
    private const int LevelBits = 9;

    /// <summary>The entry as it stands in memory.</summary>
    public ulong Bits => bits;

    /// <summary>Whether anything is mapped through it.</summary>
    public bool IsPresent => (bits & Present) != 0;

    /// <summary>The physical address of the page or table.</summary>
    public nuint Target => (nuint)(bits & AddressMask);

    /// <summary>What may be done with the page.</summary>
    public PageAccess Access => (bits & (Present | Writable | CacheDisable | NoExecute)) switch
    {
        Present | NoExecute => PageAccess.Read,
        Present | NoExecute | Writable => PageAccess.ReadWrite,
        Present | NoExecute | Writable | CacheDisable => PageAccess.Device,
        Present => PageAccess.ReadExecute,
        _ => PageAccess.None,
    };

    /// <summary>How many bytes an entry of that level maps.</summary>
    public static nuint Bytes(int level) => (nuint)1 << (PageBits + (LevelBits * level));

    /// <summary>Where the entry for an address is in its table.</summary>
    public static int Index(nuint address, int level) => (int)((address >> (PageBits + (LevelBits * level))) % Count);

    /// <summary>The entry of a page; nothing when there is no access.</summary>
    public static PageTableEntry ForPage(nuint physical, PageAccess access, int level)
    {
        ulong flags = access switch
        {
            PageAccess.Read => Present | NoExecute,
            PageAccess.ReadWrite => Present | Writable | NoExecute,
            PageAccess.ReadExecute => Present,
            PageAccess.Device => Present | Writable | NoExecute | CacheDisable | WriteThrough,
            _ => 0,
        };
        return flags == 0 ? default : new(physical | flags | (level == 0 ? 0 : Large));
    }

    /// <summary>The entry of a table of the level below.</summary>
    public static PageTableEntry ForTable(nuint table) => new(table | Present | Writable);

    /// <summary>Whether the entry, being of that level, is that of a table.</summary>
    public bool IsTable(int level) => level > 0 && (bits & (Present | Large)) == Present;

    /// <summary>The part of this large page that an entry of the level below would map.</summary>
    public PageTableEntry Part(int index, int level) => new((bits & (level > 1 ? ulong.MaxValue : ~Large)) + ((ulong)index * Bytes(level - 1)));
}
