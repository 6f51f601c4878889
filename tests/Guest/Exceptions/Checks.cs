using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>The checks that compiled code makes itself: arithmetic, bounds, casts, array stores.</summary>
internal static class Checks
{
    private static readonly int s_zero = Environment.ProcessId < 0 ? 1 : 0;
    private static readonly int s_one = 1 - s_zero;

    public static GuestCase[] Cases =>
    [
        new("divide", Divide),
        new("overflow", Overflow),
        new("bounds", Bounds),
        new("casts", Casts),
        new("array-stores", ArrayStores),
        new("allocation-sizes", AllocationSizes),
        new("library-checks", LibraryChecks),
    ];

    private static void Divide()
    {
        int zero = s_zero;
        Attempt.Print("int", () => Console.WriteLine(1 / zero));
        Attempt.Print("int remainder", () => Console.WriteLine(1 % zero));
        Attempt.Print("uint", () => Console.WriteLine(1u / (uint)zero));
        Attempt.Print("long", () => Console.WriteLine(1L / zero));
        Attempt.Print("ulong", () => Console.WriteLine(1UL % (ulong)zero));
        Attempt.Print("minimum by minus one", () => Console.WriteLine(int.MinValue / (zero - 1)));
        Attempt.Print("long minimum by minus one", () => Console.WriteLine(long.MinValue / (zero - 1)));
        Attempt.Print("decimal", () => Console.WriteLine(1m / zero));
        Attempt.Print("int128", () => Console.WriteLine(Int128.One / zero));
        Attempt.Print("DivRem", () => Console.WriteLine(Math.DivRem(5, zero)));
        Console.WriteLine(1.0 / zero);
        Console.WriteLine(double.IsNaN(0.0 / zero));
        try
        {
            Console.WriteLine(7 / zero);
        }
        catch (ArithmeticException exception)
        {
            Console.WriteLine(exception.Message);
        }
        finally
        {
            Console.WriteLine("finally");
        }
    }

    private static void Overflow()
    {
        int one = s_one;
        Attempt.Print("add", () => Console.WriteLine(checked(int.MaxValue + one)));
        Attempt.Print("subtract", () => Console.WriteLine(checked(int.MinValue - one)));
        Attempt.Print("multiply", () => Console.WriteLine(checked((one + 65535) * (one + 65535))));
        Attempt.Print("long multiply", () => Console.WriteLine(checked(long.MaxValue * (one + 1L))));
        Attempt.Print("unsigned", () => Console.WriteLine(checked((uint)one - 2u)));
        Attempt.Print("narrow", () => Console.WriteLine(checked((byte)(255 + one))));
        Attempt.Print("sign", () => Console.WriteLine(checked((uint)-one)));
        Attempt.Print("from double", () => Console.WriteLine(checked((int)(1e10 * one))));
        Attempt.Print("from NaN", () => Console.WriteLine(checked((long)(double.NaN * one))));
        Attempt.Print("negate", () => Console.WriteLine(Math.Abs(int.MinValue + one - 1)));
        Attempt.Print("decimal", () => Console.WriteLine(decimal.MaxValue * (one + 1)));
        Attempt.Print("native", () => Console.WriteLine(checked(nint.MaxValue + one)));
        Console.WriteLine(unchecked(int.MaxValue + one));
        Console.WriteLine(unchecked((byte)(255 + one)));
    }

    private static void Bounds()
    {
        int zero = s_zero, one = s_one;
        int[] numbers = [1, 2, 3];
        var matrix = new int[2, 3];
        var list = new List<int>(numbers);
        string text = "abc";
        Attempt.Print("past the end", () => Console.WriteLine(numbers[zero + 3]));
        Attempt.Print("negative", () => Console.WriteLine(numbers[zero - 1]));
        Attempt.Print("write", () => numbers[one + 100] = 1);
        Attempt.Print("empty", () => Console.WriteLine(Array.Empty<int>()[zero]));
        Attempt.Print("matrix", () => Console.WriteLine(matrix[one, one + 2]));
        Attempt.Print("string", () => Console.WriteLine(text[one + 2]));
        Attempt.Print("span", () => Console.WriteLine(numbers.AsSpan()[one + 2]));
        Attempt.Print("slice", () => Console.WriteLine(numbers.AsSpan(one, 3).Length));
        Attempt.Print("range", () => Console.WriteLine(numbers[(one + 1)..one].Length));
        Attempt.Print("from end", () => Console.WriteLine(numbers[^(one + 3)]));
        Attempt.Print("list", () => Console.WriteLine(list[one + 2]));
        Attempt.Print("substring", () => Console.WriteLine(text.Substring(one, 3)));
        Attempt.Print("long index", () => Console.WriteLine(numbers[uint.MaxValue + (long)one]));
        Attempt.Print("loop", () =>
        {
            for (int i = zero; ; i++)
                numbers[i] = i;
        });
        Console.WriteLine(string.Join(",", numbers));
    }

