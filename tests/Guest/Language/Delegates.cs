using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Delegates of each shape: static, instance, open, closed, multicast, over structs, generic.</summary>
internal static class Delegates
{
    public static GuestCase[] Cases =>
    [
        new("delegate-shapes", EveryShape),
        new("delegate-closures", Closures),
        new("delegate-multicast", Multicast),
        new("delegate-equality", Equality),
        new("delegate-events", Events),
        new("delegate-virtual", VirtualTargets),
        new("delegate-arguments", ManyArguments),
        new("function-pointers", FunctionPointers),
        new("delegate-open-reflection", OpenInstance),
    ];

    private static void EveryShape()
    {
        Func<int, int> fromStatic = Twice;
        Func<int, int> fromLambda = value => value * 3;
        var adder = new Adder { Amount = 5 };
        Func<int, int> fromInstance = adder.Add;
        Func<int, int> fromExtension = adder.AddTwice;
        Func<string> fromStruct = new Version2(1, 2).ToString;
        Func<int> fromBoxed = 42.GetHashCode;
        Func<string, bool> fromString = "needle in hay".Contains;
        adder.Amount = 7;
        Console.WriteLine($"{fromStatic(4)} {fromLambda(4)} {fromInstance(4)} {fromExtension(4)} {fromStruct()} {fromBoxed()} {fromString("in")}");
        Console.WriteLine($"{fromInstance.Target is Adder} {fromInstance.Method.Name}");
    }

    private static int Twice(int value) => value * 2;

    private static int AddTwice(this Adder adder, int value) => adder.Add(adder.Add(value));

    private static void Closures()
    {
        var actions = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int copy = i;
            actions.Add(() => copy++ + i);
        }

        foreach (Func<int> action in actions)
            Console.WriteLine($"{action()} {action()}");

        int counter = 0;
        Action increment = () => counter++;
        for (int i = 0; i < 5; i++)
            increment();
        Console.WriteLine(counter);
        Func<int, Func<int>> makeCounter = start => () => start++;
        Func<int> first = makeCounter(10), second = makeCounter(20);
        Console.WriteLine($"{first()} {first()} {second()} {first()}");
        Func<int, int> factorial = null!;
        factorial = n => n < 2 ? 1 : n * factorial(n - 1);
        Console.WriteLine(factorial(10));
    }

    private static void Multicast()
    {
        Func<int, int>? chain = null;
        for (int i = 1; i <= 4; i++)
        {
            int step = i;
            chain += value =>
            {
                Console.Write($"{step} ");
                return value * step;
            };
        }

        Console.WriteLine(chain!(10));
        Console.WriteLine(chain.GetInvocationList().Length);
        chain -= (Func<int, int>)chain.GetInvocationList()[3];
        Console.WriteLine(chain!(10));
        Console.WriteLine(chain.GetInvocationList().Sum(part => ((Func<int, int>)part)(1)));
        foreach (Func<int, int> part in Delegate.EnumerateInvocationList(chain))
            Console.Write($"{part(2)};");
        Console.WriteLine();
    }

    private static void Equality()
    {
        Action a = First, b = First, c = Second;
        Console.WriteLine($"{a == b} {a == c} {a + c == b + c} {a + c == c + a} {ReferenceEquals(a, b)}");
        var adder = new Adder();
        Func<int, int> x = adder.Add, y = adder.Add, z = new Adder().Add;
        Console.WriteLine($"{x == y} {x == z} {x.Equals(y)}");
        Console.WriteLine((a + c - c) == b);
        Console.WriteLine(a - b is null);
    }

    private static void First() => Console.WriteLine("first");

    private static void Second() => Console.WriteLine("second");

    private static void Events()
    {
        var source = new Source();
        EventHandler<int> handler = (sender, value) => Console.WriteLine($"{sender!.GetType().Name} {value}");
        source.Raise(1);
        source.Changed += handler;
        source.Changed += (_, value) => Console.WriteLine($"second {value}");
        source.Raise(2);
        source.Changed -= handler;
        source.Raise(3);
    }

    private static void VirtualTargets()
    {
        Rectangle[] rectangles = [new Rectangle(1, 2), new Square(2)];
        foreach (Rectangle rectangle in rectangles)
        {
            Func<string> text = rectangle.ToString;
            Func<double, IScalable> scale = rectangle.Scale;
            IShape shape = rectangle;
            Func<string> describe = shape.Describe;
            Console.WriteLine($"{text()} {scale(2)} {describe()}");
        }
    }

    private static void ManyArguments()
    {
        Func<int, long, double, string, decimal, (int, int), byte, float, Guid, string> many =
            (a, b, c, d, e, f, g, h, i) => $"{a} {b} {c} {d} {e} {f} {g} {h} {i}";
        Console.WriteLine(many(1, 2, 3.5, "four", 5.5m, (6, 7), 8, 9.5f, Guid.Empty));
        Func<int, long, double, string, decimal, (int, int), byte, float, Guid, string> bound = new Adder { Amount = 1 }.Describe;
        Console.WriteLine(bound(1, 2, 3.5, "four", 5.5m, (6, 7), 8, 9.5f, Guid.Empty));
        RefAction change = (ref int value, out string text) =>
        {
            value *= 2;
            text = value.ToString();
        };
        int number = 21;
        change(ref number, out string result);
        Console.WriteLine($"{number} {result}");
    }

    private delegate void RefAction(ref int value, out string text);

    private static unsafe void FunctionPointers()
    {
        delegate*<int, int> twice = &Twice;
        delegate*<object, string> describe = &DescribeAnything;
        Console.WriteLine($"{twice(21)} {describe("x")}");
        delegate*<int, int>[] table = [&Twice, &Square, &Negate];
        int value = 3;
        for (int i = 0; i < 6; i++)
            value = table[i % 3](value);
        Console.WriteLine(value);
        delegate*<List<string>, int> generic = &CountOf<string>;
        Console.WriteLine(generic(["a", "b"]));
    }

    private static int Square(int value) => value * value;

    private static int Negate(int value) => -value;

    private static string DescribeAnything(object value) => value.GetType().Name;

    private static int CountOf<T>(List<T> list) => list.Count;

    private static void OpenInstance()
    {
        Func<string, string> upper = typeof(string).GetMethod(nameof(string.ToUpperInvariant))!.CreateDelegate<Func<string, string>>();
        Console.WriteLine(upper("open"));
        Func<int, int> bound = typeof(Adder).GetMethod(nameof(Adder.Add))!.CreateDelegate<Func<int, int>>(new Adder { Amount = 3 });
        Console.WriteLine(bound(4));
        Console.WriteLine(bound.DynamicInvoke(5));
    }

    private sealed class Adder
    {
        public int Amount;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Add(int value) => value + Amount;

        public string Describe(int a, long b, double c, string d, decimal e, (int, int) f, byte g, float h, Guid i) =>
            $"{Amount}: {i} {h} {g} {f} {e} {d} {c} {b} {a}";
    }

    private sealed class Source
    {
        public event EventHandler<int>? Changed;

        public void Raise(int value) => Changed?.Invoke(this, value);
    }
}
