namespace Hermit.Guest.Language;

/// <summary>Patterns, records, tuples, interpolation, ranges: what the compiler lowers.</summary>
internal static class Patterns
{
    public static GuestCase[] Cases =>
    [
        new("patterns", Match),
        new("list-patterns", Lists),
        new("records", Records),
        new("tuples", Tuples),
        new("ranges", Ranges),
        new("switches", Switches),
        new("local-functions", LocalFunctions),
        new("raw-strings", RawStrings),
    ];

    private static void Match()
    {
        object?[] values = [null, 5, -5, 2.5, "", "text", 'x', new[] { 1, 2 }, new Square(3), new Circle(1), (1, 2), DayOfWeek.Sunday, new List<int> { 1 }];
        foreach (object? value in values)
            Console.WriteLine(Describe(value));
    }

    private static string Describe(object? value) => value switch
    {
        null => "null",
        int and > 0 => "positive",
        int number => $"other int {number}",
        double and (> 2 and < 3) => "between two and three",
        string { Length: 0 } => "empty",
        string text when text.StartsWith('t') => $"t-text of {text.Length}",
        char and (>= 'a' and <= 'z') => "small letter",
        int[] { Length: > 1 and var length } => $"{length} ints",
        Square { Area: var area } => $"square {area}",
        Shape and not Rectangle => "round",
        (int a, int b) => $"pair {a + b}",
        DayOfWeek.Saturday or DayOfWeek.Sunday => "weekend",
        System.Collections.ICollection { Count: var count } => $"collection {count}",
        _ => "unknown",
    };

    private static void Lists()
    {
        int[][] lists = [[], [1], [1, 2], [1, 2, 3, 4], [9, 5, 9]];
        foreach (int[] list in lists)
        {
            Console.WriteLine(list switch
            {
                [] => "empty",
                [var only] => $"only {only}",
                [9, .. var middle, 9] => $"nines around {middle.Length}",
                [var first, .., var last] => $"{first} to {last}",
            });
        }
    }

    private static void Records()
    {
        var person = new Person("Ada", 36, ["mathematics"]);
        Person older = person with { Age = 37 };
        Console.WriteLine(person);
        Console.WriteLine($"{person == older} {person == older with { Age = 36 }} {person.GetHashCode() == (older with { Age = 36 }).GetHashCode()}");
        (string name, int age, _) = older;
        Console.WriteLine($"{name} {age}");
        Console.WriteLine(new Student("Bob", 20, [], "Oslo"));
        Person student = new Student("Bob", 20, [], "Oslo");
        Console.WriteLine(student == new Person("Bob", 20, []));
        Console.WriteLine(new Coordinate(1, 2) == new Coordinate(1, 2));
    }

    private static void Tuples()
    {
        (int Low, int High) bounds = MinMax([5, 3, 9]);
        Console.WriteLine($"{bounds} {bounds.Low} {bounds.High}");
        (int a, (string b, double c)) = (1, ("two", 3.5));
        Console.WriteLine($"{a} {b} {c}");
        (a, bounds.Low) = (bounds.Low, a);
        Console.WriteLine($"{a} {bounds.Low} {(1, 2, 3) == (1, 2, 3)} {(1, "b").CompareTo((1, "a"))}");
        (int, int, int, int, int, int, int, int, int, string) ten = (1, 2, 3, 4, 5, 6, 7, 8, 9, "ten");
        Console.WriteLine($"{ten.Item8} {ten.Item10} {ten}");
    }

    private static (int Low, int High) MinMax(int[] values) => (values.Min(), values.Max());

    private static void Ranges()
    {
        int[] numbers = [0, 1, 2, 3, 4, 5];
        string text = "unikernel";
        Index last = ^1;
        Range middle = 1..^1;
        Console.WriteLine($"{numbers[last]} {string.Join(",", numbers[middle])} {text[3..]} {text[..^6]} {middle}");
        Console.WriteLine($"{numbers.AsSpan()[2..4].Length} {middle.GetOffsetAndLength(6)}");
    }

    private static void Switches()
    {
        string[] words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "other"];
        Console.WriteLine(string.Join(" ", words.Select(Rank)));
        int state = 0;
        for (int i = 0; i < 10; i++)
        {
            switch (state)
            {
                case 0:
                    state = 3;
                    break;
                case 3:
                    state = 7;
                    goto case 7;
                case 7:
                    state++;
                    break;
                default:
                    state -= 8;
                    break;
            }
        }

        Console.WriteLine(state);
    }

    private static int Rank(string word)
    {
        switch (word)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": return 4;
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            default: return 0;
        }
    }

    private static void LocalFunctions()
    {
        int calls = 0;
        Console.WriteLine($"{Ackermann(2, 3)} {calls > 0}");
        Console.WriteLine(Even(10));

        int Ackermann(int m, int n)
        {
            calls++;
            return m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));
        }

        static bool Even(int n) => n == 0 || Odd(n - 1);

        static bool Odd(int n) => n != 0 && Even(n - 1);
    }

    private static void RawStrings()
    {
        int value = 7;
        Console.WriteLine($$"""
            { "value": {{value}}, "quote": "\"" }
              indented
            """);
        Console.WriteLine(@"verbatim \ ""quoted""");
        Console.WriteLine($"{value,5}|{value,-5}|{value:D3}|{value switch { 7 => "seven", _ => "?" }}");
        ReadOnlySpan<byte> utf8 = "ütf8"u8;
        Console.WriteLine(utf8.Length);
    }

    private record Person(string Name, int Age, string[] Interests);

    private sealed record Student(string Name, int Age, string[] Interests, string School) : Person(Name, Age, Interests);

    private readonly record struct Coordinate(int X, int Y);
}
