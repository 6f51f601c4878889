using Xunit;

namespace Hermit.Platform.Tests;

public sealed class MappingTableTests
{
    private const nuint Page = 4096;

    [Fact]
    public void Only_the_whole_of_a_mapping_can_be_released()
    {
        MappingTable table = default;
        Assert.True(table.TryReserve(4 * Page, out nuint start));
        Assert.False(table.TryRelease(start, Page, out _));
        Assert.False(table.TryRelease(start + Page, 3 * Page, out _));
        Assert.False(table.TryRelease(start, 5 * Page, out _));
        Assert.True(table.TryRelease(start, 4 * Page, out _));
        Assert.False(table.TryRelease(start, 4 * Page, out _));
    }

    [Fact]
    public void A_range_is_contained_if_one_mapping_has_all_of_it()
    {
        MappingTable table = default;
        table.TryReserve(4 * Page, out nuint first);
        table.TryReserve(4 * Page, out nuint second);
        Assert.True(table.Contains(first, 4 * Page));
        Assert.True(table.Contains(first + Page, 3 * Page));
        Assert.False(table.Contains(first + Page, 4 * Page));
        Assert.False(table.Contains(first - Page, Page));
        Assert.False(table.Contains(second + (4 * Page), Page));
        Assert.False(table.Contains(first, nuint.MaxValue));
    }

    [Fact]
    public void What_is_larger_than_the_window_is_refused()
    {
        MappingTable table = default;
        Assert.False(table.TryReserve(unchecked((nuint)(1ul << 60)), out _));
        Assert.True(table.TryReserve(Page, out nuint start));
        Assert.False(table.TryReserve(nuint.MaxValue & ~(Page - 1), out _));
        Assert.True(table.Contains(start, Page));
    }

    [Fact]
    public void Random_reservations_never_overlap_and_addresses_are_used_again()
    {
        var random = new Random(3);
        MappingTable table = default;
        var live = new List<(nuint Start, nuint Bytes)>();
        nuint highest = 0;
        for (int step = 0; step < 20_000; step++)
        {
            if (live.Count < 40 && random.Next(2) == 0)
            {
                nuint bytes = (nuint)random.Next(1, 64) * Page;
                Assert.True(table.TryReserve(bytes, out nuint start));
                Assert.DoesNotContain(live, other => start < other.Start + other.Bytes && other.Start < start + bytes);
                live.Add((start, bytes));
                highest = nuint.Max(highest, start + bytes);
            }
            else if (live.Count != 0)
            {
                int index = random.Next(live.Count);
                Assert.True(table.TryRelease(live[index].Start, live[index].Bytes, out _));
                live.RemoveAt(index);
            }
        }

        // Forty mappings of 64 pages at most, with gaps: far less than the sum of all that were made.
        Assert.True(highest - unchecked((nuint)0x6000_0000_0000) < 400 * 64 * Page);
    }
}
