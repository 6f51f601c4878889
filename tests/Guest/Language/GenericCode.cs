using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Generics: exact code over value types, shared code over classes, virtual methods with type parameters.</summary>
internal static class GenericCode
{
    public static GuestCase[] Cases =>
    [
        new("generic-values", ValueInstantiations),
        new("generic-shared", SharedInstantiations),
        new("generic-virtual", VirtualMethods),
        new("generic-interface-method", InterfaceMethods),
        new("generic-statics", StaticsPerInstantiation),
        new("generic-nesting", DeepNesting),
        new("generic-constraints", Constraints),
        new("generic-default", Defaults),
        new("generic-recursion", CuriouslyRecurring),
        new("generic-delegates", GenericDelegates),
        new("generic-ref-structs", RefStructs),
    ];

    private static void ValueInstantiations()
    {
        Console.WriteLine(Sum<int>([1, 2, 3]));
        Console.WriteLine(Sum<double>([0.5, 0.25]));
        Console.WriteLine(Sum<decimal>([1.1m, 2.2m]));
        Console.WriteLine(Sum<BigInteger>([BigInteger.Pow(10, 30), 1]));
        Console.WriteLine(Sum<byte>([200, 100]));
        Console.WriteLine(Swap((1, "a")));
        Console.WriteLine(Swap((Guid.Empty, 2.5f)));
    }

    private static T Sum<T>(T[] values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return sum;
    }

    private static (TSecond, TFirst) Swap<TFirst, TSecond>((TFirst First, TSecond Second) pair) => (pair.Second, pair.First);

    private static void SharedInstantiations()
    {
        Console.WriteLine(new Bag<string>("a", "b").Describe());
        Console.WriteLine(new Bag<Shape>(new Square(1), new Circle(2)).Describe());
        Console.WriteLine(new Bag<object>(1, "x", 2.5).Describe());
        Console.WriteLine(new Bag<List<string>>([], ["q"]).Describe());
        Console.WriteLine(new Bag<int>(4, 5).Describe());
        Console.WriteLine(Bag<string>.Make<Uri>("made").Describe());
    }

    private static void VirtualMethods()
    {
        Converter[] converters = [new Converter(), new BracketConverter(), new TypeConverter()];
        foreach (Converter converter in converters)
        {
            Console.WriteLine(converter.Convert(5));
            Console.WriteLine(converter.Convert("text"));
            Console.WriteLine(converter.Convert((object)2.5));
            Console.WriteLine(converter.Convert(new List<int> { 1 }.Count));
            Console.WriteLine(converter.ConvertAll<DayOfWeek>(DayOfWeek.Monday, DayOfWeek.Tuesday));
        }
    }

    private static void InterfaceMethods()
    {
        IVisitor[] visitors = [new CountingVisitor(), new NamingVisitor()];
        foreach (IVisitor visitor in visitors)
        {
            visitor.Visit(1);
            visitor.Visit("s");
            visitor.Visit(new[] { 1, 2 });
            visitor.Visit<IShape>(new Square(1));
            Console.WriteLine(visitor.Result);
        }
    }

    private static void StaticsPerInstantiation()
    {
        for (int i = 0; i < 3; i++)
        {
            Tally<int>.Count++;
            Tally<string>.Count += 10;
        }

        Tally<object>.Count += 100;
        Console.WriteLine($"{Tally<int>.Count} {Tally<string>.Count} {Tally<object>.Count} {Tally<long>.Count}");
        Console.WriteLine($"{Tally<int>.Name} {Tally<string>.Name} {Tally<List<object>>.Name}");
        Console.WriteLine(ReferenceEquals(Tally<string>.Name, Tally<string>.Name));
    }

    private static void DeepNesting()
    {
        var deep = new Dictionary<string, List<(int, KeyValuePair<DayOfWeek, string?[]>)>>
        {
            ["key"] = [(1, new(DayOfWeek.Friday, ["x", null]))],
        };
        Console.WriteLine(deep["key"][0].Item2.Value.Length);
        Console.WriteLine(typeof(Dictionary<string, List<(int, long)>>));
        Lazy<Func<Tuple<Lazy<int>>>> lazy = new(() => () => Tuple.Create(new Lazy<int>(() => 42)));
        Console.WriteLine(lazy.Value().Item1.Value);
        Console.WriteLine(Wrap(Wrap(Wrap(3))));
    }

    private static ValueTuple<T> Wrap<T>(T value) => new(value);

    private static void Constraints()
    {
        Console.WriteLine(Make<System.Text.StringBuilder>().Append("made").ToString());
        Console.WriteLine(Largest("pear", "apple", "zebra", "fig"));
        Console.WriteLine(Largest(3, 9, 2));
        Console.WriteLine(SizeOf<Guid>());
        Console.WriteLine(NameOf(DayOfWeek.Sunday));
        Console.WriteLine(IsNull<string>(null));
        Console.WriteLine(IsNull("x"));
    }

