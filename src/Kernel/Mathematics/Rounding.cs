using System;

namespace Hermit.Mathematics;

/// <summary>The functions whose results are exact, or rounded once.</summary>
public static class Rounding
{
    /// <summary>The square root, rounded once.</summary>
    public static double SquareRoot(double value) => Math.Sqrt(value);

    /// <summary>The largest integer that is not greater.</summary>
    public static double Floor(double value)
    {
        double integer = Truncate(value);
        return integer > value ? integer - 1 : integer;
    }

    /// <summary>The smallest integer that is not less.</summary>
    public static double Ceiling(double value)
    {
        double integer = Truncate(value);
        return integer < value ? Binary64.WithSignOf(integer + 1, value) : integer;
    }

    /// <summary>The integer part, with the sign of the number.</summary>
    public static double Truncate(double value)
    {
        int exponent = Binary64.BiasedExponent(value) - 1023;
        if (exponent >= 52)
        {
            // Adding makes a signalling NaN quiet and changes nothing else.
            return exponent == 1024 ? value + value : value;
        }

        ulong bits = Binary64.Bits(value);
        ulong kept = exponent < 0 ? Binary64.SignBit : ~(Binary64.FractionMask >> exponent);
        return BitConverter.UInt64BitsToDouble(bits & kept);
    }

    /// <summary>Splits into integer and fraction, both with the sign of the number.</summary>
    public static double SplitFraction(double value, out double integer)
    {
        integer = Truncate(value);
        if (!Binary64.IsFinite(value))
        {
            return Binary64.IsNumber(value) ? Binary64.WithSignOf(0, value) : integer;
        }

        return Binary64.WithSignOf(value - integer, value);
    }

    /// <summary>The exact remainder of the division with truncated quotient.</summary>
    public static double Remainder(double dividend, double divisor)
    {
        if (divisor == 0 || !Binary64.IsNumber(divisor) || !Binary64.IsFinite(dividend))
        {
            return Binary64.IsNumber(dividend) && Binary64.IsNumber(divisor) ? Binary64.NotANumber : dividend + divisor;
        }

        double large = Binary64.Magnitude(dividend);
        double small = Binary64.Magnitude(divisor);
        if (large < small)
        {
            return dividend;
        }

        ulong rest = Integer(large, out int exponent);
        ulong modulus = Integer(small, out int smallExponent);
        for (int shift = exponent - smallExponent; ;)
        {
            rest %= modulus;
            if (shift == 0 || rest == 0)
            {
                break;
            }

            // The remainder has 53 bits at most: eleven more fit.
            int step = Math.Min(shift, 11);
            rest <<= step;
            shift -= step;
        }

        return Binary64.WithSignOf(Binary64.Scale((double)(long)rest, smallExponent), dividend);
    }

    /// <summary>The product plus a third number, rounded once; where the result is below the normal range, twice.</summary>
    public static double MultiplyAdd(double left, double right, double addend)
    {
        if (!Binary64.IsFinite(left) || !Binary64.IsFinite(right) || left == 0 || right == 0)
        {
            return (left * right) + addend;
        }

        // The product of finite numbers is finite here, even where a double could not hold it.
        if (!Binary64.IsFinite(addend) || addend == 0)
        {
            return addend == 0 ? left * right : addend;
        }

        double leftPart = Binary64.Split(left, out int leftExponent);
        double rightPart = Binary64.Split(right, out int rightExponent);
        double addendPart = Binary64.Split(addend, out int addendExponent);
        int exponent = leftExponent + rightExponent;
        int distance = addendExponent - exponent;

        // Farther apart than this the smaller one only decides how the larger is rounded: any number as small does the same.
        distance = Math.Clamp(distance, -200, 200);
        int common = distance == 200 ? addendExponent - 200 : exponent;
        DoubleDouble product = DoubleDouble.Product(leftPart, rightPart);
        double scaled = addendPart * Binary64.PowerOfTwo(distance);
        DoubleDouble low = DoubleDouble.Sum(product.Low, scaled);
        DoubleDouble high = DoubleDouble.Sum(product.High, low.High);
        return Binary64.Scale(high.High + SumToOdd(high.Low, low.Low), common);
    }

    // The sum, truncated, with the last bit set if that was not exact: then a later rounding to fewer bits is right.
    private static double SumToOdd(double left, double right)
    {
        DoubleDouble sum = DoubleDouble.Sum(left, right);
        ulong bits = Binary64.Bits(sum.High);
        if (sum.Low == 0 || (bits & 1) != 0)
        {
            return sum.High;
        }

        return BitConverter.UInt64BitsToDouble((sum.Low > 0) == (sum.High > 0) ? bits + 1 : bits - 1);
    }

    // A positive finite number as an integer of 53 bits at most, times two to the exponent.
    private static ulong Integer(double value, out int exponent)
    {
        int biased = Binary64.BiasedExponent(value);
        ulong fraction = Binary64.Bits(value) & Binary64.FractionMask;
        exponent = Math.Max(biased, 1) - 1075;
        return biased == 0 ? fraction : fraction | (1ul << 52);
    }
}
