namespace Hermit.Guest.Language;

/// <summary>Members of every shape, for reflection to call.</summary>
internal class Invoked : IComparable<Invoked>
{
    public const string Constant = "constant";

    public static long Shared;

    public string Text = "initial";

    private int _number;

    public Invoked(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        _number = number;
    }

    public event Action<int>? Changed;

    public int Number
    {
        get => _number;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _number = value;
            Changed?.Invoke(value);
        }
    }

    public string this[int index] => $"item {index}";

    public static string Mix(byte a, short b, uint c, long d, float e, double f, char g, bool h, decimal i) => $"{a} {b} {c} {d} {e} {f} {(int)g} {h} {i}";

    public static void Nothing() => Shared = 0;

    public static nint Native(nint left, nuint right) => left + (nint)right;

    public static DayOfWeek Day(DayOfWeek day) => day + 1;

    public static Int128 Wide(Int128 value) => value + 1;

    public static string Refs(ref int counter, out string? result, in string text)
    {
        counter++;
        result = text + counter;
        return $"{counter}:{text}";
    }

    public static ref int Element(int[] numbers) => ref numbers[1];

    public static (long, string, Spot, decimal) Large(long number, string text) => (number, text, new Spot(5, 6), 7.5m);

    public static decimal Sum((long Number, string Text, Spot Spot, decimal Decimal) value) => value.Number + value.Spot.X + value.Spot.Y + value.Decimal;

    public static string WithDefaults(int first, string second = "default", double third = 1.5, DayOfWeek fourth = DayOfWeek.Friday) => $"{first} {second} {third} {fourth}";

    public static int? Maybe(int? value) => value > 0 ? value * 2 : null;

    public static string Twice<T>(T value) => $"{typeof(T)} {value} {value}";

    public static void Fail(string reason) => throw new NotSupportedException(reason);

    public static string Overloaded(string text) => $"string {text}";

    public static string Overloaded(int number) => $"int {number}";

    public static string Many(int a, long b, double c, string d, float e, byte f, Spot g, decimal h, int i, long j, double k, string l) => $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l}";

    public virtual string Describe() => $"base {_number}";

    public int CompareTo(Invoked? other) => _number.CompareTo(other?._number);
}
