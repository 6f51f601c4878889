using System.Collections;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>What is a what: classes, interfaces, arrays, variance, nullables.</summary>
internal static class Casting
{
    public static GuestCase[] Cases =>
    [
        new("cast-matrix", Matrix),
        new("cast-arrays", Arrays),
        new("cast-variance", Variant),
        new("cast-nullable", Nullables),
        new("cast-type-parameters", TypeParameters),
        new("cast-many", ManyTypes),
    ];

    private static object[] Samples() =>
    [
        "text", 5, 5L, 2.5, DayOfWeek.Friday, new Square(1), new Circle(1), new Dot(), new int[1], new string[1], new List<int>(),
        new List<string>(), new Func<string>(() => ""), new int[1, 1], typeof(int), new Exception(), (1, "a"), new object(), (Action)Console.WriteLine,
    ];

    private static void Matrix()
    {
        foreach (object item in Samples())
        {
            Console.WriteLine(
                $"{item.GetType().Name}: {Bit(item is string)}{Bit(item is int)}{Bit(item is IComparable)}{Bit(item is IEnumerable)}" +
                $"{Bit(item is Shape)}{Bit(item is Rectangle)}{Bit(item is IScalable)}{Bit(item is ValueType)}{Bit(item is Enum)}{Bit(item is Array)}" +
                $"{Bit(item is Delegate)}{Bit(item is IList<int>)}{Bit(item is IEnumerable<object>)}{Bit(item is Func<object>)}{Bit(item is IFormattable)}");
        }
    }

    private static int Bit(bool value) => value ? 1 : 0;

    private static void Arrays()
    {
        object[] arrays =
        [
            new int[1], new uint[1], new byte[1], new DayOfWeek[1], new string[1], new object[1], new Square[1], new IShape[1], new int[1][],
            new int[1, 1], new int?[1], new bool[1], new char[1], new nint[1], new long[1],
        ];
        foreach (object array in arrays)
        {
            Console.WriteLine(
                $"{array.GetType().Name}: {Bit(array is int[])}{Bit(array is uint[])}{Bit(array is byte[])}{Bit(array is sbyte[])}{Bit(array is object[])}" +
                $"{Bit(array is IShape[])}{Bit(array is Shape[])}{Bit(array is Array[])}{Bit(array is IList)}{Bit(array is IEnumerable<int>)}" +
                $"{Bit(array is IEnumerable<IShape>)}{Bit(array is ValueType[])}{Bit(array is DayOfWeek[])}{Bit(array is short[])}{Bit(array is long[])}");
        }
    }

    private static void Variant()
    {
        object[] items = [new List<string>(), new List<Square>(), new Func<Square, string>(s => ""), new Action<IShape>(s => { }), new Square[1].AsEnumerable(), new Dictionary<string, Square>()];
        foreach (object item in items)
        {
            Console.WriteLine(
                $"{Bit(item is IEnumerable<object>)}{Bit(item is IEnumerable<IShape>)}{Bit(item is IReadOnlyList<Rectangle>)}{Bit(item is IList<object>)}" +
                $"{Bit(item is Func<Square, object>)}{Bit(item is Func<Shape, string>)}{Bit(item is Action<Square>)}{Bit(item is Action<object>)}" +
                $"{Bit(item is IEnumerable<KeyValuePair<string, Square>>)}{Bit(item is IReadOnlyDictionary<string, Square>)}");
        }
    }

    private static void Nullables()
    {
        object boxed = (int?)5;
        object? empty = (int?)null;
        Console.WriteLine($"{boxed.GetType().Name} {empty is null} {boxed is int} {boxed is int?} {(int?)boxed} {(int?)empty is null}");
        Attempt.Print("unbox as long?", () => Console.WriteLine((long?)boxed));
        object day = (DayOfWeek?)DayOfWeek.Monday;
        Console.WriteLine($"{day is DayOfWeek} {day is int} {(DayOfWeek?)day}");
        (int, string)? pair = (1, "x");
        object boxedPair = pair;
        Console.WriteLine(((ValueTuple<int, string>?)boxedPair)!.Value.Item2);
    }

    private static void TypeParameters()
    {
        Console.WriteLine($"{Is<string>("x")} {Is<string>(1)} {Is<int>(1)} {Is<int?>(1)} {Is<IShape>(new Dot())} {Is<Array>(new int[1])}");
        Console.WriteLine($"{As<string>("x")} {As<string>(1) ?? "null"} {As<Shape>(new Square(2))}");
        Console.WriteLine($"{IsArrayOf<string>(new string[1])} {IsArrayOf<object>(new string[1])} {IsArrayOf<int>(new int[1])} {IsArrayOf<IShape>(new Square[1])}");
        Console.WriteLine($"{IsListOf<string>(new List<string>())} {IsListOf<object>(new List<string>())} {IsListOf<int>(new List<int>())}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Is<T>(object value) => value is T;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T? As<T>(object value)
        where T : class => value as T;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsArrayOf<T>(object value) => value is T[];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsListOf<T>(object value) => value is List<T> or IReadOnlyList<T>;

    private static void ManyTypes()
    {
        // Enough pairs to fill and evict the cast cache.
        object[] samples = Samples();
        int count = 0;
        for (int round = 0; round < 2000; round++)
        {
            foreach (object item in samples)
            {
                count += Bit(item is IEnumerable<object>) + Bit(item is IComparable<string>) + Bit(item is IScalable) + Bit(item is IEquatable<int>)
                    + Bit(item is IReadOnlyCollection<int>) + Bit(item is Rectangle);
            }
        }

        Console.WriteLine(count);
    }
}
