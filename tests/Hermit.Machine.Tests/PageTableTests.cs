namespace Hermit.Machine.Tests;

public sealed unsafe class PageTableTests
{
    private readonly Tables _tables = new();
    private readonly PageTable<Store> _table;

    public PageTableTests()
    {
        TranslationCache.Flushed.Clear();
        Assert.True(PageTable<Store>.TryCreate(new Store(_tables), out _table));
    }

    [Fact]
    public void Nothing_is_mapped_at_first() => Assert.False(_table.TryTranslate(0x1000, out _));

    [Fact]
    public void A_page_is_found_with_its_access()
    {
        Assert.True(_table.TryMap(0x4000_1000, 0x5000, PageSize.Small, PageAccess.ReadExecute));
        Assert.Equal(((nuint)0x5234, PageAccess.ReadExecute), Find(0x4000_1234));
        Assert.False(_table.TryTranslate(0x4000_2000, out _));
        Assert.Equal(4, _tables.Count);
    }

    [Theory]
    [InlineData(PageAccess.Read)]
    [InlineData(PageAccess.ReadWrite)]
    [InlineData(PageAccess.ReadExecute)]
    [InlineData(PageAccess.Device)]
    public void Every_access_is_what_it_was(PageAccess access)
    {
        Assert.True(_table.TryMap(0, 0, PageSize.Large + PageSize.Small, access));
        Assert.Equal(((nuint)0x1000, access), Find(0x1000));
        Assert.Equal((PageSize.Large, access), Find(PageSize.Large));
    }

    [Fact]
    public void Large_pages_are_used_where_both_addresses_allow()
    {
        Assert.True(_table.TryMap(PageSize.Large, 3 * PageSize.Large, 512 * PageSize.Large, PageAccess.ReadWrite));
        Assert.Equal(2 + 2, _tables.Count);
        Assert.Equal((514 * PageSize.Large) + 0x1_2345, Find((512 * PageSize.Large) + 0x1_2345).Physical);
    }

    [Fact]
    public void A_large_page_is_split_by_what_differs_within_it()
    {
        Assert.True(_table.TryMap(0, 0, 2 * PageSize.Large, PageAccess.ReadWrite));
        Assert.True(_table.TryMap(0x3000, 0x3000, PageSize.Small, PageAccess.None));
        Assert.False(_table.TryTranslate(0x3000, out _));
        Assert.Equal(((nuint)0x2FFF, PageSize.Large - 1), (Find(0x2FFF).Physical, Find(PageSize.Large - 1).Physical));
        Assert.Contains((nuint)0x3000, TranslationCache.Flushed);
    }

    [Fact]
    public void Small_pages_stay_where_a_large_one_is_mapped_over_them()
    {
        Assert.True(_table.TryMap(0, 0, PageSize.Small, PageAccess.Read));
        Assert.True(_table.TryMap(0, PageSize.Large, 2 * PageSize.Large, PageAccess.ReadWrite));
        Assert.Equal(4, _tables.Count);
        Assert.Equal((PageSize.Large + 0x1000, 2 * PageSize.Large), (Find(0x1000).Physical, Find(PageSize.Large).Physical));
    }

    [Fact]
    public void Addresses_outside_the_lower_half_are_not_mapped()
    {
        Assert.True(_table.TryMap(0, 0, PageSize.Small, PageAccess.Read));
        Assert.False(_table.TryTranslate(unchecked((nuint)(1ul << 48)), out _));
    }

    [Fact]
    public void Memory_that_runs_out_is_told()
    {
        _tables.Limit = 3;
        Assert.False(_table.TryMap(0, 0, PageSize.Small, PageAccess.Read));
        Assert.True(_table.TryMap(0, 0, PageSize.Large, PageAccess.Read));
        Assert.False(_table.TryUnmap(0x1000, PageSize.Small));
        Assert.True(_table.TryTranslate(0x1000, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_changes_leave_what_a_plain_list_of_pages_says(int seed)
    {
        const int Pages = 3 * 512;
        var random = new Random(seed);
        var model = new (nuint Physical, PageAccess Access)[Pages];
        for (int step = 0; step < 60; step++)
        {
            int first = random.Next(Pages);
            int count = random.Next(1, Pages - first + 1);
            nuint physical = (nuint)random.Next(4) * PageSize.Large + (nuint)(random.Next(2) == 0 ? first : random.Next(512)) * PageSize.Small;
            PageAccess access = (PageAccess)random.Next(1, 5);
            bool unmaps = random.Next(4) == 0;
            Assert.True(unmaps ? _table.TryUnmap((nuint)first * PageSize.Small, (nuint)count * PageSize.Small)
                : _table.TryMap((nuint)first * PageSize.Small, physical, (nuint)count * PageSize.Small, access));
            for (int i = 0; i < count; i++)
            {
                model[first + i] = unmaps ? default : (physical + ((nuint)i * PageSize.Small), access);
            }
        }

        for (int i = 0; i < Pages; i++)
        {
            Assert.Equal(model[i], Find((nuint)i * PageSize.Small));
        }
    }

    // Zero and no access when nothing is mapped.
    private (nuint Physical, PageAccess Access) Find(nuint address)
    {
        _table.TryTranslate(address, out nuint physical, out PageAccess access);
        return (physical, access);
    }

    private sealed class Tables
    {
        private readonly List<ulong[]> _tables = [];

        public int Count => _tables.Count;

        public int Limit { get; set; } = int.MaxValue;

        public ref ulong At(nuint table, int index) => ref _tables[(int)(table / PageSize.Small) - 1][index];

        public bool TryAdd(out nuint table)
        {
            if (_tables.Count == Limit)
            {
                table = 0;
                return false;
            }

            _tables.Add(new ulong[512]);
            table = (nuint)_tables.Count * PageSize.Small;
            return true;
        }
    }

    private readonly struct Store(Tables tables) : IPageTableStore
    {
        public bool TryAllocate(out nuint table) => tables.TryAdd(out table);

        public ulong Read(nuint table, int index) => tables.At(table, index);

        public void Write(nuint table, int index, ulong entry) => tables.At(table, index) = entry;
    }
}
