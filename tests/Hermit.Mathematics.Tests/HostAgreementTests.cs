using System.Numerics;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Mathematics.Tests;

/// <summary>
/// Every function beside real .NET's on this host, which is glibc's: special values, random bits, everyday arguments and those of their neighbours whose
/// result is nearest the middle between two doubles. Where the two differ, the series with 400 bits decide: ours has to be the nearest double.
/// HERMIT_THOROUGH=1 tries ten million arguments a function.
/// </summary>
public sealed class HostAgreementTests(ITestOutputHelper output)
{
    private static readonly int s_judged = Arguments.Count / 200;

    private static readonly double[] s_special =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2, -2, 3, 10, 100, 1000, 0.1, 1e22, 1e300, -1e300, 1e-300, -1e-300, double.Epsilon, -double.Epsilon, 4503599627370497.5,
        double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.PI / 2, Math.PI / 4, Math.E, 709.78, 709.79,
        -745.13, -745.14, -708.4, 2.2250738585072014E-308, 0.9999999999999999, 1.0000000000000002, 8, 27, 6381956970095103.0 * 4, 7.450580596923828e-09, 1.8e-8,
    ];

    private static readonly Dictionary<string, (Func<double, double> Ours, Func<double, double> Host, Func<BigFloat, BigFloat> Exact, double Low, double High)> s_doubles = new()
    {
        ["Exp"] = (Exponential.Of, Math.Exp, Reference.Exp, -746, 710),
        ["Log"] = (Logarithm.Of, Math.Log, Reference.Log, 0, 10),
        ["Log2"] = (Logarithm.ToBase2, Math.Log2, Reference.Log2, 0, 10),
        ["Log10"] = (Logarithm.ToBase10, Math.Log10, Reference.Log10, 0, 1000),
        ["Cbrt"] = (Power.CubeRoot, Math.Cbrt, Reference.Cbrt, -1000, 1000),
        ["Sin"] = (Trigonometry.Sine, Math.Sin, Reference.Sin, -10, 10),
        ["Cos"] = (Trigonometry.Cosine, Math.Cos, Reference.Cos, -10, 10),
        ["Tan"] = (Trigonometry.Tangent, Math.Tan, Reference.Tan, -10, 10),
        ["Asin"] = (InverseTrigonometry.Arcsine, Math.Asin, Reference.Asin, -1, 1),
        ["Acos"] = (InverseTrigonometry.Arccosine, Math.Acos, Reference.Acos, -1, 1),
        ["Atan"] = (InverseTrigonometry.Arctangent, Math.Atan, Reference.Atan, -5, 5),
        ["Sinh"] = (Hyperbolic.Sine, Math.Sinh, Reference.Sinh, -5, 5),
        ["Cosh"] = (Hyperbolic.Cosine, Math.Cosh, Reference.Cosh, -5, 5),
        ["Tanh"] = (Hyperbolic.Tangent, Math.Tanh, Reference.Tanh, -5, 5),
        ["Asinh"] = (InverseHyperbolic.AreaSine, Math.Asinh, Reference.Asinh, -10, 10),
        ["Acosh"] = (InverseHyperbolic.AreaCosine, Math.Acosh, Reference.Acosh, 1, 10),
        ["Atanh"] = (InverseHyperbolic.AreaTangent, Math.Atanh, Reference.Atanh, -1, 1),
    };

    private static readonly Dictionary<string, (Func<double, double, double> Ours, Func<double, double, double> Host, Func<BigFloat, BigFloat, BigFloat> Exact)> s_pairs = new()
    {
        ["Pow"] = (Power.Of, Math.Pow, (x, y) => x.Sign < 0 ? (y.Round().IsEven ? Reference.Pow(-x, y) : -Reference.Pow(-x, y)) : Reference.Pow(x, y)),
        ["Atan2"] = (InverseTrigonometry.Arctangent, Math.Atan2, Reference.Atan2),
    };

    private static readonly Dictionary<string, (Func<float, float> Ours, Func<float, float> Host, Func<double, double> Accurate)> s_floats = new()
    {
        ["Exp"] = (Exponential.Of, MathF.Exp, Math.Exp),
        ["Log"] = (Logarithm.Of, MathF.Log, Math.Log),
        ["Log2"] = (Logarithm.ToBase2, MathF.Log2, Math.Log2),
        ["Log10"] = (Logarithm.ToBase10, MathF.Log10, Math.Log10),
        ["Cbrt"] = (Power.CubeRoot, MathF.Cbrt, Math.Cbrt),
        ["Sin"] = (Trigonometry.Sine, MathF.Sin, Math.Sin),
        ["Cos"] = (Trigonometry.Cosine, MathF.Cos, Math.Cos),
        ["Tan"] = (Trigonometry.Tangent, MathF.Tan, Math.Tan),
        ["Asin"] = (InverseTrigonometry.Arcsine, MathF.Asin, Math.Asin),
        ["Acos"] = (InverseTrigonometry.Arccosine, MathF.Acos, Math.Acos),
        ["Atan"] = (InverseTrigonometry.Arctangent, MathF.Atan, Math.Atan),
        ["Sinh"] = (Hyperbolic.Sine, MathF.Sinh, Math.Sinh),
        ["Cosh"] = (Hyperbolic.Cosine, MathF.Cosh, Math.Cosh),
        ["Tanh"] = (Hyperbolic.Tangent, MathF.Tanh, Math.Tanh),
        ["Asinh"] = (InverseHyperbolic.AreaSine, MathF.Asinh, Math.Asinh),
        ["Acosh"] = (InverseHyperbolic.AreaCosine, MathF.Acosh, Math.Acosh),
        ["Atanh"] = (InverseHyperbolic.AreaTangent, MathF.Atanh, Math.Atanh),
    };

    public static TheoryData<string> Doubles => [.. s_doubles.Keys];

    public static TheoryData<string> Pairs => [.. s_pairs.Keys];

    public static TheoryData<string> Floats => [.. s_floats.Keys];

    [Theory]
    [MemberData(nameof(Doubles))]
    public void Doubles_are_the_host_s_or_the_nearest(string name)
    {
        (Func<double, double> ours, Func<double, double> host, Func<BigFloat, BigFloat> exact, double low, double high) = s_doubles[name];
        var judge = new Judge(name, s_judged);
        foreach (double value in s_special)
            judge.Compare(ours(value), host(value), () => exact(value), value);
        var random = new Random(21);
        for (int i = 0; i < Arguments.Count; i++)
        {
            double value = (i & 3) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => (low + ((high - low) * random.NextDouble())) * Math.ScaleB(1, -random.Next(30)),
                _ => low + ((high - low) * random.NextDouble()),
            };
            judge.Compare(ours(value), host(value), () => exact(value), value);
        }
        output.WriteLine(judge.Summary);
    }

    /// <summary>Of a run of neighbours the argument whose result comes nearest the middle: where the fast path has to give up, and where a wrong bound would show.</summary>
    [Theory]
    [MemberData(nameof(Doubles))]
    public void Results_near_the_middle_are_the_host_s_or_the_nearest(string name)
    {
        (Func<double, double> ours, Func<double, double> host, Func<BigFloat, BigFloat> exact, double low, double high) = s_doubles[name];
        var judge = new Judge(name, int.MaxValue);
        var random = new Random(22);
        for (int i = 0; i < Arguments.Count / 2000; i++)
        {
            double value = Math.Max(low, Math.Min(high, low + ((high - low) * random.NextDouble())));
            double best = value;
            BigInteger least = BigInteger.One << 60;
            for (int neighbour = 0; neighbour < 12; neighbour++, value = Math.BitIncrement(value))
            {
                BigFloat result = exact(value);
                BigInteger tail = BigInteger.Abs(result.Scale(53 + 40 - 1 - result.Magnitude).Round()) & ((BigInteger.One << 40) - 1);
                BigInteger distance = BigInteger.Abs(tail - (BigInteger.One << 39));
                if (result.Sign != 0 && distance < least)
                    (best, least) = (value, distance);
            }
            judge.Compare(ours(best), host(best), () => exact(best), best);
        }
        output.WriteLine(judge.Summary);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Functions_of_two_numbers_are_the_host_s_or_the_nearest(string name)
    {
        (Func<double, double, double> ours, Func<double, double, double> host, Func<BigFloat, BigFloat, BigFloat> exact) = s_pairs[name];
        var judge = new Judge(name, s_judged);
        foreach (double first in s_special)
        {
            foreach (double second in s_special)
                judge.Compare(ours(first, second), host(first, second), () => exact(first, second), first, second);
        }
        var random = new Random(23);
        for (int i = 0; i < Arguments.Count; i++)
        {
            (double first, double second) = (i & 3) switch
            {
                0 => (BitConverter.Int64BitsToDouble(random.NextInt64()), BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))),
                1 => (random.NextDouble() * 10, Math.Round((random.NextDouble() - 0.5) * 60)),
                2 => (1 + ((random.NextDouble() - 0.5) * Math.ScaleB(1, -random.Next(40))), (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(40))),
                _ => (random.NextDouble() * 100, (random.NextDouble() - 0.5) * 20),
            };
            judge.Compare(ours(first, second), host(first, second), () => exact(first, second), first, second);
        }
        output.WriteLine(judge.Summary);
    }

    /// <summary>Squares and cubes of short numbers can lie exactly between two doubles: the even one is right.</summary>
    [Fact]
    public void Powers_with_exact_results_round_ties_to_even()
    {
        var random = new Random(24);
        for (int i = 0; i < Arguments.Count / 10; i++)
        {
            int power = 2 + (i & 1);
            double value = random.NextInt64(1L << (power == 2 ? 27 : 18)) | 1;
            ulong number = (ulong)value;
            Assert.Equal((double)(power == 2 ? number * number : number * number * number), Power.Of(value, power), 0.0);
        }
    }

    /// <summary>The oracle is the host's function of double, which is right to far more than a float has; where it is not ours, ours must be the host's of float.</summary>
    [Theory]
    [MemberData(nameof(Floats))]
    public void Floats_are_correctly_rounded_or_the_host_s(string name)
    {
        (Func<float, float> ours, Func<float, float> host, Func<double, double> accurate) = s_floats[name];
        var random = new Random(25);
        int different = 0;
        for (int i = 0; i < Arguments.Count; i++)
        {
            float value = i < s_special.Length ? (float)s_special[i]
                : (i & 1) == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) : (float)((random.NextDouble() - 0.3) * 10);
            float result = ours(value), rounded = (float)accurate(value);
            if (result.Equals(rounded))
                continue;
            different++;
            Assert.True(result.Equals(host(value)), $"{name}({value:R}): {result:R}, of a double {rounded:R}, on the host {host(value):R}");
        }
        output.WriteLine($"{name}: {different} of {Arguments.Count} are the host's, not the nearest");
        Assert.True(different <= Arguments.Count / 100_000);
    }

    [Fact]
    public void Powers_of_floats_are_correctly_rounded_or_the_host_s()
    {
        var random = new Random(26);
        for (int i = 0; i < Arguments.Count; i++)
        {
            float value = (i & 1) == 0 ? BitConverter.Int32BitsToSingle(random.Next()) : random.NextSingle() * 10;
            float exponent = (i & 2) == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)) : (random.NextSingle() - 0.5f) * 20;
            float result = Power.Of(value, exponent);
            Assert.True(result.Equals((float)Math.Pow(value, exponent)) || result.Equals(MathF.Pow(value, exponent)), $"{value:R} ^ {exponent:R}");
        }
    }

    [Fact]
    public void Remainders_and_fused_products_are_the_host_s()
    {
        var random = new Random(27);
        for (int i = 0; i < Arguments.Count; i++)
        {
            double x = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)), y = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if ((i & 1) != 0)
                (x, y) = ((random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(20)), (random.NextDouble() - 0.5) * Math.ScaleB(1, -random.Next(1060)));
            double z = (i & 2) == 0 ? -x * y * (1 + (random.Next(5) * 1.1e-16)) : random.NextDouble();
            Assert.Equal(BitConverter.DoubleToInt64Bits(x % y), BitConverter.DoubleToInt64Bits(Rounding.Remainder(x, y)));
            Assert.Equal(Math.FusedMultiplyAdd(x, y, z), Rounding.MultiplyAdd(x, y, z));
        }
    }
}
