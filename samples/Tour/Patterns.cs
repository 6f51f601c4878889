namespace Tour;

/// <summary>Patterns, records and tuples.</summary>
internal static class Patterns
{
    public static void Run()
    {
        object?[] values = [null, 5, -5, 2.5, "", "text", new[] { 1, 2, 3 }, (1, 2), DayOfWeek.Sunday, new Person("Ada", 36)];
        Console.WriteLine(string.Join(", ", values.Select(Describe)));

        var ada = new Person("Ada", 36);
        Person older = ada with { Age = 37 };
        (string name, int age) = older;
        Console.WriteLine($"{ada} {ada == older} {ada == older with { Age = 36 }} {name} {age}");
        Console.WriteLine(new Student("Bob", 20, "Oslo"));

        (int low, int high) = Bounds([5, 3, 9, 4]);
        (low, high) = (high, low);
        Console.WriteLine($"{low} {high} {(1, "a") == (1, "a")} {(2, 'b').CompareTo((2, 'a'))}");
        int[] numbers = [1, 2, 3, 4, 5, 6];
        Console.WriteLine($"{string.Join(",", numbers[2..^1])} {numbers[^1]} {"unikernel"[3..]}");
    }

    private static string Describe(object? value) => value switch
    {
        null => "nothing",
        int and > 0 => "positive",
        int number => $"int {number}",
        double and (> 2 and < 3) => "between two and three",
        string { Length: 0 } => "empty",
        string text => $"text of {text.Length}",
        int[] and [var first, .., var last] => $"from {first} to {last}",
        int[] numbers => $"{numbers.Length} numbers",
        (int a, int b) => $"pair of {a + b}",
        DayOfWeek.Saturday or DayOfWeek.Sunday => "weekend",
        Person { Age: >= 18 } person => $"{person.Name}, of age",
        _ => "something else",
    };

    private static (int Low, int High) Bounds(ReadOnlySpan<int> values)
    {
        (int low, int high) = (int.MaxValue, int.MinValue);
        foreach (int value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }

    private record Person(string Name, int Age);

    private sealed record Student(string Name, int Age, string School) : Person(Name, Age);
}
