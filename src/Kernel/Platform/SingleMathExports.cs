using System.Runtime;

using Hermit.Mathematics;

namespace Hermit.Platform;

/// <summary>The same for System.MathF: computed as doubles, whose 53 bits make the second rounding harmless.</summary>
// SAFETY: modff's second result goes where the caller, compiled code, has room for it.
internal static unsafe class SingleMathExports
{
    [RuntimeExport("acosf")]
    private static float Acos(float value) => (float)InverseTrigonometry.Arccosine(value);

    [RuntimeExport("acoshf")]
    private static float Acosh(float value) => (float)Hyperbolic.AreaCosine(value);

    [RuntimeExport("asinf")]
    private static float Asin(float value) => (float)InverseTrigonometry.Arcsine(value);

    [RuntimeExport("asinhf")]
    private static float Asinh(float value) => (float)Hyperbolic.AreaSine(value);

    [RuntimeExport("atan2f")]
    private static float Atan2(float y, float x) => (float)InverseTrigonometry.Arctangent(y, x);

    [RuntimeExport("atanf")]
    private static float Atan(float value) => (float)InverseTrigonometry.Arctangent(value);

    [RuntimeExport("atanhf")]
    private static float Atanh(float value) => (float)Hyperbolic.AreaTangent(value);

    [RuntimeExport("cbrtf")]
    private static float Cbrt(float value) => (float)Power.CubeRoot(value);

    [RuntimeExport("ceilf")]
    private static float Ceil(float value) => (float)Rounding.Ceiling(value);

    [RuntimeExport("cosf")]
    private static float Cos(float value) => (float)Trigonometry.Cosine(value);

    [RuntimeExport("coshf")]
    private static float Cosh(float value) => (float)Hyperbolic.Cosine(value);

    [RuntimeExport("expf")]
    private static float Exp(float value) => (float)Exponential.Of(value);

    [RuntimeExport("floorf")]
    private static float Floor(float value) => (float)Rounding.Floor(value);

    [RuntimeExport("fmaf")]
    private static float Fma(float left, float right, float addend) => (float)Rounding.MultiplyAdd(left, right, addend);

    [RuntimeExport("fmodf")]
    private static float Fmod(float dividend, float divisor) => (float)Rounding.Remainder(dividend, divisor);

    [RuntimeExport("log10f")]
    private static float Log10(float value) => (float)Logarithm.ToBase10(value);

    [RuntimeExport("log2f")]
    private static float Log2(float value) => (float)Logarithm.ToBase2(value);

    [RuntimeExport("logf")]
    private static float Log(float value) => (float)Logarithm.Of(value);

    [RuntimeExport("modff")]
    private static float Modf(float value, float* integer)
    {
        double fraction = Rounding.SplitFraction(value, out double whole);
        *integer = (float)whole;
        return (float)fraction;
    }

    [RuntimeExport("powf")]
    private static float Pow(float value, float exponent) => (float)Power.Of(value, exponent);

    [RuntimeExport("sinf")]
    private static float Sin(float value) => (float)Trigonometry.Sine(value);

    [RuntimeExport("sinhf")]
    private static float Sinh(float value) => (float)Hyperbolic.Sine(value);

    [RuntimeExport("sqrtf")]
    private static float Sqrt(float value) => (float)Rounding.SquareRoot(value);

    [RuntimeExport("tanf")]
    private static float Tan(float value) => (float)Trigonometry.Tangent(value);

    [RuntimeExport("tanhf")]
    private static float Tanh(float value) => (float)Hyperbolic.Tangent(value);
}
