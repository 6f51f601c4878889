using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Virtual and interface calls: one receiver type, a few, very many.</summary>
internal static class Dispatch
{
    public static GuestCase[] Cases =>
    [
        new("dispatch-virtual", Virtual),
        new("dispatch-interface", Interface),
        new("dispatch-default", DefaultMethods),
        new("dispatch-polymorphic", Polymorphic),
        new("dispatch-megamorphic", Megamorphic),
        new("dispatch-variance", Variance),
        new("dispatch-arrays", ArrayInterfaces),
        new("dispatch-threads", FromThreads),
        new("dispatch-reabstraction", Reimplementation),
        new("dispatch-struct", StructReceivers),
    ];

    private static Shape[] Shapes() => [new Rectangle(2, 3), new Square(2), new Circle(1), new Square(0.5)];

    private static void Virtual()
    {
        foreach (Shape shape in Shapes())
            Console.WriteLine($"{shape} {shape.Kind} {shape.GetType().Name}");
        Rectangle scaled = (Rectangle)new Square(2).Scale(3);
        Console.WriteLine(scaled);
    }

    private static void Interface()
    {
        foreach (IShape shape in Shapes())
            Console.WriteLine($"{shape.Area:F3} {shape.Name}");
        foreach (IScalable scalable in Shapes().OfType<IScalable>())
            Console.WriteLine(scalable.Scale(2).Area);
    }

    private static void DefaultMethods()
    {
        IShape[] shapes = [.. Shapes(), new Dot()];
        foreach (IShape shape in shapes)
            Console.WriteLine(shape.Describe());
    }

    private static void Polymorphic()
    {
        // The same call site, its receivers changing.
        IShape[] shapes = [new Rectangle(1, 1), new Circle(1), new Dot(), new Square(3)];
        double total = 0;
        for (int i = 0; i < 200_000; i++)
            total += AreaOf(shapes[(i >> 3) & 3]);
        Console.WriteLine(total.ToString("F2"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double AreaOf(IShape shape) => shape.Area;

    private static void Megamorphic()
    {
        IComparable[] values =
        [
            (byte)1, (sbyte)1, (short)1, (ushort)1, 1, 1u, 1L, 1UL, 1f, 1.0, 1m, 'a', true, "text", DateTime.UnixEpoch, TimeSpan.Zero,
            Guid.Empty, DayOfWeek.Monday, (Int128)1, (Half)1, new Version(1, 0), DateOnly.MinValue, TimeOnly.MinValue, (UInt128)5,
        ];
        int sum = 0;
        for (int round = 0; round < 2000; round++)
            foreach (IComparable value in values)
                sum += CompareToItself(value);
        Console.WriteLine(sum);

        IEnumerable<int>[] sequences = [new int[] { 1, 2 }, new List<int> { 3 }, new HashSet<int> { 4 }, new Queue<int>([5]), new Stack<int>([6]), new LinkedList<int>([7]), Enumerable.Range(8, 2), new SortedSet<int> { 10 }, Once(11)];
        Console.WriteLine(sequences.Sum(sequence => sequence.Sum()));
    }

    private static IEnumerable<int> Once(int value)
    {
        yield return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CompareToItself(IComparable value) => value.CompareTo(value) + 1;

    private static void Variance()
    {
        IEnumerable<object> objects = new List<string> { "a", "b" };
        Console.WriteLine(string.Join(",", objects));
        Func<object> produce = new Func<string>(() => "covariant");
        Action<string> consume = new Action<object>(value => Console.WriteLine($"contravariant {value}"));
        Console.WriteLine(produce());
        consume("argument");
        IComparer<Square> comparer = Comparer<Shape>.Create((a, b) => a.Area.CompareTo(b.Area));
        Console.WriteLine(comparer.Compare(new Square(1), new Square(2)));
        IReadOnlyList<IShape> shapes = new Square[] { new(1), new(2) };
        Console.WriteLine(shapes[1].Area);
        IEnumerable<IEnumerable<object>> nested = new List<List<string>> { new() { "deep" } };
        Console.WriteLine(nested.First().First());
    }

    private static void ArrayInterfaces()
    {
        IList<int> numbers = new[] { 3, 1, 2 };
        ICollection<string> texts = new[] { "x", "y" };
        IReadOnlyList<object> objects = new string[] { "a" };
        System.Collections.IList plain = new long[] { 7, 8 };
        Console.WriteLine($"{numbers.IndexOf(2)} {texts.Contains("y")} {objects[0]} {plain[1]} {plain.Count}");
        Attempt.Print("fixed size", () => numbers.Add(4));
        foreach (int number in numbers)
            Console.Write($"{number} ");
        Console.WriteLine();
        IEnumerable<uint> reinterpreted = (IEnumerable<uint>)(object)new[] { -1 };
        Console.WriteLine(reinterpreted.First());
    }

    private static void FromThreads()
    {
        // The first calls through new call sites, raced.
        long sum = 0;
        Parallel.For(0, 4, index =>
        {
            IShape[] shapes = [new Rectangle(1, index), new Circle(0), new Dot(), new Square(2)];
            double total = 0;
            for (int i = 0; i < 5000; i++)
                total += AreaOf(shapes[(i + index) & 3]);
            Interlocked.Add(ref sum, (long)total);
        });
        Console.WriteLine(sum);
    }

    private static void Reimplementation()
    {
        Base[] objects = [new Base(), new Derived(), new Reimplemented()];
        foreach (Base item in objects)
            Console.WriteLine($"{item.Call()} {((IShout)item).Shout()} {((IShout)item).Volume}");
    }

    private static void StructReceivers()
    {
        Console.WriteLine(Constrained(new Dot()));
        Console.WriteLine(Constrained(new Counter()));
        IShape boxed = new Counter();
        _ = boxed.Area;
        Console.WriteLine(boxed.Area);
        var counter = new Counter();
        Use(ref counter);
        Use(ref counter);
        Console.WriteLine(counter.Area);
    }

    private static string Constrained<T>(T shape)
        where T : IShape => $"{shape.Area} {shape.Area} {shape.ToString()} {shape.Name}";

    private static void Use<T>(ref T shape)
        where T : IShape => _ = shape.Area;

    private interface IShout
    {
        int Volume => 1;

        string Shout();
    }

    private class Base : IShout
    {
        public virtual string Shout() => "base";

        public string Call() => Shout();
    }

    private class Derived : Base
    {
        public override string Shout() => "derived over " + base.Shout();
    }

    private sealed class Reimplemented : Derived, IShout
    {
        string IShout.Shout() => "explicit";

        int IShout.Volume => 11;
    }

    private struct Counter : IShape
    {
        private int _calls;

        public double Area => ++_calls;
    }
}