    private static void Casts()
    {
        object text = Hide("text");
        object number = Hide(5);
        Attempt.PrintMessage("class", () => Console.WriteLine(((Node)text).Number));
        Attempt.PrintMessage("interface", () => Console.WriteLine(((IDisposable)text).ToString()));
        Attempt.PrintMessage("array", () => Console.WriteLine(((int[])text).Length));
        Attempt.PrintMessage("unbox wrong type", () => Console.WriteLine((long)number));
        Attempt.PrintMessage("unbox class", () => Console.WriteLine((int)text));
        Attempt.PrintMessage("generic", () => Console.WriteLine(((List<int>)text).Count));
        Attempt.PrintMessage("delegate", () => ((Action)text)());
        Attempt.PrintMessage("type parameter", () => To<Node>(text));
        Attempt.PrintMessage("array element", () => Console.WriteLine(((string[])Hide(new object[1])).Length));
        Console.WriteLine((DayOfWeek)Hide(DayOfWeek.Friday));
        Console.WriteLine((int)Hide(DayOfWeek.Friday));
        Console.WriteLine((int?)number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Hide(object value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T To<T>(object value) => (T)value;

    private static void ArrayStores()
    {
        object[] strings = (object[])Hide(new string[3]);
        INamed[] nodes = (INamed[])Hide(new Node[2]);
        strings[0] = "fits";
        Attempt.PrintMessage("wrong class", () => strings[1] = new Node());
        Attempt.PrintMessage("boxed", () => strings[1] = 5);
        Attempt.PrintMessage("reference", () => Fill(ref strings[2]));
        Attempt.PrintMessage("interface", () => nodes[0] = new Impostor());
        strings[2] = null!;
        nodes[1] = new Node();
        object[] jagged = (object[])Hide(new int[2][]);
        jagged[0] = new int[1];
        Attempt.PrintMessage("jagged", () => jagged[1] = new long[1]);
        object[] anything = new object[2];
        anything[0] = 5;
        anything[1] = "both";
        Console.WriteLine($"{strings[0]} {nodes[1].Name} {anything[0]} {anything[1]}");
    }

    private static void Fill(ref object slot) => slot = "filled";

    private static void AllocationSizes()
    {
        int minus = -s_one;
        Attempt.Print("negative", () => Console.WriteLine(new int[minus].Length));
        Attempt.Print("negative long", () => Console.WriteLine(new byte[(long)minus].Length));
        Attempt.Print("too long", () => Console.WriteLine(new byte[uint.MaxValue + (long)s_one].Length));
        Attempt.Print("negative matrix", () => Console.WriteLine(new int[2, minus].Length));
        Attempt.Print("huge matrix", () => Console.WriteLine(new int[int.MaxValue, 3 + s_one].Length));
        Attempt.Print("negative string", () => Console.WriteLine(new string('a', minus).Length));
        Console.WriteLine(new int[s_zero].Length);
    }

    private static void LibraryChecks()
    {
        Attempt.PrintMessage("parse", () => int.Parse("12x"));
        Attempt.PrintMessage("range", () => byte.Parse("256"));
        Attempt.PrintMessage("key", () => Console.WriteLine(new Dictionary<string, int>()["missing"]));
        Attempt.PrintMessage("duplicate", () => new Dictionary<int, int> { { 1, 1 }, { 1, 2 } }.ToString());
        Attempt.PrintMessage("empty sequence", () => Enumerable.Empty<int>().First());
        Attempt.PrintMessage("two elements", () => new[] { 1, 2 }.Single());
        Attempt.PrintMessage("empty queue", () => new Queue<int>().Dequeue());
        Attempt.PrintMessage("argument", () => ArgumentException.ThrowIfNullOrEmpty("", "name"));
        Attempt.PrintMessage("disposed", () => ObjectDisposedException.ThrowIf(true, typeof(Node)));
        Attempt.PrintMessage("enum", () => Enum.Parse<DayOfWeek>("Noday"));
        Attempt.PrintMessage("date", () => _ = new DateTime(2023, 2, 29));
        Attempt.PrintMessage("base64", () => Convert.FromBase64String("***"));
        Attempt.PrintMessage("format", () => _ = string.Format("{0} {1}", 1));
    }
}
