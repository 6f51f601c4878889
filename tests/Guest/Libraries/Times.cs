using System.Globalization;

namespace Hermit.Guest.Libraries;

/// <summary>Dates, times and the one time zone that needs no data.</summary>
internal static class Times
{
    public static GuestCase[] Cases => [new("date-arithmetic", Arithmetic), new("date-format", Format), new("date-parse", Parse), new("time-zones", Zones), new("time-spans", Spans), new("calendar", Calendars)];

    private static void Arithmetic()
    {
        var leap = new DateTime(2024, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc);
        Console.WriteLine($"{leap.AddYears(1):d} {leap.AddMonths(12):s} {leap.AddDays(1):s} {leap.AddTicks(10_000):O} {leap.DayOfWeek} {leap.DayOfYear}");
        Console.WriteLine($"{(new DateTime(2025, 1, 1) - leap).TotalDays:F6} {DateTime.DaysInMonth(1900, 2)} {DateTime.IsLeapYear(2000)} {leap.Date:s} {leap.TimeOfDay} {DateTime.MaxValue.Ticks}");
        Console.WriteLine($"{new DateOnly(2024, 3, 1).AddDays(-1)} {new TimeOnly(23, 30).AddHours(1)} {DateOnly.FromDateTime(leap).DayNumber} {leap.Ticks % 1_000_003}");
        Attempt.Print("beyond", () => DateTime.MaxValue.AddDays(1));
    }

    private static void Format()
    {
        var time = new DateTime(2009, 6, 15, 13, 45, 30, 617, DateTimeKind.Utc);
        foreach (string format in (string[])["d", "D", "f", "F", "g", "G", "M", "O", "R", "s", "t", "T", "u", "Y", "yyyy-MM-dd'T'HH:mm:ss.fffK", "ddd d MMM yy h:mm tt", "%h", "zzz"])
            Console.WriteLine($"{format}: {time.ToString(format, CultureInfo.InvariantCulture)}");
        Console.WriteLine(new DateTimeOffset(2009, 6, 15, 13, 45, 30, TimeSpan.FromHours(-7)).ToString("O"));
    }

    private static void Parse()
    {
        foreach (string text in (string[])["2024-02-29", "2024-02-29T12:34:56Z", "02/29/2024 1:05 PM", "Thu, 29 Feb 2024 12:34:56 GMT", "2023-02-29", "12:30", "nonsense"])
        {
            bool parsed = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal | DateTimeStyles.NoCurrentDateDefault, out DateTime time);
            Console.WriteLine($"{text}: {parsed} {(parsed ? time.ToString("O") : "")}");
        }

        Console.WriteLine(DateTime.ParseExact("31|12|1999", "dd|MM|yyyy", CultureInfo.InvariantCulture).Year);
        Console.WriteLine(DateTimeOffset.Parse("2024-01-01T00:00:00+05:30", CultureInfo.InvariantCulture).UtcDateTime.ToString("O"));
    }

    private static void Zones()
    {
        Console.WriteLine($"{TimeZoneInfo.Utc.Id} {TimeZoneInfo.Utc.BaseUtcOffset} {TimeZoneInfo.Utc.SupportsDaylightSavingTime}");
        TimeZoneInfo custom = TimeZoneInfo.CreateCustomTimeZone("Test", TimeSpan.FromMinutes(345), "Test", "Test");
        Console.WriteLine(TimeZoneInfo.ConvertTime(new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero), custom).ToString("O"));
        Console.WriteLine(TimeZoneInfo.ConvertTimeToUtc(new DateTime(2024, 7, 1, 12, 0, 0), custom).ToString("O"));
        Console.WriteLine(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).ToString("O"));
        Console.WriteLine(DateTime.UnixEpoch.ToLocalTime().Kind);
        Attempt.Print("unknown zone", () => TimeZoneInfo.FindSystemTimeZoneById("No/Such"));
    }

    private static void Spans()
    {
        TimeSpan span = TimeSpan.FromSeconds(93784.5678);
        Console.WriteLine($"{span} {span:c} {span:g} {span:hh\\:mm} {span.TotalHours:F3} {span.Days} {-span} {span * 1.5} {TimeSpan.Parse("1.02:03:04.5").TotalMinutes} {TimeSpan.FromDays(2, 3)}");
        Console.WriteLine($"{TimeSpan.MaxValue} {TimeSpan.Zero == default} {TimeSpan.FromMilliseconds(1500).CompareTo(TimeSpan.FromSeconds(1))}");
    }

    private static void Calendars()
    {
        Calendar calendar = CultureInfo.InvariantCulture.Calendar;
        var date = new DateTime(2026, 11, 23);
        Console.WriteLine($"{calendar.GetWeekOfYear(date, CalendarWeekRule.FirstFourDayWeek, DayOfWeek.Monday)} {ISOWeek.GetWeekOfYear(date)} {ISOWeek.ToDateTime(2020, 53, DayOfWeek.Friday):d} {new GregorianCalendar().GetDaysInYear(2024)}");
        Console.WriteLine(string.Join(" ", CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames));
    }
}
