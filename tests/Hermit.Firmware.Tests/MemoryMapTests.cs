namespace Hermit.Firmware.Tests;

public sealed class MemoryMapTests
{
    [Fact]
    public void Cuts_ranges_to_whole_pages_and_sorts_them()
    {
        MemoryMap map = default;
        map.Add(0x10_0800, 0x2000);
        map.Add(0, 0x9FC00);
        Assert.Equal(2, map.Count);
        Assert.Equal((nuint)0x9F000, map[0].End);
        Assert.Equal((nuint)0x10_1000, map[1].Start);
        Assert.Equal((nuint)0x10_2000, map.End);
        Assert.Equal((nuint)(0x9F000 + 0x1000), map.TotalBytes);
    }

    [Theory]
    [InlineData(ulong.MaxValue - 100, 50ul)]
    [InlineData(ulong.MaxValue - 100, 1000ul)]
    [InlineData(0x1000ul, ulong.MaxValue)]
    [InlineData(MemoryMap.AddressLimit, 0x10_0000ul)]
    [InlineData(0x1001ul, 0xFFEul)]
    public void Drops_ranges_that_wrap_are_out_of_reach_or_hold_no_page(ulong start, ulong length)
    {
        MemoryMap map = default;
        map.Add(start, length);
        Assert.Equal(0, map.Count);
        Assert.Equal((nuint)0, map.End);
    }

    [Fact]
    public void Cuts_a_range_at_the_limit()
    {
        MemoryMap map = default;
        map.Add(MemoryMap.AddressLimit - 0x2000, 0x10000);
        Assert.Equal(MemoryMap.AddressLimit, (ulong)map.End);
    }

    [Theory]
    [InlineData(0x1000ul, 0x4000ul)]
    [InlineData(0x2000ul, 0x1000ul)]
    [InlineData(0x4000ul, 0x4000ul)]
    public void Drops_what_overlaps(ulong start, ulong length)
    {
        MemoryMap map = default;
        map.Add(0x2000, 0x3000);
        map.Add(start, length);
        Assert.Equal(1, map.Count);
    }

    [Theory]
    [InlineData(0x3000ul, 0x1000ul, "2000-3000 4000-5000")]
    [InlineData(0x3800ul, 0x400ul, "2000-3000 4000-5000")]
    [InlineData(0x0ul, 0x3000ul, "3000-5000")]
    [InlineData(0x4000ul, 0x9000ul, "2000-4000")]
    [InlineData(0x4000ul, ulong.MaxValue, "2000-4000")]
    [InlineData(0x0ul, ulong.MaxValue, "")]
    [InlineData(0x2000ul, 0ul, "2000-5000")]
    [InlineData(0x5000ul, 0x1000ul, "2000-5000")]
    public void What_is_removed_is_in_no_range(ulong start, ulong length, string rest)
    {
        MemoryMap map = default;
        map.Add(0x2000, 0x3000);
        map.Remove(start, length);
        var ranges = new List<string>();
        for (int i = 0; i < map.Count; i++)
        {
            ranges.Add($"{map[i].Start:x}-{map[i].End:x}");
        }

        Assert.Equal(rest, string.Join(' ', ranges));
    }

    [Fact]
    public void Holds_as_many_ranges_as_it_says()
    {
        MemoryMap map = default;
        for (uint i = 0; i < MemoryMap.Capacity + 5; i++)
        {
            map.Add(i * 0x10000ul, 0x1000);
        }

        Assert.Equal(MemoryMap.Capacity, map.Count);
        Assert.Throws<PanicException>(() => map[MemoryMap.Capacity]);
    }
}
