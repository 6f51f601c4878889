using System.Diagnostics;
using System.Globalization;

namespace Tour;

/// <summary>Dates and times; of the clocks only that they go forward.</summary>
internal static class Times
{
    public static void Run()
    {
        var leap = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc);
        Console.WriteLine($"{leap:O} {leap.AddYears(1):yyyy-MM-dd} {leap.AddSeconds(1):s} {leap.DayOfWeek} {leap.DayOfYear} {(new DateTime(2025, 1, 1) - leap).TotalDays:F4}");
        Console.WriteLine(string.Join(" | ", new[] { "D", "R", "u", "ddd d MMM yyyy h:mm tt" }.Select(format => leap.ToString(format, CultureInfo.InvariantCulture))));
        Console.WriteLine($"{DateTimeOffset.Parse("2024-01-01T00:00:00+05:30", CultureInfo.InvariantCulture).UtcDateTime:O} {DateTimeOffset.FromUnixTimeSeconds(1_700_000_000):s} {TimeSpan.FromSeconds(93784.5):c}");
        Console.WriteLine($"{TimeZoneInfo.Utc.Id} {TimeZoneInfo.Utc.BaseUtcOffset} {TimeZoneInfo.ConvertTimeToUtc(leap, TimeZoneInfo.Utc) == leap} {ISOWeek.GetWeekOfYear(leap)} {new DateOnly(2024, 3, 1).AddDays(-1):o}");

        long start = Stopwatch.GetTimestamp();
        DateTime now = DateTime.UtcNow;
        Thread.Sleep(3);
        Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 2.9} {DateTime.UtcNow >= now} {now.Year >= 2024}");
    }
}
