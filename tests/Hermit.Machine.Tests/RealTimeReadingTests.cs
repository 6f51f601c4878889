namespace Hermit.Machine.Tests;

/// <summary>Dates of the battery-backed clock; <see cref="DateTimeOffset"/> is the oracle.</summary>
public sealed class RealTimeReadingTests
{
    private const byte Binary = 4;
    private const byte TwentyFourHours = 2;

    [Fact]
    public void Every_day_from_1970_to_2199_is_read_in_both_forms()
    {
        for (var day = new DateTimeOffset(1970, 1, 1, 23, 58, 59, TimeSpan.Zero); day.Year < 2200; day = day.AddDays(1))
        {
            Assert.Equal(day.ToUnixTimeSeconds(), Reading(day, Binary | TwentyFourHours).ToSeconds());
            Assert.Equal(day.ToUnixTimeSeconds(), Reading(day, TwentyFourHours).ToSeconds());
        }
    }

    [Theory]
    [InlineData(0x12, 0)]
    [InlineData(0x01, 1)]
    [InlineData(0x11, 11)]
    [InlineData(0x92, 12)]
    [InlineData(0x81, 13)]
    [InlineData(0x91, 23)]
    public void Twelve_hour_clock_begins_with_twelve(byte register, int hour)
    {
        RealTimeReading reading = Reading(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), 0);
        reading.Hour = register;
        Assert.Equal(new DateTimeOffset(2026, 11, 25, hour, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), reading.ToSeconds());
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    [InlineData(0x80)]
    public void Without_a_century_years_run_from_1970_to_2069(byte century)
    {
        for (int year = 1970; year < 2070; year++)
        {
            var day = new DateTimeOffset(year, 2, 28, 1, 2, 3, TimeSpan.Zero);
            RealTimeReading reading = Reading(day, TwentyFourHours);
            reading.Century = century;
            Assert.Equal(day.ToUnixTimeSeconds(), reading.ToSeconds());
        }
    }

    [Fact]
    public void No_register_makes_an_absurd_date()
    {
        var random = new Random(1);
        byte[] bytes = new byte[8];
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            var reading = new RealTimeReading
            {
                Format = bytes[0], Second = bytes[1], Minute = bytes[2], Hour = bytes[3], Day = bytes[4], Month = bytes[5], Year = bytes[6], Century = bytes[7],
            };
            Assert.InRange(reading.ToSeconds(), 0, new DateTimeOffset(2500, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        }
    }

    private static RealTimeReading Reading(DateTimeOffset time, byte format)
    {
        byte Encode(int value) => (byte)((format & Binary) != 0 ? value : (value / 10 * 16) + (value % 10));
        return new RealTimeReading
        {
            Format = format,
            Second = Encode(time.Second),
            Minute = Encode(time.Minute),
            Hour = (format & TwentyFourHours) != 0 ? Encode(time.Hour) : Encode(12),
            Day = Encode(time.Day),
            Month = Encode(time.Month),
            Year = Encode(time.Year % 100),
            Century = Encode(time.Year / 100),
        };
    }
}
