using Hermit.Abi;
using Hermit.Mathematics;

namespace Hermit.Platform;

/// <summary>What compiled code calls for System.Math where there is no instruction: the names of C's math library. The rest is in Border's Rounding.S.</summary>
internal static class MathExports
{
    [Export("acos")]
    internal static double Acos(double value) => InverseTrigonometry.Arccosine(value);

    [Export("acosh")]
    internal static double Acosh(double value) => InverseHyperbolic.AreaCosine(value);

    [Export("asin")]
    internal static double Asin(double value) => InverseTrigonometry.Arcsine(value);

    [Export("asinh")]
    internal static double Asinh(double value) => InverseHyperbolic.AreaSine(value);

    [Export("atan")]
    internal static double Atan(double value) => InverseTrigonometry.Arctangent(value);

    [Export("atan2")]
    internal static double Atan2(double y, double x) => InverseTrigonometry.Arctangent(y, x);

    [Export("atanh")]
    internal static double Atanh(double value) => InverseHyperbolic.AreaTangent(value);

    [Export("cbrt")]
    internal static double Cbrt(double value) => Power.CubeRoot(value);

    [Export("cos")]
    internal static double Cos(double value) => Trigonometry.Cosine(value);

    [Export("cosh")]
    internal static double Cosh(double value) => Hyperbolic.Cosine(value);

    [Export("exp")]
    internal static double Exp(double value) => Exponential.Of(value);

    [Export("HermitFusedMultiplyAdd")]
    internal static double Fma(double left, double right, double addend) => Rounding.MultiplyAdd(left, right, addend);

    [Export("fmod")]
    internal static double Fmod(double dividend, double divisor) => Rounding.Remainder(dividend, divisor);

    [Export("log")]
    internal static double Log(double value) => Logarithm.Of(value);

    [Export("log10")]
    internal static double Log10(double value) => Logarithm.ToBase10(value);

    [Export("log2")]
    internal static double Log2(double value) => Logarithm.ToBase2(value);

    [Export("pow")]
    internal static double Pow(double value, double exponent) => Power.Of(value, exponent);

    [Export("sin")]
    internal static double Sin(double value) => Trigonometry.Sine(value);

    [Export("sinh")]
    internal static double Sinh(double value) => Hyperbolic.Sine(value);

    [Export("sqrt")]
    internal static double Sqrt(double value) => Rounding.SquareRoot(value);

    [Export("tan")]
    internal static double Tan(double value) => Trigonometry.Tangent(value);

    [Export("tanh")]
    internal static double Tanh(double value) => Hyperbolic.Tangent(value);
}