    private static T Make<T>()
        where T : class, new() => new();

    private static T Largest<T>(params ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        T largest = values[0];
        foreach (T value in values)
            if (value.CompareTo(largest) > 0)
                largest = value;
        return largest;
    }

    private static unsafe int SizeOf<T>()
        where T : unmanaged => sizeof(T);

    private static string NameOf<T>(T value)
        where T : struct, Enum => $"{typeof(T).Name}.{value}";

    private static bool IsNull<T>(T? value)
        where T : class => value is null;

    private static void Defaults()
    {
        Console.WriteLine(Default<int>());
        Console.WriteLine(Default<string>());
        Console.WriteLine(Default<(int, string?)>());
        Console.WriteLine(Default<DateTime>().Ticks);
        Console.WriteLine(Default<int?>());
        Console.WriteLine(EqualityComparer<int?>.Default.Equals(null, null));
        Console.WriteLine(Comparer<string>.Default.Compare(null, "a"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T? Default<T>() => default;

    private static void CuriouslyRecurring()
    {
        Console.WriteLine(new Meter(3).Plus(new Meter(4)).Value);
        Console.WriteLine(Node<int>.Build(1, 2, 3).Depth);
        Console.WriteLine(Node<string>.Build("a", "b").Depth);
    }

    private static void GenericDelegates()
    {
        Func<int, Func<int, int>> add = a => b => a + b;
        Console.WriteLine(add(3)(4));
        Func<Func<string, int>, string, int> apply = Apply;
        Console.WriteLine(apply(text => text.Length, "four"));
        Converter<int, string> converter = Describe;
        Console.WriteLine(string.Join(" ", Array.ConvertAll([1, 2], converter)));
        Console.WriteLine(Compose<int, int, string>(x => x + 1, x => $"<{x}>")(9));
    }

    private static TResult Apply<T, TResult>(Func<T, TResult> function, T value) => function(value);

    private static string Describe<T>(T value) => $"{typeof(T).Name}:{value}";

    private static Func<TA, TC> Compose<TA, TB, TC>(Func<TA, TB> first, Func<TB, TC> second) => value => second(first(value));

    private static void RefStructs()
    {
        Span<int> numbers = stackalloc int[3];
        Console.WriteLine(LengthOf(new Wrapper(numbers)));
        Console.WriteLine(new Wrapper(numbers).Length);
    }

    private static int LengthOf<T>(T value)
        where T : IHasLength, allows ref struct => value.Length;

    private interface IHasLength
    {
        int Length { get; }
    }

    private readonly ref struct Wrapper(Span<int> span) : IHasLength
    {
        private readonly Span<int> _span = span;

        public int Length => _span.Length;
    }

    private sealed class Bag<T>(params T[] items)
    {
        public string Describe() => $"{typeof(T).Name}[{items.Length}] {items is object[]} {string.Join("|", items.Select(item => item?.GetType().Name))}";

        public static Bag<KeyValuePair<string, TOther?>> Make<TOther>(string key)
            where TOther : class => new(new KeyValuePair<string, TOther?>(key, null));
    }

    private class Converter
    {
        public virtual string Convert<T>(T value) => $"{value}";

        public string ConvertAll<T>(params T[] values) => string.Concat(values.Select(Convert));
    }

    private class BracketConverter : Converter
    {
        public override string Convert<T>(T value) => $"[{base.Convert(value)}]";
    }

    private sealed class TypeConverter : BracketConverter
    {
        public override string Convert<T>(T value) => $"{typeof(T).Name}{base.Convert<object?>(value)}";
    }

    private interface IVisitor
    {
        string Result { get; }

        void Visit<T>(T value);
    }

    private sealed class CountingVisitor : IVisitor
    {
        private int _count;

        public string Result => $"{_count} visits";

        public void Visit<T>(T value) => _count += value is null ? 0 : 1;
    }

    private sealed class NamingVisitor : IVisitor
    {
        public string Result { get; private set; } = "";

        void IVisitor.Visit<T>(T value) => Result += $"{typeof(T).Name};";
    }

    private static class Tally<T>
    {
        public static int Count { get; set; }

        public static string Name { get; } = typeof(T).ToString();
    }

    private abstract class Quantity<TSelf>(int value)
        where TSelf : Quantity<TSelf>
    {
        public int Value => value;

        public TSelf Plus(TSelf other) => Create(Value + other.Value);

        protected abstract TSelf Create(int value);
    }

    private sealed class Meter(int value) : Quantity<Meter>(value)
    {
        protected override Meter Create(int value) => new(value);
    }

    private sealed class Node<T>(T value, Node<T>? next)
    {
        public int Depth => (value is null ? 0 : 1) + (next?.Depth ?? 0);

        public static Node<T> Build(params T[] values) => values.AsEnumerable().Reverse().Aggregate((Node<T>?)null, (next, value) => new Node<T>(value, next))!;
    }
}
