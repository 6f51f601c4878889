using System.Collections;
using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>What newer versions of the language brought, down to what the runtime does for it.</summary>
internal static class Newer
{
    public static GuestCase[] Cases =>
    [
        new("newer-ref-fields", RefFields),
        new("newer-ref-struct-interfaces", RefStructInterfaces),
        new("newer-inline-arrays", InlineArrays),
        new("newer-records", Records),
        new("newer-default-interface", DefaultInterfaces),
        new("newer-covariant-returns", CovariantReturns),
        new("newer-iterators-with-spans", IteratorsWithSpans),
        new("newer-stackalloc", StackAllocation),
        new("newer-ref-returns", RefReturns),
    ];

    private ref struct Pair
    {
        public ref int Left;
        public ref readonly int Right;

        public readonly bool IsSame => Unsafe.AreSame(in Left, in Right);
    }

    private static void RefFields()
    {
        int[] numbers = [1, 2, 3];
        var pair = new Pair { Left = ref numbers[0], Right = ref numbers[0] };
        pair.Left = 10;
        Console.WriteLine($"{pair.Right} {pair.IsSame}");
        pair.Left = ref numbers[2];
        for (int i = 0; i < 3; i++)
            GC.Collect();
        pair.Left++;
        Console.WriteLine($"{string.Join(",", numbers)} {pair.IsSame} {Unsafe.IsNullRef(ref default(Pair).Left)}");
    }

    private interface ICounter
    {
        int Next();
    }

    private ref struct SpanCounter(Span<int> cells) : ICounter, IDisposable
    {
        private readonly Span<int> _cells = cells;

        public readonly int Next() => ++_cells[0];

        public readonly void Dispose() => _cells[1] = _cells[0];
    }

    private static int Drive<T>(T counter, int times)
        where T : ICounter, IDisposable, allows ref struct
    {
        int last = 0;
        using (counter)
        {
            for (int i = 0; i < times; i++)
                last = counter.Next();
        }

        return last;
    }

    private static void RefStructInterfaces()
    {
        Span<int> cells = [0, 0];
        Console.WriteLine($"{Drive(new SpanCounter(cells), 5)} {cells[1]}");
    }

    [InlineArray(5)]
    private struct Five<T>
    {
        private T _first;
    }

    private static void InlineArrays()
    {
        Five<string> words = default;
        for (int i = 0; i < 5; i++)
            words[i] = new string((char)('a' + i), i + 1);
        GC.Collect();
        Span<string> view = words;
        Five<string> copy = words;
        view[2] = "changed";
        Console.WriteLine($"{string.Join(",", view!)} {copy[2]} {words[^1]} {((ReadOnlySpan<string>)words)[1..3].Length}");
        int index = Environment.ProcessId < 0 ? 0 : 5;
        Attempt.Print("bounds", () => Console.WriteLine(new Five<int>()[index]));
        Console.WriteLine($"{Unsafe.SizeOf<Five<long>>()} {Unsafe.SizeOf<Five<byte>>()} {Unsafe.SizeOf<Five<Five<short>>>()}");
        Attempt.Print("equals", () => words.Equals(copy));
    }

    private record Animal(string Name, int Legs)
    {
        public virtual string Sound => "...";
    }

    private sealed record Dog(string Name) : Animal(Name, 4)
    {
        public override string Sound => "woof";

        public string? Owner { get; init; }
    }

    private readonly record struct Size(int Width, int Height);

    private static void Records()
    {
        Animal dog = new Dog("Rex") { Owner = "Ann" };
        Animal same = new Dog("Rex") { Owner = "Ann" };
        Animal copy = dog with { Legs = 3 };
        Console.WriteLine($"{dog} {dog == same} {dog.Equals(copy)} {copy} {copy.GetType().Name} {copy.Sound}");
        Console.WriteLine($"{new Animal("Rex", 4) == dog} {dog.GetHashCode() == same.GetHashCode()}");
        (string name, int legs) = dog;
        Size size = new(2, 3);
        Console.WriteLine($"{name} {legs} {size} {size with { Width = 9 }} {size == new Size(2, 3)} {default(Size)}");
    }

    private interface ILayered
    {
        string Name => "layered";

        static virtual string Kind => "any";

        sealed string Twice() => Name + Name;
    }

    private interface ILeft : ILayered
    {
        string ILayered.Name => "left";
    }

    private interface IRight : ILayered
    {
        string ILayered.Name => "right";
    }

    private sealed class Left : ILeft;

    private struct Own : ILeft, IRight, ILayered
    {
        public static string Kind => "own";

        public readonly string Name => "own";
    }

    private static string KindOf<T>()
        where T : ILayered => T.Kind;

    private static void DefaultInterfaces()
    {
        ILayered left = new Left();
        ILayered own = new Own();
        Console.WriteLine($"{left.Name} {left.Twice()} {own.Name} {own.Twice()} {KindOf<Left>()} {KindOf<Own>()}");
    }

    private class Maker
    {
        public virtual object Make() => "object";
    }

    private class TextMaker : Maker
    {
        public override string Make() => "text";
    }

    private sealed class LoudMaker : TextMaker
    {
        public override string Make() => base.Make() + "!";
    }

    private static void CovariantReturns()
    {
        foreach (Maker maker in (Maker[])[new(), new TextMaker(), new LoudMaker()])
            Console.WriteLine(maker.Make());
        Console.WriteLine(new LoudMaker().Make().Length);
    }

    private static IEnumerable<string> Words(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            ReadOnlySpan<char> rest = text.AsSpan(start);
            int end = rest.IndexOf(' ');
            string word = (end < 0 ? rest : rest[..end]).ToString();
            start += word.Length + 1;
            yield return word;
        }
    }

    private static void IteratorsWithSpans() => Console.WriteLine(string.Join("|", Words("some words in  a row")));

    private static void StackAllocation()
    {
        Span<long> small = stackalloc long[] { 1, 2, 3 };
        int size = Environment.ProcessId < 0 ? 1 : 500;
        Span<(int, double)> many = stackalloc (int, double)[size];
        many[^1] = (1, 2.5);
        long sum = 0;
        for (int i = 0; i < 20; i++)
            sum += Fill(i * 50);
        Console.WriteLine($"{small[2]} {many[^1]} {many[0]} {many.Length} {sum} {Fill(0)}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Fill(int size)
    {
        Span<int> cells = stackalloc int[size];
        for (int i = 0; i < cells.Length; i++)
            cells[i] += i;
        long sum = 0;
        foreach (int cell in cells)
            sum += cell;
        return sum;
    }

    private static ref T Largest<T>(Span<T> values)
        where T : IComparable<T>
    {
        ref T largest = ref values[0];
        foreach (ref T value in values)
        {
            if (value.CompareTo(largest) > 0)
                largest = ref value;
        }

        return ref largest;
    }

    private static void RefReturns()
    {
        int[] numbers = [3, 9, 4];
        string[] words = ["b", "z", "a"];
        Largest<int>(numbers) = 0;
        Largest<string>(words) += "!";
        bool first = numbers[0] > numbers[2];
        (first ? ref numbers[0] : ref numbers[2]) = -1;
        Console.WriteLine($"{string.Join(",", numbers)} {string.Join(",", words)}");
    }
}
