namespace Hermit.Machine.Tests;

public sealed class ClockIntervalTests
{
    // 2 GHz against the interval timer's 1,193,182 Hz, which begins anew after 65,536 ticks.
    private const ulong PerTick = 1676;
    private const uint Period = 65_536;

    [Theory]
    [InlineData(180, 181)]
    [InlineData(60_000, 180)]
    public void Measurements_of_the_same_clocks_agree(uint first, uint second)
    {
        var a = new ClockInterval(first * PerTick, first);
        var b = new ClockInterval((second + 1) * PerTick, second);
        Assert.True(a.AgreesWith(b) && b.AgreesWith(a));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_period_that_went_unnoticed_is_noticed(uint periods)
    {
        var stopped = new ClockInterval((5_000 + ((ulong)periods * Period)) * PerTick, 5_000);
        var fair = new ClockInterval(200 * PerTick, 200);
        Assert.False(stopped.AgreesWith(fair) || fair.AgreesWith(stopped));
    }

    [Fact]
    public void A_clock_that_stands_still_agrees_with_nothing()
    {
        var still = new ClockInterval(1_000_000, 0);
        Assert.False(still.AgreesWith(still));
        Assert.False(default(ClockInterval).AgreesWith(default));
    }
}
