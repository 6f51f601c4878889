using Cronos;
using NodaTime;
using NodaTime.Text;

namespace Hermit.Guest.Applications;

/// <summary>NodaTime, which brings time zones of its own, and schedules by Cronos.</summary>
internal static class Dates
{
    public static GuestCase[] Cases =>
    [
        new("nodatime-zones", Zones),
        new("nodatime-periods", Periods),
        new("nodatime-patterns", Patterns),
        new("cronos", Schedules),
    ];

    private static void Zones()
    {
        IDateTimeZoneProvider zones = DateTimeZoneProviders.Tzdb;
        Console.WriteLine($"{zones.VersionId} {zones.Ids.Count}");
        var local = new LocalDateTime(2024, 10, 27, 2, 30);
        foreach (string name in (string[])["Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"])
        {
            DateTimeZone zone = zones[name];
            ZonedDateTime lenient = zone.AtLeniently(local);
            Console.WriteLine($"{lenient} {zone.MapLocal(local).Count} {lenient.ToInstant()} {zone.GetZoneInterval(lenient.ToInstant())}");
        }

        Attempt.Print("twice", () => zones["Europe/Berlin"].AtStrictly(local));
        Attempt.PrintMessage("nowhere", () => _ = zones["Middle_Earth/Shire"]);
        Console.WriteLine(DateTimeZoneProviders.Bcl["Europe/Berlin"].GetUtcOffset(Instant.FromUtc(2024, 7, 1, 0, 0)));
    }

    private static void Periods()
    {
        var born = new LocalDate(1815, 12, 10);
        var died = new LocalDate(1852, 11, 27);
        Period life = Period.Between(born, died);
        Console.WriteLine($"{life} {life.Years} {Period.DaysBetween(born, died)}");
        Console.WriteLine(new LocalDate(2024, 1, 31).PlusMonths(1).With(DateAdjusters.Next(IsoDayOfWeek.Monday)));
        Console.WriteLine(new LocalDate(2024, 2, 29).WithCalendar(CalendarSystem.HebrewCivil));
        Console.WriteLine(new LocalDate(2024, 2, 29).WithCalendar(CalendarSystem.PersianSimple));
        Console.WriteLine(Duration.FromTimeSpan(TimeSpan.FromTicks(1)) / 100);
    }

    private static void Patterns()
    {
        Console.WriteLine(InstantPattern.ExtendedIso.Parse("2024-05-06T07:08:09.123456789Z").Value.ToUnixTimeTicks());
        Console.WriteLine(PeriodPattern.NormalizingIso.Parse("P1Y2M3DT4H5M66.007S").GetValueOrThrow());
        Console.WriteLine(LocalDatePattern.CreateWithInvariantCulture("dddd d. MMMM uuuu").Format(new LocalDate(2024, 5, 6)));
        Console.WriteLine(LocalTimePattern.ExtendedIso.Parse("25:00:00").Exception.Message);
    }

    private static void Schedules()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        foreach (string text in (string[])["*/20 * * * *", "30 2 * * *", "0 0 L * *", "0 9 * * MON#2", "0 12 29 FEB *"])
        {
            var from = new DateTimeOffset(2024, 3, 30, 0, 0, 0, TimeSpan.Zero);
            CronExpression schedule = CronExpression.Parse(text);
            Console.WriteLine($"{schedule}: {string.Join(' ', schedule.GetOccurrences(from, from.AddYears(5), berlin).Take(4).Select(at => at.ToString("s")))}");
        }

        Attempt.PrintMessage("sixty minutes", () => CronExpression.Parse("60 * * * *"));
    }
}
