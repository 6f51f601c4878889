using System.Numerics;

namespace Tour;

/// <summary>Generics: exact code over value types, shared code over classes, virtual methods with type parameters.</summary>
internal static class Generics
{
    public static void Run()
    {
        Console.WriteLine($"{Sum<int>([1, 2, 3])} {Sum<double>([0.5, 0.25])} {Sum<decimal>([1.1m, 2.2m])} {Sum<Int128>([Int128.MaxValue / 2, 1])}");
        Console.WriteLine($"{new Stack<int>(1).With(2).Describe()} {new Stack<string>("a").With("b").Describe()} {new Stack<(int, char)>((1, 'x')).Describe()}");

        Formatter[] formatters = [new Formatter(), new BracketFormatter(), new TypedFormatter()];
        foreach (Formatter formatter in formatters)
            Console.WriteLine($"{formatter.Format(5)} {formatter.Format("text")} {formatter.Format(new List<int> { 1, 2 }.Count)} {formatter.FormatAll(1.5, 2.5)}");

        Count<int>.Value++;
        Count<string>.Value += 2;
        Count<object>.Value += 3;
        Console.WriteLine($"{Count<int>.Value} {Count<string>.Value} {Count<object>.Value} {Count<long>.Value}");
        Console.WriteLine($"{Greet<Polite>()} {Greet<Terse>()}");
    }

    private static T Sum<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return sum;
    }

    private static string Greet<T>()
        where T : IGreeting => $"{T.Text}{T.End}";

    private interface IGreeting
    {
        static abstract string Text { get; }

        static virtual string End => ".";
    }

    private readonly struct Polite : IGreeting
    {
        public static string Text => "good morning";
    }

    private sealed class Terse : IGreeting
    {
        public static string Text => "hi";

        public static string End => "!";
    }

    private static class Count<T>
    {
        public static int Value { get; set; }
    }

    private sealed class Stack<T>(T top, Stack<T>? rest = null)
    {
        public Stack<T> With(T value) => new(value, this);

        public string Describe() => $"{typeof(T).Name}:{top}{(rest is null ? "" : "," + rest.Describe())}";
    }

    private class Formatter
    {
        public virtual string Format<T>(T value) => $"{value}";

        public string FormatAll<T>(params T[] values) => string.Join(";", values.Select(Format));
    }

    private class BracketFormatter : Formatter
    {
        public override string Format<T>(T value) => $"[{base.Format(value)}]";
    }

    private sealed class TypedFormatter : BracketFormatter
    {
        public override string Format<T>(T value) => typeof(T).Name + base.Format<object?>(value);
    }
}
