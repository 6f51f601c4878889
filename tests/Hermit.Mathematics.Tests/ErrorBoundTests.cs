using System.Numerics;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Mathematics.Tests;

/// <summary>That no approximation of the fast paths is off by more than it says; the oracle is the series with 400 bits.</summary>
public sealed class ErrorBoundTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. s_functions.Keys];

    private static readonly Dictionary<string, (Func<double, Scaled> Fast, Func<BigFloat, BigFloat> Exact, double Low, double High)> s_functions = new()
    {
        ["exp"] = (v => Exponential.Approximate(v, false), Reference.Exp, -700, 700),
        ["exp near zero"] = (v => Exponential.Approximate(v, false), Reference.Exp, -1, 1),
        ["log"] = (v => Logarithm.Approximate(v, 0xB17217F7D1CF79AC, 0, false), Reference.Log, 0, 10),
        ["log near one"] = (v => Logarithm.Approximate(v, 0xB17217F7D1CF79AC, 0, false), Reference.Log, 0.98, 1.02),
        ["log2"] = (Logarithm.ApproximateToBase2, Reference.Log2, 0, 10),
        ["log2 near one"] = (Logarithm.ApproximateToBase2, Reference.Log2, 0.99, 1.01),
        ["log10"] = (v => Logarithm.Approximate(v, 0x9A209A84FBCFF799, -1, false), Reference.Log10, 0, 100),
        ["exp, briefly"] = (v => Exponential.Approximate(v, true), Reference.Exp, -1, 1),
        ["log, briefly"] = (v => Logarithm.Approximate(v, 0xB17217F7D1CF79AC, 0, true), Reference.Log, 0, 10),
        ["log2 near one, briefly"] = (Logarithm.ApproximateToBase2Briefly, Reference.Log2, 0.99, 1.01),
        ["sin, briefly"] = (v => Trigonometry.ApproximateSine(v, 0, true), Reference.Sin, -10, 10),
        ["cos, briefly"] = (v => Trigonometry.ApproximateSine(v, 1, true), Reference.Cos, -10, 10),
        ["cbrt"] = (Power.ApproximateCubeRoot, Reference.Cbrt, -100, 100),
        ["square"] = (v => Power.Approximate(v, 1.7), v => Reference.Pow(v, 1.7), 0, 10),
        ["large power"] = (v => Power.Approximate(v, -317.25), v => Reference.Pow(v, -317.25), 0.5, 4),
        ["power near one"] = (v => Power.Approximate(v, 3000), v => Reference.Pow(v, 3000), 0.99, 1.01),
        ["sin"] = (v => Trigonometry.ApproximateSine(v, 0, false), Reference.Sin, -10, 10),
        ["sin of large angles"] = (v => Trigonometry.ApproximateSine(v, 0, false), Reference.Sin, -1e22, 1e22),
        ["cos"] = (v => Trigonometry.ApproximateSine(v, 1, false), Reference.Cos, -10, 10),
        ["tan"] = (Trigonometry.ApproximateTangent, Reference.Tan, -10, 10),
        ["tan of an exact angle"] = (Trigonometry.ApproximateTangent, Reference.Tan, -0.785, 0.785),
        ["asin"] = (InverseTrigonometry.ApproximateArcsine, Reference.Asin, -1, 1),
        ["asin near one"] = (InverseTrigonometry.ApproximateArcsine, Reference.Asin, 0.98, 1),
        ["acos near one"] = (InverseTrigonometry.ApproximateArccosine, Reference.Acos, 0.98, 1),
        ["acos"] = (InverseTrigonometry.ApproximateArccosine, Reference.Acos, -1, 1),
        ["atan"] = (InverseTrigonometry.ApproximateArctangent, Reference.Atan, -4, 4),
        ["atan of large tangents"] = (InverseTrigonometry.ApproximateArctangent, Reference.Atan, -100, 100),
        ["atan2 of a point on the right"] = (v => InverseTrigonometry.ApproximateArctangent(v, 1.3), v => Reference.Atan2(v, 1.3), -4, 4),
        ["atan2 of a point on the left"] = (v => InverseTrigonometry.ApproximateArctangent(v, -1.3), v => Reference.Atan2(v, -1.3), -4, 4),
        ["sinh"] = (Hyperbolic.ApproximateSine, Reference.Sinh, -4, 4),
        ["cosh"] = (Hyperbolic.ApproximateCosine, Reference.Cosh, -4, 4),
        ["tanh"] = (Hyperbolic.ApproximateTangent, Reference.Tanh, -4, 4),
        ["asinh"] = (InverseHyperbolic.ApproximateAreaSine, Reference.Asinh, -10, 10),
        ["asinh of large numbers"] = (InverseHyperbolic.ApproximateAreaSine, Reference.Asinh, -1e5, 1e5),
        ["acosh near one"] = (InverseHyperbolic.ApproximateAreaCosine, Reference.Acosh, 1, 1.01),
        ["acosh of large numbers"] = (InverseHyperbolic.ApproximateAreaCosine, Reference.Acosh, 10, 1e5),
        ["acosh"] = (InverseHyperbolic.ApproximateAreaCosine, Reference.Acosh, 1, 10),
        ["atanh"] = (InverseHyperbolic.ApproximateAreaTangent, Reference.Atanh, -1, 1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Approximations_keep_within_their_bounds(string name)
    {
        (Func<double, Scaled> fast, Func<BigFloat, BigFloat> exact, double low, double high) = s_functions[name];
        var random = new Random(11);
        double least = 0, most = 0, worst = 0, errors = 0;
        int count = 0;
        for (int i = 0; i < Arguments.Count / 40; i++)
        {
            double value = low + ((high - low) * random.NextDouble());
            if (i % 3 == 0 && low <= 0 && high >= 0)
                value *= Math.ScaleB(1, -random.Next(28));
            if (name.EndsWith("briefly", StringComparison.Ordinal))
                value = (float)value;
            Scaled result = fast(value);
            if (result.Above >= 1ul << 46)
                continue;
            BigFloat error = BigFloat.Abs(exact(value)) - new BigFloat(((BigInteger)result.Mantissa << 64) + result.Low, result.Exponent - 127);
            double units = (double)error.Scale(63 + 16 - result.Exponent).Round() / 1024;
            (least, most) = (Math.Min(least, units), Math.Max(most, units));
            worst = Math.Max(worst, Math.Max(units / result.Above, units < 0 ? -units / result.Below : 0));
            errors += result.Above + result.Below + 1;
            count++;
            Assert.True(units <= result.Above && -units <= result.Below, $"{name}({value:R}) is off by {units:0.00} 64ths of a unit, from -{result.Below} to {result.Above} allowed");
        }
        output.WriteLine($"{name}: from {least:0.0} to {most:0.0} 64ths of a unit, at most {worst:0.00} of the bound; in doubt {errors / count / 2048 / 64:0.00%}; {count} arguments");
        Assert.True(count > Arguments.Count / 60);
    }
}
