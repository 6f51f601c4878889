using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>Angles from their sine, cosine and tangent.</summary>
public static class InverseTrigonometry
{
    private const int LeastExponent = -27;
    private const ulong HalfBits = 1022ul << 52;
    private const ulong OneBits = 1023ul << 52;

    // A root's end counts from 1/16 on, below that it makes the angle up to a unit too small. What a distance leaves out of it is up to 2 64ths more.
    private const ulong HalfAngleBelow = Steps.Below;
    private const ulong HalfAngleAbove = Steps.Above + 4;
    private const ulong SmallHalfAngleAbove = Steps.Above + 80;

    // A quotient is up to a unit too small, which bringing up its highest bit doubles and the arctangent's growth leaves as it is.
    private const ulong QuotientAbove = Steps.Above + 130;

    /// <summary>The angle of a sine: from -pi/2 to pi/2.</summary>
    public static double Arcsine(double sine) => ApproximateArcsine(sine).TryRound(out double result) ? result : AccurateInverseTrigonometry.Arcsine(sine);

    /// <inheritdoc cref="Arcsine(double)"/>
    public static float Arcsine(float sine) => ApproximateArcsine(Binary64.Widen(sine)).TryRound(out float result) ? result : (float)AccurateInverseTrigonometry.Arcsine(sine);

    /// <summary>The angle of a cosine: from 0 to pi.</summary>
    public static double Arccosine(double cosine) => ApproximateArccosine(cosine).TryRound(out double result) ? result : AccurateInverseTrigonometry.Arccosine(cosine);

    /// <inheritdoc cref="Arccosine(double)"/>
    public static float Arccosine(float cosine) => ApproximateArccosine(Binary64.Widen(cosine)).TryRound(out float result) ? result : (float)AccurateInverseTrigonometry.Arccosine(cosine);

    /// <summary>The angle of a tangent: from -pi/2 to pi/2.</summary>
    public static double Arctangent(double tangent) => ApproximateArctangent(tangent).TryRound(out double result) ? result : AccurateInverseTrigonometry.Arctangent(tangent);

    /// <inheritdoc cref="Arctangent(double)"/>
    public static float Arctangent(float tangent) => ApproximateArctangent(Binary64.Widen(tangent)).TryRound(out float result) ? result : (float)AccurateInverseTrigonometry.Arctangent(tangent);

    /// <summary>The angle from the x axis to a point: from -pi to pi.</summary>
    public static double Arctangent(double y, double x) => ApproximateArctangent(y, x).TryRound(out double result) ? result : AccurateInverseTrigonometry.Arctangent(y, x);

