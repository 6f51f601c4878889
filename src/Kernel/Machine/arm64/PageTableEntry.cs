namespace Hermit.Machine;

/// <summary>An entry of a four-level page table (Arm ARM, D8.3: VMSAv8-64, granule of 4 KiB). Level 0 has the smallest pages, the manual's level 3; 2 MiB blocks are at level 1.</summary>
internal readonly struct PageTableEntry(ulong bits)
{
    /// <summary>How many levels of tables there are.</summary>
    public const int Levels = 4;

    /// <summary>The level of large pages.</summary>
    public const int LargePageLevel = 1;

    /// <summary>How many entries a table has.</summary>
    public const int Count = 512;

    /// <summary>The address behind those that can be mapped: TTBR0's 48 bits, of which we use 47 on every architecture.</summary>
    public const ulong AddressLimit = 1ul << 47;

    private const ulong Valid = 1;

    // A table, or a page at level 0; a block without it.
    private const ulong TableOrPage = 1 << 1;

    // Attribute 1 of MAIR_EL1, which Boot.S sets: normal memory. Attribute 0 is of device registers.
    private const ulong Normal = 1 << 2;
    private const ulong ReadOnly = 1 << 7;
    private const ulong InnerShareable = 3 << 8;
    private const ulong Accessed = 1 << 10;
    private const ulong PrivilegedExecuteNever = 1ul << 53;
    private const ulong UnprivilegedExecuteNever = 1ul << 54;
    private const ulong AddressMask = 0x0000_FFFF_FFFF_F000;
    private const int PageBits = 12;
    private const int LevelBits = 9;

    /// <summary>The entry as it stands in memory.</summary>
    public ulong Bits => bits;

    /// <summary>Whether anything is mapped through it.</summary>
    public bool IsPresent => (bits & Valid) != 0;

    /// <summary>The physical address of the page or table.</summary>
    public nuint Target => (nuint)(bits & AddressMask);

    /// <summary>What may be done with the page.</summary>
    public PageAccess Access => (bits & (Valid | Normal | ReadOnly | PrivilegedExecuteNever)) switch
    {
        Valid | Normal | PrivilegedExecuteNever | ReadOnly => PageAccess.Read,
        Valid | Normal | PrivilegedExecuteNever => PageAccess.ReadWrite,
        Valid | PrivilegedExecuteNever => PageAccess.Device,
        Valid | Normal | ReadOnly => PageAccess.ReadExecute,
        _ => PageAccess.None,
    };

    /// <summary>How many bytes an entry of that level maps.</summary>
    public static nuint Bytes(int level) => (nuint)1 << (PageBits + (LevelBits * level));

    /// <summary>Where the entry for an address is in its table.</summary>
    public static int Index(nuint address, int level) => (int)((address >> (PageBits + (LevelBits * level))) % Count);

    /// <summary>The entry of a page; nothing when there is no access.</summary>
    public static PageTableEntry ForPage(nuint physical, PageAccess access, int level)
    {
        const ulong page = Valid | Accessed | InnerShareable | UnprivilegedExecuteNever;
        ulong flags = access switch
        {
            PageAccess.Read => page | Normal | PrivilegedExecuteNever | ReadOnly,
            PageAccess.ReadWrite => page | Normal | PrivilegedExecuteNever,
            PageAccess.ReadExecute => page | Normal | ReadOnly,
            PageAccess.Device => page | PrivilegedExecuteNever,
            _ => 0,
        };
        return flags == 0 ? default : new(physical | flags | (level == 0 ? TableOrPage : 0));
    }

    /// <summary>The entry of a table of the level below.</summary>
    public static PageTableEntry ForTable(nuint table) => new(table | Valid | TableOrPage);

    /// <summary>Whether the entry, being of that level, is that of a table.</summary>
    public bool IsTable(int level) => level > 0 && (bits & (Valid | TableOrPage)) == (Valid | TableOrPage);

    /// <summary>The part of this large page that an entry of the level below would map.</summary>
    public PageTableEntry Part(int index, int level) => new((bits | (level > 1 ? 0 : TableOrPage)) + ((ulong)index * Bytes(level - 1)));
}
