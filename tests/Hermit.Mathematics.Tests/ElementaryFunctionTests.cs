using Hermit.Mathematics;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Mathematics.Tests;

/// <summary>Every function beside the host's, whose own error is below one unit in the last place (up to four for the hyperbolic ones, the cube root and log10).</summary>
public sealed class ElementaryFunctionTests(ITestOutputHelper output)
{
    private const int Samples = 20_000;

    public static TheoryData<string> Names => [.. s_functions.Keys];

    private static readonly Dictionary<string, (Func<double, double> Ours, Func<double, double> Host, double Low, double High, long Tolerance)> s_functions = new()
    {
        ["exp"] = (Exponential.Of, Math.Exp, -745, 710, 1),
        ["exp near zero"] = (Exponential.Of, Math.Exp, -1, 1, 1),
        ["log"] = (Logarithm.Of, Math.Log, 0, 1e6, 1),
        ["log near one"] = (Logarithm.Of, Math.Log, 0.9, 1.1, 1),
        ["log2"] = (Logarithm.ToBase2, Math.Log2, 0, 100, 1),
        ["log10"] = (Logarithm.ToBase10, Math.Log10, 0, 100, 2),
        ["sin"] = (Trigonometry.Sine, Math.Sin, -10, 10, 1),
        ["sin of large angles"] = (Trigonometry.Sine, Math.Sin, -1e18, 1e18, 1),
        ["cos"] = (Trigonometry.Cosine, Math.Cos, -10, 10, 1),
        ["cos of large angles"] = (Trigonometry.Cosine, Math.Cos, -1e300, 1e300, 1),
        ["tan"] = (Trigonometry.Tangent, Math.Tan, -10, 10, 1),
        ["asin"] = (InverseTrigonometry.Arcsine, Math.Asin, -1, 1, 1),
        ["acos"] = (InverseTrigonometry.Arccosine, Math.Acos, -1, 1, 1),
        ["atan"] = (InverseTrigonometry.Arctangent, Math.Atan, -20, 20, 1),
        ["sinh"] = (Hyperbolic.Sine, Math.Sinh, -20, 20, 2),
        ["sinh of large numbers"] = (Hyperbolic.Sine, Math.Sinh, -711, 711, 2),
        ["cosh"] = (Hyperbolic.Cosine, Math.Cosh, -20, 20, 2),
        ["tanh"] = (Hyperbolic.Tangent, Math.Tanh, -5, 5, 3),
        ["asinh"] = (InverseHyperbolic.AreaSine, Math.Asinh, -100, 100, 3),
        ["acosh"] = (InverseHyperbolic.AreaCosine, Math.Acosh, 1, 100, 3),
        ["atanh"] = (InverseHyperbolic.AreaTangent, Math.Atanh, -1, 1, 3),
        ["cbrt"] = (Power.CubeRoot, Math.Cbrt, -1e6, 1e6, 4),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_agree_with_the_host(string name)
    {
        (Func<double, double> ours, Func<double, double> host, double low, double high, long tolerance) = s_functions[name];
        var random = new Random(7);
        long worst = 0;
        int different = 0;
        for (int i = 0; i < Samples; i++)
        {
            double value = low + ((high - low) * random.NextDouble());
            if (i % 4 == 0 && low <= 0)
            {
                value *= Math.ScaleB(1, -random.Next(40));
            }

            long distance = Distance(ours(value), host(value));
            different += distance == 0 ? 0 : 1;
            worst = Math.Max(worst, distance);
            Assert.True(distance <= tolerance, $"{name}({value:R}): {ours(value):R}, on the host {host(value):R}");
        }

        output.WriteLine($"{name}: {different} of {Samples} differ, by {worst} at most");
    }

    [Theory]
    [InlineData(0.0, 100.0, -5.0, 5.0)]
    [InlineData(0.0, 1e10, -30.0, 30.0)]
    [InlineData(0.9, 1.1, -7000.0, 7000.0)]
    public void Powers_agree_with_the_host(double low, double high, double lowExponent, double highExponent)
    {
        var random = new Random(8);
        int different = 0;
        for (int i = 0; i < Samples; i++)
        {
            double value = low + ((high - low) * random.NextDouble());
            double exponent = lowExponent + ((highExponent - lowExponent) * random.NextDouble());
            exponent = i % 3 == 0 ? Math.Round(exponent) : exponent;
            long distance = Distance(Power.Of(value, exponent), Math.Pow(value, exponent));
            different += distance == 0 ? 0 : 1;
            Assert.True(distance <= 1, $"{value:R} ^ {exponent:R}");
        }

        output.WriteLine($"{different} of {Samples} differ");
    }

    [Fact]
    public void Angles_of_points_agree_with_the_host()
    {
        var random = new Random(9);
        for (int i = 0; i < Samples; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-100, 100));
            double y = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-100, 100));
            Assert.True(Distance(InverseTrigonometry.Arctangent(y, x), Math.Atan2(y, x)) <= 1, $"atan2({y:R}, {x:R})");
        }
    }

    [Fact]
    public void Remainders_and_fused_products_are_exact()
    {
        var random = new Random(10);
        for (int i = 0; i < Samples; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-300, 300));
            double y = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-300, 300));
            double z = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-300, 300));
            AssertSame(x % y, Rounding.Remainder(x, y), $"{x:R} % {y:R}");
            z = i % 2 == 0 ? z : -x * y * (1 + (random.Next(3) * 2.2e-16));
            AssertSame(Math.FusedMultiplyAdd(x, y, z), Rounding.MultiplyAdd(x, y, z), $"fma({x:R}, {y:R}, {z:R})");
        }
    }

    [Fact]
    public void Special_values_are_those_of_the_host()
    {
        double[] values =
        [
            0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2, -2, 3, -3, 0.1, 1e300, -1e300, 1e-300, -1e-300, double.Epsilon, -double.Epsilon, 4503599627370497.5,
            double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.E, 709.78, 1e22, 2.2250738585072014E-308,
        ];
        foreach (double value in values)
        {
            foreach ((string name, (Func<double, double> ours, Func<double, double> host, _, _, long tolerance)) in s_functions)
            {
                AssertNear(host(value), ours(value), tolerance, $"{name}({value:R})");
            }

            AssertSame(Math.Truncate(value), Rounding.Truncate(value), $"trunc({value:R})");
            foreach (double other in values)
            {
                AssertNear(Math.Pow(value, other), Power.Of(value, other), 1, $"{value:R} ^ {other:R}");
                AssertNear(Math.Atan2(value, other), InverseTrigonometry.Arctangent(value, other), 1, $"atan2({value:R}, {other:R})");
                AssertSame(value % other, Rounding.Remainder(value, other), $"{value:R} % {other:R}");
                foreach (double third in values)
                {
                    AssertNear(Math.FusedMultiplyAdd(value, other, third), Rounding.MultiplyAdd(value, other, third), 1, $"fma({value:R}, {other:R}, {third:R})");
                }
            }
        }
    }

    [Fact]
    public void Whole_powers_and_logarithms_are_exact()
    {
        for (int i = -1074; i < 1024; i++)
        {
            AssertSame(i, Logarithm.ToBase2(Math.ScaleB(1, i)), $"log2(2^{i})");
            AssertSame(Math.ScaleB(1, i), Power.Of(2.0, i), $"2^{i}");
        }

        double ten = 1;
        for (int i = 0; i <= 22; i++, ten *= 10)
        {
            AssertSame(i, Logarithm.ToBase10(ten), $"log10(1e{i})");
            AssertSame(ten, Power.Of(10.0, i), $"10^{i}");
        }

        for (int i = 0; i < 2000; i++)
        {
            AssertSame(i, Power.CubeRoot((double)i * i * i), $"cbrt({i}^3)");
            AssertSame((double)i * i * i, Power.Of((double)i, 3), $"{i}^3");
        }
    }

    // Random bits, sums that nearly cancel, and sums half-way between two floats by less than a double shows.
    [Fact]
    public void Fused_products_of_floats_are_rounded_once()
    {
        var random = new Random(11);
        for (int i = 0; i < Samples; i++)
        {
            float x = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            float y = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            float z = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (i % 3 == 1)
                z = -(x * y);
            else if (i % 3 == 2)
                (x, y, z) = (1 + (random.Next(1 << 12) / 4096f), MathF.ScaleB(1 + (random.Next(1 << 12) / 4096f), -24), 1 + (random.Next(1 << 20) / (float)(1 << 20)));
            AssertSame(MathF.FusedMultiplyAdd(x, y, z), Rounding.MultiplyAdd(x, y, z), $"fmaf({x:R}, {y:R}, {z:R})");
            z = random.Next(2) == 0 ? MathF.ScaleB(1, 30) : -MathF.ScaleB(1.5f, 40);
            (x, y) = (1 + MathF.ScaleB(1, -23), MathF.ScaleB(1 + MathF.ScaleB(1, -random.Next(1, 24)), random.Next(-40, 20)));
            AssertSame(MathF.FusedMultiplyAdd(x, y, z), Rounding.MultiplyAdd(x, y, z), $"fmaf({x:R}, {y:R}, {z:R})");
        }
    }

    private static void AssertSame(double expected, double actual, string what) => AssertNear(expected, actual, 0, what);

    private static void AssertNear(double expected, double actual, long tolerance, string what)
    {
        Assert.True(Distance(expected, actual) <= tolerance, $"{what}: expected {expected:R}, got {actual:R}");
    }

    // How many doubles lie between two: none between equal ones. Zeros of different sign are apart, and all that is not a number is alike.
    private static long Distance(double left, double right)
    {
        if (double.IsNaN(left) || double.IsNaN(right))
        {
            return double.IsNaN(left) && double.IsNaN(right) ? 0 : long.MaxValue;
        }

        if (left == 0 && right == 0)
        {
            return double.IsNegative(left) == double.IsNegative(right) ? 0 : long.MaxValue;
        }

        return Math.Abs(Order(left) - Order(right));
    }

    private static long Order(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }
}