    /// <inheritdoc cref="Arctangent(double, double)"/>
    public static float Arctangent(float y, float x) => ApproximateArctangent(Binary64.Widen(y), Binary64.Widen(x)).TryRound(out float result) ? result : (float)AccurateInverseTrigonometry.Arctangent(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateArcsine(double sine)
    {
        ulong bits = Binary64.Bits(sine);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < LeastExponent || bits >= OneBits)
        {
            return Scaled.None;
        }

        bool isShort = bits < HalfBits;
        ulong angle = OfSine(bits, isShort, ref exponent, out ulong low, out ulong above);
        if (isShort)
        {
            return new Scaled(sign, angle, low, exponent, Steps.Below, above);
        }

        // Twice the angle from a quarter turn; below one, the result's units may be half of the subtracted number's.
        exponent++;
        ulong result = Arc.Turn(1, angle, true, ref low, ref exponent);
        return new Scaled(sign, result, low, exponent, 2 * above, 2 * HalfAngleBelow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateArccosine(double cosine)
    {
        ulong bits = Binary64.Bits(cosine);
        bool negative = (bits & Binary64.SignBit) != 0;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < LeastExponent || bits >= OneBits)
        {
            return Scaled.None;
        }

        bool isShort = bits < HalfBits;
        ulong angle = OfSine(bits, isShort, ref exponent, out ulong low, out ulong above);
        if (isShort)
        {
            angle = Arc.Turn(1, angle, !negative, ref low, ref exponent);
            return new Scaled(0, angle, low, exponent, Steps.Above, Steps.Above);
        }

        exponent++;
        if (negative)
        {
            angle = Arc.Turn(2, angle, true, ref low, ref exponent);
            return new Scaled(0, angle, low, exponent, above, HalfAngleBelow + 1);
        }

        return new Scaled(0, angle, low, exponent, HalfAngleBelow, above);
    }

    // The arcsine of a number below a half; of a larger one, half of its arccosine: the arcsine of the root of half of what it is below 1, which is
    // exact. That is a half at most, which counts as the largest number below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfSine(ulong bits, bool isShort, ref int exponent, out ulong low, out ulong above)
    {
        ulong mantissa = (bits << 11) | (1ul << 63);
        low = 0;
        above = Steps.Above;
        if (!isShort)
        {
            mantissa = FixedPoint.SquareRoot(unchecked(0 - mantissa) >> 1, out exponent, out low);
            exponent--;
            above = exponent < Steps.LeastExponent ? SmallHalfAngleAbove : HalfAngleAbove;
            if (exponent == -1)
            {
                (mantissa, low, exponent) = (ulong.MaxValue, ulong.MaxValue, -2);
            }
        }

        return Arc.Sine(mantissa, ref low, ref exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateArctangent(double tangent)
    {
        ulong bits = Binary64.Bits(tangent);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if ((uint)(exponent - LeastExponent) > 60 - LeastExponent)
        {
            return Scaled.None;
        }

        ulong mantissa = (bits << 11) | (1ul << 63);
        if (exponent < Arc.TangentLimit)
        {
            ulong angle = Arc.Tangent(mantissa, ref exponent, out ulong end);
            return new Scaled(sign, angle, end, exponent, Steps.Below, Steps.Above);
        }

        return OfLargeTangent(sign, mantissa, exponent);
    }

    // Not inlined: large tangents are rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Scaled OfLargeTangent(ulong sign, ulong mantissa, int exponent)
    {
        // One over the tangent; that of a power of two as the largest fraction there is.
        ulong inverse = mantissa == 1ul << 63 ? ulong.MaxValue : FixedPoint.Divide(1ul << 63, mantissa);
        exponent = -1 - exponent;
        inverse = Arc.Tangent(inverse, ref exponent, out ulong low);
        inverse = Arc.Turn(1, inverse, true, ref low, ref exponent);
        return new Scaled(sign, inverse, low, exponent, QuotientAbove, Steps.Below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateArctangent(double y, double x)
    {
        ulong height = Binary64.Bits(y);
        ulong width = Binary64.Bits(x);
        ulong sign = height & Binary64.SignBit;
        bool left = (width & Binary64.SignBit) != 0;
        height &= ~Binary64.SignBit;
        width &= ~Binary64.SignBit;
        if (unchecked(height - (1ul << 52)) >= 2046ul << 52 || unchecked(width - (1ul << 52)) >= 2046ul << 52)
        {
            return Scaled.None;
        }

        bool steep = height > width;
        if (steep)
        {
            (height, width) = (width, height);
        }

        ulong numerator = (height << 11) | (1ul << 63);
        ulong denominator = (width << 11) | (1ul << 63);
        int exponent = (int)(height >> 52) - (int)(width >> 52);
        if (exponent < -500)
        {
            return Scaled.None;
        }

        // In units of 2^-64, shifted where the numerator was larger and had to be halved; 1 as the largest fraction there is.
        int shift = numerator > denominator ? 1 : 0;
        ulong quotient = numerator == denominator ? ulong.MaxValue : FixedPoint.Divide(numerator >> shift, denominator);
        int zeros = (int)(quotient >> 63) ^ 1;
        quotient <<= zeros;
        exponent += shift - 1 - zeros;
        ulong angle = Arc.Tangent(quotient, ref exponent, out ulong low);
        int quarters = steep ? 1 : left ? 2 : 0;
        if (quarters == 0)
        {
            return new Scaled(sign, angle, low, exponent, Steps.Below, QuotientAbove);
        }

        angle = Arc.Turn(quarters, angle, steep != left, ref low, ref exponent);
        return new Scaled(sign, angle, low, exponent, QuotientAbove, QuotientAbove);
    }
}
