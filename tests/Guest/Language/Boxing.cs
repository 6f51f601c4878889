using System.Runtime.CompilerServices;

namespace Hermit.Guest.Language;

/// <summary>Boxes: copies, identity, virtual calls on values.</summary>
internal static class Boxing
{
    public static GuestCase[] Cases =>
    [
        new("box-values", Values),
        new("box-copies", Copies),
        new("box-virtual", VirtualOnValues),
        new("box-interface", InterfaceOnValues),
        new("box-equality", Equality),
    ];

    private static void Values()
    {
        object[] boxes = [(byte)1, (sbyte)-1, (short)-2, (ushort)2, 3, 3u, 4L, 4UL, 1.5f, 2.5, 3.5m, 'c', true, (nint)5, (1, 2L, "x"), new Version2(1, 2), DayOfWeek.Friday, DateTime.UnixEpoch, (Int128)7];
        foreach (object box in boxes)
            Console.WriteLine($"{box.GetType().Name} {box is IConvertible} {Convert.ToString(box, System.Globalization.CultureInfo.InvariantCulture)}");
        Console.WriteLine((int)boxes[4] + (long)boxes[6] + (byte)boxes[0]);
    }

    private static void Copies()
    {
        var point = new Mutable { Value = 1 };
        object first = point;
        object second = point;
        point.Value = 2;
        ((IBump)first).Bump();
        Unsafe.Unbox<Mutable>(first).Bump();
        Console.WriteLine($"{point.Value} {((Mutable)first).Value} {((Mutable)second).Value} {ReferenceEquals(first, second)}");
    }

    private static void VirtualOnValues()
    {
        Console.WriteLine(new Mutable { Value = 9 }.ToString());
        Console.WriteLine(new Plain { Number = 3 }.ToString());
        Console.WriteLine(new Plain { Number = 3 }.Equals(new Plain { Number = 3 }));
        Console.WriteLine(new Plain { Number = 3, Text = "a" }.Equals(new Plain { Number = 3, Text = "b" }));
        Console.WriteLine(new Plain { Number = 3 }.GetHashCode() == new Plain { Number = 3 }.GetHashCode());
        Console.WriteLine(Text(5) + Text(new Mutable { Value = 4 }) + Text("s"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Text<T>(T value) => value?.ToString();

    private static void InterfaceOnValues()
    {
        IBump bump = new Mutable { Value = 10 };
        for (int i = 0; i < 5; i++)
            bump.Bump();
        Console.WriteLine(bump);
        IComparable<int> comparable = 5;
        Console.WriteLine(comparable.CompareTo(7));
        IEquatable<Version2> equatable = new Version2(1, 1);
        Console.WriteLine(equatable.Equals(new Version2(1, 1)));
        Func<int> bumped = new Mutable { Value = 20 }.Next;
        Console.WriteLine($"{bumped()} {bumped()}");
    }

    private static void Equality()
    {
        object five = 5, otherFive = 5, longFive = 5L;
        Console.WriteLine($"{five.Equals(otherFive)} {five == otherFive} {five.Equals(longFive)} {Equals(five, otherFive)}");
        Console.WriteLine($"{(1, "a").Equals((1, "a"))} {((object)DayOfWeek.Monday).Equals(DayOfWeek.Monday)} {((object)1).Equals(DayOfWeek.Monday)}");
        Console.WriteLine($"{double.NaN.Equals(double.NaN)} {0.0.Equals(-0.0)} {((object)'a').Equals("a")}");
    }

    private interface IBump
    {
        void Bump();
    }

    private struct Mutable : IBump
    {
        public int Value;

        public void Bump() => Value++;

        public int Next() => ++Value;

        public override readonly string ToString() => $"mutable {Value}";
    }

    private struct Plain
    {
        public int Number;
        public string? Text;
    }
}
