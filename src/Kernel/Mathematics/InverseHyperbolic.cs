using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The inverses of the hyperbolic functions: logarithms, or polynomials near zero.</summary>
public static class InverseHyperbolic
{
    private const int LeastExponent = -27;
    private const ulong OneBits = 1023ul << 52;

    // A root's end counts from 1/16 on, but for up to 2 64ths of a unit; below that, the inverse sine may be a unit too small.
    private const ulong RootAbove = Steps.Above + 4;
    private const ulong SmallRootAbove = Steps.Above + 80;

    // Twice the square of 4, and one: the number whose half of what it is above one has a root of 4.
    private const ulong ThirtyThreeBits = 0x4040_8000_0000_0000;
    private const ulong LogOf2 = 0xB17217F7D1CF79AC;

    /// <summary>The inverse of the hyperbolic sine.</summary>
    public static double AreaSine(double value) => ApproximateAreaSine(value).TryRound(out double result) ? result : AccurateHyperbolic.AreaSine(value);

    /// <inheritdoc cref="AreaSine(double)"/>
    public static float AreaSine(float value) => ApproximateAreaSine(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.AreaSine(value);

    /// <summary>The inverse of the hyperbolic cosine.</summary>
    public static double AreaCosine(double value) => ApproximateAreaCosine(value).TryRound(out double result) ? result : AccurateHyperbolic.AreaCosine(value);

    /// <inheritdoc cref="AreaCosine(double)"/>
    public static float AreaCosine(float value) => ApproximateAreaCosine(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.AreaCosine(value);

    /// <summary>The inverse of the hyperbolic tangent.</summary>
    public static double AreaTangent(double value) => ApproximateAreaTangent(value).TryRound(out double result) ? result : AccurateHyperbolic.AreaTangent(value);

    /// <inheritdoc cref="AreaTangent(double)"/>
    public static float AreaTangent(float value) => ApproximateAreaTangent(Binary64.Widen(value)).TryRound(out float result) ? result : (float)AccurateHyperbolic.AreaTangent(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateAreaSine(double value)
    {
        ulong bits = Binary64.Bits(value);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent is < LeastExponent or > 1022)
        {
            return Scaled.None;
        }

        ulong mantissa = (bits << 11) | (1ul << 63);
        if (exponent >= Hyperbola.AreaSineLimit)
        {
            return OfSum(sign, mantissa, exponent, negative: false);
        }

        ulong low = 0;
        mantissa = Hyperbola.AreaSine(mantissa, ref low, ref exponent);
        return new Scaled(sign, mantissa, low, exponent, Steps.Below, Steps.Above);
    }

    /// <remarks>Up to 33 it is twice the inverse sine of the root of half of what the number is above 1, which is exact.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateAreaCosine(double value)
    {
        ulong bits = Binary64.Bits(value);
        if (unchecked(bits - OneBits - 1) >= (1023ul << 52) - 1)
        {
            return Scaled.None;
        }

        ulong mantissa = (bits << 11) | (1ul << 63);
        int exponent = (int)(bits >> 52) - 1023;
        if (bits >= ThirtyThreeBits)
        {
            return OfSum(0, mantissa, exponent, negative: true);
        }

        // An even power of two, the mantissa having eleven bits to spare.
        int odd = exponent & 1;
        ulong root = FixedPoint.SquareRoot((mantissa - ((1ul << 63) >> exponent)) >> odd, out int rootExponent, out ulong low);
        rootExponent += ((exponent + odd) >> 1) - 1;
        ulong above = rootExponent < Steps.LeastExponent ? SmallRootAbove : RootAbove;
        root = Hyperbola.AreaSine(root, ref low, ref rootExponent);
        return new Scaled(0, root, low, rootExponent + 1, Steps.Below, above);
    }

    /// <remarks>
    /// From 1/32 on one plus and one minus the number are exact, and so are their logarithms but for 2^-68, half a unit of the smallest result, of which
    /// cutting off leaves 1; changing the base adds 2 and makes 1.39 of one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Scaled ApproximateAreaTangent(double value)
    {
        ulong bits = Binary64.Bits(value);
        ulong sign = bits & Binary64.SignBit;
        bits &= ~Binary64.SignBit;
        int exponent = (int)(bits >> 52) - 1023;
        if (exponent < LeastExponent || bits >= OneBits)
        {
            return Scaled.None;
        }

        ulong mantissa = (bits << 11) | (1ul << 63);
        if (exponent < -5)
        {
            return new Scaled(sign, Hyperbola.AreaTangent(mantissa, Circular.Square(mantissa, exponent), ref exponent), exponent, Hyperbola.OtherError, Hyperbola.AddingError);
        }

        ulong part = mantissa >> -exponent;
        BinaryLogarithm.Of((1ul << 63) + part, 0, out long high, out ulong low);
        ulong rest = (1ul << 63) - part;
        int zeros = BitOperations.LeadingZeroCount(rest);
        BinaryLogarithm.Of(rest << zeros, -zeros, out long otherHigh, out ulong otherLow);
        high = unchecked(high - otherHigh - (low < otherLow ? 1 : 0));
        low = unchecked(low - otherLow);
        ulong logarithm = BinaryLogarithm.Normalize(high, low, out exponent, out _);
        logarithm = Logarithm.Multiply(logarithm, LogOf2, ref exponent);
        return new Scaled(sign, logarithm, exponent - 1, 3, 5);
    }

    /// <summary>log(x + sqrt(x^2 + 1)) of a number from 4 on, or with -1 of one from 33 on.</summary>
    /// <remarks>
    /// The root is up to 6 units off, 5 of them from cutting off the square, and at most 0.7 of the sum, which is 5 units of 2^-63 of itself off. That is
    /// 7.2 in the logarithm to base 2, and half as many of its units, which is above 2; the change of base adds 2 and makes 1.39 of one.
    /// </remarks>
    private static Scaled OfSum(ulong sign, ulong mantissa, int exponent, bool negative)
    {
        // All less 2^(2 exponent + 4): the square in units of 2^-64 is below a quarter.
        ulong square = Math.BigMul(mantissa, mantissa, out _) >> 2;
        int place = (2 * exponent) + 4;
        ulong one = place < 64 ? 1ul << 62 >> (place - 2) : 0;
        square = negative ? square - one : square + one;
        ulong root = FixedPoint.SquareRoot(square, out int rootExponent, out _);
        rootExponent += exponent + 1;

        // The root of the number's own size, or up to three times it.
        int distance = rootExponent - exponent;
        ulong sum;
        if (distance >= 0)
        {
            sum = Arc.Add(root, mantissa >> distance, ref rootExponent);
        }
        else
        {
            rootExponent = exponent;
            sum = Arc.Add(mantissa, root >> -distance, ref rootExponent);
        }

        BinaryLogarithm.Of(sum, rootExponent, out long high, out ulong low);
        ulong logarithm = BinaryLogarithm.Normalize(high, low, out int resultExponent, out _);
        logarithm = Logarithm.Multiply(logarithm, LogOf2, ref resultExponent);
        return new Scaled(sign, logarithm, resultExponent, 9, 9);
    }
}
