namespace Hermit.Guest.Applications;

/// <summary>The time zones that the project puts into the image.</summary>
internal static class TimeZones
{
    public static GuestCase[] Cases =>
    [
        new("time-zones", Convert),
        new("time-zone-rules", Rules),
        new("time-zone-missing", Missing),
    ];

    private static void Convert()
    {
        var instant = new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);
        foreach (string name in (string[])["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"])
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(name);
            Console.WriteLine($"{zone.Id} {zone.BaseUtcOffset} {zone.SupportsDaylightSavingTime} {TimeZoneInfo.ConvertTime(instant, zone):o} {TimeZoneInfo.ConvertTime(instant.AddMonths(6), zone):o}");
        }
    }

    private static void Rules()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Console.WriteLine(berlin.IsInvalidTime(new DateTime(2024, 3, 31, 2, 30, 0)));
        Console.WriteLine(berlin.IsAmbiguousTime(new DateTime(2024, 10, 27, 2, 30, 0)));
        Console.WriteLine(berlin.GetUtcOffset(new DateTime(1945, 7, 1)));
        Console.WriteLine(berlin.GetUtcOffset(new DateTime(2060, 7, 1)));
        Console.WriteLine(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(new DateTime(2024, 7, 1, 12, 0, 0), "Europe/Berlin", "America/New_York"));
    }

    private static void Missing() => Attempt.Print("nowhere", () => TimeZoneInfo.FindSystemTimeZoneById("Middle_Earth/Shire"));
}
