using System.Globalization;
using System.Numerics;

namespace Hermit.Guest.Language;

/// <summary>Static abstract members and generic mathematics.</summary>
internal static class StaticAbstracts
{
    public static GuestCase[] Cases =>
    [
        new("static-abstract", Own),
        new("generic-math", Mathematics),
        new("generic-parsing", Parsing),
        new("operators", Operators),
    ];

    private static void Own()
    {
        Console.WriteLine(Greet<English>());
        Console.WriteLine(Greet<German>());
        Console.WriteLine(Greet<Wrapped<German>>());
        Console.WriteLine(Greet<Silent>());
    }

    private static string Greet<T>()
        where T : IGreeter => $"{T.Word} {T.Times} {T.Shout()}";

    private static void Mathematics()
    {
        Console.WriteLine(Power(2, 20));
        Console.WriteLine(Power(2.5, 3));
        Console.WriteLine(Power((Int128)3, 70));
        Console.WriteLine(Power(new Complex(0, 1), 3));
        Console.WriteLine(Mean<float>([1, 2, 4]).ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(Convert<long, byte>(300));
        Console.WriteLine(int.CreateSaturating(1e20));
        Console.WriteLine(BitCount<ushort>(0xF0F0));
    }

    private static T Power<T>(T value, int exponent)
        where T : INumberBase<T>
    {
        T result = T.One;
        for (int i = 0; i < exponent; i++)
            result *= value;
        return result;
    }

    private static T Mean<T>(ReadOnlySpan<T> values)
        where T : IFloatingPoint<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return sum / T.CreateChecked(values.Length);
    }

    private static TTo Convert<TFrom, TTo>(TFrom value)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo> => TTo.CreateSaturating(value);

    private static T BitCount<T>(T value)
        where T : IBinaryInteger<T> => T.PopCount(value);

    private static void Parsing()
    {
        Console.WriteLine(Parse<int>("17") + Parse<int>("-3"));
        Console.WriteLine(Parse<double>("1.5e3"));
        Console.WriteLine(Parse<Guid>("00000000-0000-0000-0000-000000000001"));
        Console.WriteLine(Parse<TimeSpan>("01:02:03").TotalSeconds);
        Console.WriteLine(Parse<Version2>("3.4"));
        Attempt.Print("bad", () => Parse<Version2>("x"));
    }

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);

    private static void Operators()
    {
        var a = new Version2(1, 5);
        var b = new Version2(2, 0);
        Console.WriteLine($"{a + b} {a < b} {a == new Version2(1, 5)} {-a}");
        Version2 implicitly = (7, 8);
        (int major, int minor) = implicitly;
        Console.WriteLine($"{major} {minor} {(int)implicitly}");
        implicitly += b;
        Console.WriteLine(implicitly);
    }

    private interface IGreeter
    {
        static abstract string Word { get; }

        static virtual int Times => 1;

        static virtual string Shout() => "!";
    }

    private sealed class English : IGreeter
    {
        public static string Word => "hello";
    }

    private struct German : IGreeter
    {
        public static string Word => "hallo";

        public static int Times => 2;

        public static string Shout() => "!!";
    }

    private sealed class Wrapped<T> : IGreeter
        where T : IGreeter
    {
        public static string Word => $"({T.Word})";

        public static int Times => T.Times + 1;
    }

    private sealed class Silent : IGreeter
    {
        public static string Word => "";
    }
}
