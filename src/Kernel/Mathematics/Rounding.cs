using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Mathematics;

/// <summary>The functions whose results are exact, or rounded once.</summary>
public static class Rounding
{
    // Divisions cost as much as that many subtractions.
    private const int FewSteps = 5;

    /// <summary>The square root, rounded once.</summary>
    public static double SquareRoot(double value) => Math.Sqrt(value);

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

    /// <summary>The exact remainder of the division with truncated quotient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Remainder(double dividend, double divisor)
    {
        ulong large = Binary64.Bits(dividend);
        ulong small = Binary64.Bits(divisor) & ~Binary64.SignBit;
        ulong sign = large & Binary64.SignBit;
        large ^= sign;
        const ulong Infinity = (ulong)Binary64.SpecialExponent << 52;
        if (small - 1 >= Infinity || large >= Infinity)
        {
            return Binary64.IsNumber(dividend) && Binary64.IsNumber(divisor) ? Binary64.NotANumber : dividend + divisor;
        }

        if (large < small)
        {
            return dividend;
        }

        ulong rest = Integer(large, out int exponent);
        ulong modulus = Integer(small, out int smallExponent);
        int shift = exponent - smallExponent;
        if (shift <= FewSteps && (small >> 52) != 0)
        {
            // Bit by bit, the subtraction taken back by a mask where it was too much.
            for (; ; rest <<= 1, shift--)
            {
                ulong difference = unchecked(rest - modulus);
                rest = unchecked(difference + (modulus & (ulong)((long)difference >> 63)));
                if (shift == 0)
                {
                    break;
                }
            }
        }
        else
        {
            do
            {
                // The remainder has 53 bits at most: eleven more fit.
                int step = Math.Min(shift, 11);
                rest = (rest << step) % modulus;
                shift -= step;
            }
            while (shift != 0);
        }

        if (rest == 0)
        {
            return BitConverter.UInt64BitsToDouble(sign);
        }

        // Below the normal range the bits are the integer.
        int zeros = Math.Min(BitOperations.LeadingZeroCount(rest) - 11, smallExponent - 1);
        return BitConverter.UInt64BitsToDouble(sign | (((ulong)(smallExponent - zeros - 1) << 52) + (rest << zeros)));
    }

    /// <summary>The product plus a third number, rounded once.</summary>
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

        return (((Wide)left * right) + addend).Round(approximate: false);
    }

    /// <summary>The same of floats: their product is exact as a double, and the sum is rounded to odd before it is rounded to a float.</summary>
    /// <remarks>Boldo, Melquiond: Emulation of FMA and correctly rounded sums, 2008.</remarks>
    public static float MultiplyAdd(float left, float right, float addend)
    {
        double product = (double)left * right;
        double sum = product + addend;
        double part = sum - product;
        double error = (product - (sum - part)) + (addend - part);
        ulong bits = Binary64.Bits(sum);
        if (error != 0 && Binary64.IsFinite(sum) && (bits & 1) == 0)
        {
            sum = BitConverter.UInt64BitsToDouble((error > 0) == (sum > 0) ? bits + 1 : bits - 1);
        }

        return (float)sum;
    }

    // The bits of a positive finite number as an integer of 53 bits at most and a biased exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Integer(ulong bits, out int exponent)
    {
        int biased = (int)(bits >> 52);
        exponent = Math.Max(biased, 1);
        return biased == 0 ? bits : (bits & Binary64.FractionMask) | (1ul << 52);
    }
}
