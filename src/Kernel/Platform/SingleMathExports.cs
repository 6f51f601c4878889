using Hermit.Abi;
using Hermit.Mathematics;

namespace Hermit.Platform;

/// <summary>The same for System.MathF: rounded once from the same 64 bits.</summary>
internal static class SingleMathExports
{
    [Export("acosf")]
    internal static float Acos(float value) => InverseTrigonometry.Arccosine(value);

    [Export("acoshf")]
    internal static float Acosh(float value) => InverseHyperbolic.AreaCosine(value);

    [Export("asinf")]
    internal static float Asin(float value) => InverseTrigonometry.Arcsine(value);

    [Export("asinhf")]
    internal static float Asinh(float value) => InverseHyperbolic.AreaSine(value);

    [Export("atan2f")]
    internal static float Atan2(float y, float x) => InverseTrigonometry.Arctangent(y, x);

    [Export("atanf")]
    internal static float Atan(float value) => InverseTrigonometry.Arctangent(value);

    [Export("atanhf")]
    internal static float Atanh(float value) => InverseHyperbolic.AreaTangent(value);

    [Export("cbrtf")]
    internal static float Cbrt(float value) => Power.CubeRoot(value);

    [Export("cosf")]
    internal static float Cos(float value) => Trigonometry.Cosine(value);

    [Export("coshf")]
    internal static float Cosh(float value) => Hyperbolic.Cosine(value);

    [Export("expf")]
    internal static float Exp(float value) => Exponential.Of(value);

    [Export("HermitFusedMultiplyAddSingle")]
    internal static float Fma(float left, float right, float addend) => Rounding.MultiplyAdd(left, right, addend);

    [Export("fmodf")]
    internal static float Fmod(float dividend, float divisor) => (float)Rounding.Remainder(dividend, divisor);

    [Export("log10f")]
    internal static float Log10(float value) => Logarithm.ToBase10(value);

    [Export("log2f")]
    internal static float Log2(float value) => Logarithm.ToBase2(value);

    [Export("logf")]
    internal static float Log(float value) => Logarithm.Of(value);

    [Export("powf")]
    internal static float Pow(float value, float exponent) => Power.Of(value, exponent);

    [Export("sinf")]
    internal static float Sin(float value) => Trigonometry.Sine(value);

    [Export("sinhf")]
    internal static float Sinh(float value) => Hyperbolic.Sine(value);

    [Export("sqrtf")]
    internal static float Sqrt(float value) => (float)Rounding.SquareRoot(value);

    [Export("tanf")]
    internal static float Tan(float value) => Trigonometry.Tangent(value);

    [Export("tanhf")]
    internal static float Tanh(float value) => Hyperbolic.Tangent(value);
}
