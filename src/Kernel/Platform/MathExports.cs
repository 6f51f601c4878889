using System.Runtime;

using Hermit.Mathematics;

namespace Hermit.Platform;

/// <summary>What compiled code calls for System.Math where there is no instruction: the names of C's math library.</summary>
// SAFETY: modf's second result goes where the caller, compiled code, has room for it.
internal static unsafe class MathExports
{
    [RuntimeExport("acos")]
    private static double Acos(double value) => InverseTrigonometry.Arccosine(value);

    [RuntimeExport("acosh")]
    private static double Acosh(double value) => Hyperbolic.AreaCosine(value);

    [RuntimeExport("asin")]
    private static double Asin(double value) => InverseTrigonometry.Arcsine(value);

    [RuntimeExport("asinh")]
    private static double Asinh(double value) => Hyperbolic.AreaSine(value);

    [RuntimeExport("atan")]
    private static double Atan(double value) => InverseTrigonometry.Arctangent(value);

    [RuntimeExport("atan2")]
    private static double Atan2(double y, double x) => InverseTrigonometry.Arctangent(y, x);

    [RuntimeExport("atanh")]
    private static double Atanh(double value) => Hyperbolic.AreaTangent(value);

    [RuntimeExport("cbrt")]
    private static double Cbrt(double value) => Power.CubeRoot(value);

    [RuntimeExport("ceil")]
    private static double Ceil(double value) => Rounding.Ceiling(value);

    [RuntimeExport("cos")]
    private static double Cos(double value) => Trigonometry.Cosine(value);

    [RuntimeExport("cosh")]
    private static double Cosh(double value) => Hyperbolic.Cosine(value);

    [RuntimeExport("exp")]
    private static double Exp(double value) => Exponential.Of(value);

    [RuntimeExport("floor")]
    private static double Floor(double value) => Rounding.Floor(value);

    [RuntimeExport("fma")]
    private static double Fma(double left, double right, double addend) => Rounding.MultiplyAdd(left, right, addend);

    [RuntimeExport("fmod")]
    private static double Fmod(double dividend, double divisor) => Rounding.Remainder(dividend, divisor);

    [RuntimeExport("log")]
    private static double Log(double value) => Logarithm.Of(value);

    [RuntimeExport("log10")]
    private static double Log10(double value) => Logarithm.ToBase10(value);

    [RuntimeExport("log2")]
    private static double Log2(double value) => Logarithm.ToBase2(value);

    [RuntimeExport("modf")]
    private static double Modf(double value, double* integer)
    {
        double fraction = Rounding.SplitFraction(value, out double whole);
        *integer = whole;
        return fraction;
    }

    [RuntimeExport("pow")]
    private static double Pow(double value, double exponent) => Power.Of(value, exponent);

    [RuntimeExport("sin")]
    private static double Sin(double value) => Trigonometry.Sine(value);

    [RuntimeExport("sinh")]
    private static double Sinh(double value) => Hyperbolic.Sine(value);

    [RuntimeExport("sqrt")]
    private static double Sqrt(double value) => Rounding.SquareRoot(value);

    [RuntimeExport("tan")]
    private static double Tan(double value) => Trigonometry.Tangent(value);

    [RuntimeExport("tanh")]
    private static double Tanh(double value) => Hyperbolic.Tangent(value);
}
