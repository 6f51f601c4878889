using System.Collections;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Patterns, lambdas, tuples and the other shorthand of the language.</summary>
internal static class Shorthand
{
    public static GuestCase[] Cases =>
    [
        new("shorthand-collection-expressions", CollectionExpressions),
        new("shorthand-params-span", ParamsSpans),
        new("shorthand-required-members", RequiredMembers),
        new("shorthand-extension-members", Extensions),
        new("shorthand-closures", Closures),
        new("shorthand-deconstruction", Deconstruction),
        new("shorthand-patterns", Patterns),
        new("shorthand-list-patterns", ListPatterns),
        new("shorthand-null-conditional", NullConditional),
        new("shorthand-tuples", LongTuples),
        new("shorthand-lambdas", Lambdas),
    ];

    private readonly record struct Size(int Width, int Height);

    private static void CollectionExpressions()
    {
        int[] array = [1, .. Enumerable.Range(5, 3), 9];
        List<int> list = [.. array, .. array];
        Span<int> span = [.. list[..2], 42];
        IReadOnlyList<string> read = ["a", "b"];
        IEnumerable<int> empty = [];
        HashSet<int> set = [1, 1, 2];
        Console.WriteLine($"{array.Length} {list.Count} {span[2]} {read.Count} {empty.Any()} {set.Count}");
        Attempt.Print("read-only", () => ((IList<string>)read).Add("c"));
    }

    private static int Total(params ReadOnlySpan<int> values)
    {
        int total = 0;
        foreach (int value in values)
            total += value;
        return total * 100 + values.Length;
    }

    private static string Kind(params IEnumerable<object> values) => string.Join("|", values);

    private static void ParamsSpans()
    {
        Console.WriteLine($"{Total()} {Total(1)} {Total(1, 2, 3)} {Total([4, 5])} {Kind(1, "a", 2.5)} {Kind()}");
    }

    private sealed class Options
    {
        public required string Name { get; init; }

        public int Level { get; init => field = Math.Max(value, 1); }

        public string Title => field ??= Name.ToUpperInvariant();
    }

    private static void RequiredMembers()
    {
        var options = new Options { Name = "n", Level = -5 };
        Console.WriteLine($"{options.Name} {options.Level} {options.Title} {ReferenceEquals(options.Title, options.Title)}");
    }

    private static void Extensions() => Console.WriteLine($"{"abc".Reversed} {string.Joined(1, 2)} {5.Squared()}");

    private static void Closures()
    {
        var actions = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int copy = i;
            actions.Add(() => i * 10 + copy++);
        }

        foreach (int value in (int[])[7, 8])
            actions.Add(() => value);
        Console.WriteLine(string.Join(" ", actions.Select(action => action()).Concat(actions.Select(action => action()))));
    }

    private static void Deconstruction()
    {
        (int a, (string b, double c)) = (1, ("two", 3.0));
        (a, int d) = (a + 1, a);
        int[] values = [1, 2];
        (values[0], values[1]) = (values[1], values[0]);
        var (key, value) = new KeyValuePair<string, int>("k", 5);
        Console.WriteLine($"{a} {b} {c} {d} {values[0]}{values[1]} {key}{value} {(a, d) == (2, 1)}");
    }

    private static string Classify(object? value) => value switch
    {
        null => "null",
        int and (< 0 or > 100) => "out of range",
        int number when number % 2 == 0 => $"even {number}",
        int => "odd",
        string { Length: 0 } => "empty",
        string { Length: > 3 } text and not ("long" or "test") => $"long {text}",
        string => "string",
        (int x, int y) => $"tuple {x + y}",
        Size { Width: var width, Height: 1 } => $"flat {width}",
        IEnumerable and not ICollection => "lazy",
        Array { Rank: 2 } => "matrix",
        _ => value.GetType().Name,
    };

    private static void Patterns()
    {
        foreach (object? value in (object?[])[null, -1, 101, 4, 5, "", "ab", "long", "longer", (1, 2), new Size(3, 1), new Size(3, 2), Enumerable.Range(0, 3).Where(x => x > 0), new int[1, 1], new int[1], 'c'])
            Console.WriteLine(Classify(value));
        Attempt.Print("no arm", () => Console.WriteLine(5 switch { 6 => 1, _ when Environment.ProcessId < 0 => 2, > 100 => 3, var other => throw new System.Runtime.CompilerServices.SwitchExpressionException(other) }));
    }

    private static string Shape(ReadOnlySpan<int> values) => values switch
    {
        [] => "empty",
        [var only] => $"one {only}",
        [1, .., 9] => "from 1 to 9",
        [> 5, .. var rest] when rest.Length > 2 => $"big then {rest.Length}",
        [_, _] => "two",
        [.., 0] => "ends in zero",
        _ => "other",
    };

    private static void ListPatterns()
    {
        foreach (int[] values in (int[][])[[], [3], [1, 9], [1, 5, 9], [6, 1, 2, 3], [6, 1], [2, 3, 0], [2, 3, 4]])
            Console.WriteLine(Shape(values));
        Console.WriteLine("a=b=c" is ['a', _, .. var tail] ? tail : "no");
        Console.WriteLine("key".AsSpan() is "key");
    }

    private static void NullConditional()
    {
        Invoked? target = Environment.ProcessId < 0 ? new Invoked(1) : null;
        int evaluated = 0;
        target?.Number = ++evaluated;
        Console.WriteLine($"{evaluated} {target?.Text?.Length ?? -1} {target?.Number.ToString() is null}");
        target ??= new Invoked(3);
        target?.Number += 4;
        Console.WriteLine(target!.Number);
    }

    private static void LongTuples()
    {
        var tuple = (1, "b", 3.0, 'd', 5L, 6m, 7f, (byte)8, "i", 10);
        Console.WriteLine($"{tuple} {tuple.Item8} {tuple.Item10} {tuple == (1, "b", 3.0, 'd', 5L, 6m, 7f, (byte)8, "i", 10)} {((ITuple)tuple).Length} {((ITuple)tuple)[9]}");
        Console.WriteLine(string.Join(" ", new[] { (2, "a"), (1, "z"), (1, "b") }.Order()));
    }

    private delegate bool Parser<T>(string text, out T value);

    private static void Lambdas()
    {
        Parser<int> parser = (text, out value) => int.TryParse(text, out value);
        var withDefault = (int number, int by = 10) => number * by;
        var counted = (params int[] values) => values.Length;
        Func<int, int>? self = null;
        self = number => number <= 1 ? 1 : number * self!(number - 1);
        Console.WriteLine($"{parser("12", out int parsed)} {parsed} {withDefault(2)} {withDefault(2, 3)} {counted(1, 2, 3)} {self(10)} {((Func<int, int>)(static x => x + 1))(1)}");
    }
}
