using System.Globalization;

namespace Hermit.Guest.Libraries;

/// <summary>Doubles and floats. Functions of the C mathematics library are printed to ten digits: the last bit is theirs.</summary>
internal static class FloatingPoint
{
    public static GuestCase[] Cases =>
    [
        new("double-format", Format),
        new("double-parse", Parse),
        new("double-special", Special),
        new("double-round", Rounding),
        new("double-rounding-functions", RoundingFunctions),
        new("double-exact", Exact),
        new("double-functions", Functions),
        new("double-conversions", Conversions),
        new("half-and-float", Narrow),
        new("double-sums", Sums),
    ];

    private static void Format()
    {
        double[] values = [0, -0.0, 1, 1.0 / 3, 123456789.125, 1e21, 1.5e-10, double.MaxValue, double.Epsilon, 0.1 + 0.2, 1e15, 9007199254740993, 5e-324];
        foreach (double value in values)
            Console.WriteLine($"{value} {value:R} {value:F3} {value:E4} {value:G5} {value:N1} {value:G17}");
        Console.WriteLine($"{1234.5678.ToString("0.##", CultureInfo.InvariantCulture)} {0.00001234:0.###E+0} {-5.5:#.0;(#.0)} {1e100:F0}");
    }

    private static void Parse()
    {
        foreach (string text in (string[])["0", "-0", "1e400", "-1e400", "4.9e-324", "2e-324", "1.7976931348623157e308", "123.456", "0.1", "Infinity", "NaN", "9007199254740993", "2.2250738585072011e-308", "1e23", "  7.5 "])
        {
            double value = double.Parse(text, CultureInfo.InvariantCulture);
            Console.WriteLine($"{text} -> {value:R} {BitConverter.DoubleToInt64Bits(value):X16}");
        }

        Console.WriteLine($"{double.TryParse("1,5", NumberStyles.Float, CultureInfo.InvariantCulture, out _)} {float.Parse("0.1"):G9}");
    }

    private static void Special()
    {
        double zero = Environment.ProcessId < 0 ? 1 : 0;
        double nan = zero / zero, other = nan, infinity = 1 / zero;
        Console.WriteLine($"{nan} {infinity} {-infinity} {nan == other} {nan != other} {nan < 1} {nan > 1} {infinity > double.MaxValue} {infinity - infinity}");
        Console.WriteLine($"{Math.Max(nan, 1)} {Math.Min(0.0, -0.0)} {Math.Sign(-2.5)} {double.IsNegative(-zero)} {Math.CopySign(3, -0.0)} {1 / -zero}");
        Console.WriteLine($"{nan.CompareTo(1)} {nan.Equals(nan)} {double.MaxNumber(nan, 2)} {double.IsSubnormal(1e-310)} {Math.Sqrt(-1)}");
        Console.WriteLine(unchecked((int)infinity) + " " + unchecked((int)nan) + " " + unchecked((long)1e30) + " " + unchecked((uint)-5.5) + " " + unchecked((ulong)-1.0));
    }

    // Through delegates, so that the functions are called and not instructions in their place.
    private static void RoundingFunctions()
    {
        Func<double, double>[] functions = [Math.Floor, Math.Ceiling, Math.Truncate];
        Func<float, float>[] narrow = [MathF.Floor, MathF.Ceiling, MathF.Truncate];
        Func<double, double, double, double> fused = Math.FusedMultiplyAdd;
        Func<float, float, float, float> narrowFused = MathF.FusedMultiplyAdd;
        double[] values =
        [
            0, -0.0, 0.5, -0.5, 1, -1, 2.75, -2.75, 4503599627370495.5, -4503599627370495.5, 1e300, 8388607.5, double.Epsilon, -double.Epsilon,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        foreach (double value in values)
        {
            Console.WriteLine(string.Join(' ', functions.Select(function => Bits(function(value)))));
            Console.WriteLine(string.Join(' ', narrow.Select(function => Bits(function((float)value)))));
            foreach (double other in values)
                Console.WriteLine($"{Bits(fused(value, other, -value))} {Bits(fused(value, 1 + 1e-15, other))} {Bits(narrowFused((float)value, (float)other, 1e-9f))}");
        }

        static string Bits(double value) => double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("x16");
    }

    private static void Rounding()
    {
        foreach (double value in (double[])[0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e16 + 0.5, -7.7])
            Console.WriteLine($"{Math.Round(value)} {Math.Round(value, MidpointRounding.AwayFromZero)} {Math.Floor(value)} {Math.Ceiling(value)} {Math.Truncate(value)} {(int)value}");
        Console.WriteLine($"{Math.Round(2.345, 2)} {Math.Round(1.005, 2)} {Math.Round(-3.14159, 3)} {MathF.Round(2.5f)}");
    }

    private static void Exact()
    {
        Console.WriteLine($"{Math.Sqrt(2):R} {Math.FusedMultiplyAdd(0.1, 10, -1):R} {Math.BitIncrement(1):R} {Math.ILogB(1000)} {Math.ScaleB(1.5, 10)} {7.5 % 2} {-7.5 % 2} {Math.IEEERemainder(7.5, 2)}");
        Console.WriteLine($"{MathF.Sqrt(2):R} {Math.Abs(-1.5)} {Math.BitDecrement(0):R}");
    }

    private static void Functions()
    {
        Func<double, double>[] functions =
        [
            Math.Sin, Math.Cos, Math.Tan, Math.Atan, Math.Exp, Math.Sinh, Math.Cosh, Math.Tanh, Math.Cbrt, x => Math.Log(Math.Abs(x) + 0.1), x => Math.Log2(Math.Abs(x) + 0.1),
            x => Math.Log10(Math.Abs(x) + 0.1), x => Math.Asin(x / 100), x => Math.Acos(x / 100), x => Math.Pow(Math.Abs(x), 1.7), x => Math.Atan2(x, 2), Math.Asinh, x => Math.Acosh(Math.Abs(x) + 1), x => Math.Atanh(x / 100),
        ];
        foreach (double argument in (double[])[0, 0.5, 1, -2.25, 10, 50.125])
            Console.WriteLine(string.Join(" ", functions.Select(function => function(argument).ToString("G10", CultureInfo.InvariantCulture))));
        Console.WriteLine($"{Math.Pow(2, 0.5):G10} {Math.Pow(-8, 1.0 / 3)} {Math.Pow(0, 0)} {Math.Pow(2, 1023) * 2} {Math.Exp(-1000)} {MathF.Sin(1):G5} {MathF.Pow(2, 10)}");
    }

    private static void Conversions()
    {
        foreach (double value in (double[])[1e9, -1e9, 3e9, 1e18, 1.8e19, 255.9, -0.9])
            Console.WriteLine($"{(long)value} {(float)value:R} {(decimal)value} {unchecked((byte)(int)value)} {(nint)value}");
        Console.WriteLine($"{(double)ulong.MaxValue:R} {(float)long.MinValue:R} {(double)(ulong)long.MaxValue:R} {(double)0.1f:R}");
    }

    private static void Narrow()
    {
        Console.WriteLine($"{(Half)1.0 / (Half)3} {Half.MaxValue} {(Half)65520.0} {(float)(Half)0.1f:R} {Half.Parse("0.333")}");
        Console.WriteLine($"{1f / 3} {float.MaxValue} {float.Epsilon} {0.1f + 0.2f} {(double)(0.1f + 0.2f):R} {16777217f}");
    }

    private static void Sums()
    {
        double harmonic = 0, alternating = 0;
        for (int i = 1; i <= 100_000; i++)
        {
            harmonic += 1.0 / i;
            alternating += (i % 2 == 0 ? -1.0 : 1.0) / i;
        }

        Console.WriteLine($"{harmonic:R} {alternating:R}");
        float single = 0;
        for (int i = 0; i < 10_000; i++)
            single += 0.1f;
        Console.WriteLine($"{single:R} {Enumerable.Range(1, 1000).Average(i => Math.Sqrt(i)):R} {Enumerable.Range(1, 50).Select(i => i * 0.5).Sum():R}");
    }
}
