namespace Hermit.Machine.Tests;

/// <summary>Fixed-point time; <see cref="UInt128"/> is the oracle.</summary>
public sealed class TimeScaleTests
{
    [Fact]
    public void Agrees_with_wide_arithmetic_and_never_goes_back()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            ulong origin = (ulong)random.NextInt64();
            ulong ticks = (ulong)random.NextInt64(100_000, 10_000_000_000);
            ulong nanoseconds = (ulong)random.NextInt64(100_000, 1_000_000_000);
            var scale = new TimeScale(origin, 5, ticks, nanoseconds);
            ulong elapsed = (ulong)random.NextInt64(0, 1L << 50);
            double expected = (double)((UInt128)elapsed * nanoseconds / ticks);
            ulong actual = scale.At(origin + elapsed);
            Assert.InRange(actual - 5d, (expected * (1 - 1e-4)) - 2, expected + 2);
            Assert.True(scale.At(origin + elapsed + 1) >= actual);
        }
    }

    [Fact]
    public void Second_scale_goes_on_where_the_first_has_got_to()
    {
        var first = new TimeScale(1000, 0, 3_000_000, 1_000_000);
        var second = new TimeScale(60_000_000, first.At(60_000_000), 3_010_000, 1_000_000);
        Assert.Equal(first.At(60_000_000), second.At(60_000_000));
        Assert.True(second.At(60_000_001) >= first.At(60_000_000));
    }

    [Fact]
    public void Five_hundred_years_do_not_overflow()
    {
        const ulong years = 500ul * 365 * 86_400;
        var scale = new TimeScale(0, 0, 1_000_000_000, 1_000_000_000);
        Assert.Equal(years * 1_000_000_000, scale.At(years * 1_000_000_000));
    }
}
