namespace Hermit.Guest.Language;

/// <summary>Enumerations: names, values, flags, parsing.</summary>
internal static class Enums
{
    public static GuestCase[] Cases => [new("enum-names", Names), new("enum-flags", FlagSets), new("enum-parse", Parsing), new("enum-generic", Generic)];

    private enum Level : byte
    {
        Low = 1,
        Middle = 5,
        High = 200,
        Top = High,
    }

    [Flags]
    private enum Access : long
    {
        None = 0,
        Read = 1,
        Write = 2,
        ReadWrite = Read | Write,
        Execute = 4,
        Huge = 1L << 40,
    }

    private static void Names()
    {
        Console.WriteLine(string.Join(" ", Enum.GetNames<Level>()));
        Console.WriteLine(string.Join(" ", Enum.GetValues<Level>().Select(level => (int)level)));
        Console.WriteLine($"{Level.High} {(Level)7} {Level.Low:D} {Level.Low:X} {Level.Middle:G}");
        Console.WriteLine($"{Enum.GetName(Level.Middle)} {Enum.IsDefined((Level)6)} {Enum.GetUnderlyingType(typeof(Level)).Name}");
    }

    private static void FlagSets()
    {
        Console.WriteLine($"{Access.Read | Access.Write} {Access.Read | Access.Execute} {(Access)0} {(Access)16} {Access.Huge | Access.Read}");
        Console.WriteLine($"{Access.ReadWrite.HasFlag(Access.Read)} {Access.ReadWrite.HasFlag(Access.Execute)} {~Access.None}");
    }

    private static void Parsing()
    {
        Console.WriteLine($"{Enum.Parse<Level>("High")} {Enum.Parse<Level>("low", true)} {Enum.Parse<Level>("5")} {Enum.Parse<Access>("Read, Execute")}");
        Console.WriteLine($"{Enum.TryParse("Nothing", out Level level)} {level} {Enum.TryParse<Level>("300", out _)}");
        Attempt.Print("unknown", () => Enum.Parse<Level>("Unknown"));
        Attempt.Print("empty", () => Enum.Parse<Level>(""));
    }

    private static void Generic()
    {
        Console.WriteLine(Describe(Level.High) + Describe(Access.Huge) + Describe(DayOfWeek.Friday));
        var counts = new Dictionary<DayOfWeek, int>();
        for (int i = 0; i < 20; i++)
            counts[(DayOfWeek)(i % 7)] = counts.GetValueOrDefault((DayOfWeek)(i % 7)) + 1;
        Console.WriteLine(string.Join(" ", counts.OrderBy(pair => pair.Key)));
        Console.WriteLine(Comparer<Level>.Default.Compare(Level.Low, Level.High) < 0);
        Console.WriteLine(Level.Low.CompareTo(Level.Low));
    }

    private static string Describe<T>(T value)
        where T : struct, Enum => $"{typeof(T).Name}={value:D} ";
}
