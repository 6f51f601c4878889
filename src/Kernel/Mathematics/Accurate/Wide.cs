using System;
using System.Numerics;

namespace Hermit.Mathematics;

/// <summary>
/// A number of 128 bits: <c>(High 2^64 + Low) 2^(Exponent - 127)</c>, the highest bit set, with a sign; 0 has no bit set. Sums are cut off with the
/// last bit set where anything was lost, so that a later rounding to fewer bits is right; products are at most 4 units too small, and exact where the
/// factors have 64 bits.
/// </summary>
internal readonly struct Wide
{
    // A number that misses the middle between two doubles by less is taken for it: it is one that has an exact result, such as a square.
    private const ulong Snap = 1ul << 32;

    /// <summary>Makes a number that is normalised.</summary>
    public Wide(ulong high, ulong low, int exponent, bool negative = false)
    {
        High = high;
        Low = low;
        Exponent = exponent;
        IsNegative = negative;
    }

    /// <summary>The first 64 bits.</summary>
    public ulong High { get; }

    /// <summary>The other bits.</summary>
    public ulong Low { get; }

    /// <summary>The power of two of the first bit.</summary>
    public int Exponent { get; }

    /// <summary>Whether it is below zero.</summary>
    public bool IsNegative { get; }

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => High == 0;

    /// <summary>A finite double as it is.</summary>
    public static implicit operator Wide(double value)
    {
        ulong bits = Binary64.Bits(value);
        int exponent = Binary64.BiasedExponent(value);
        ulong fraction = bits << 11;
        if (exponent != 0)
        {
            return new Wide(fraction | (1ul << 63), 0, exponent - 1023, Binary64.IsNegative(value));
        }

        fraction &= ~(1ul << 63);
        int zeros = BitOperations.LeadingZeroCount(fraction);
        return fraction == 0 ? default : new Wide(fraction << zeros, 0, -1022 - zeros, Binary64.IsNegative(value));
    }

    /// <summary>The number with the other sign.</summary>
    public static Wide operator -(Wide value) => new(value.High, value.Low, value.Exponent, !value.IsNegative);

    /// <summary>The sum.</summary>
    public static Wide operator +(Wide left, Wide right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        int distance = left.Exponent - right.Exponent;
        if (distance < 0 || (distance == 0 && (left.High < right.High || (left.High == right.High && left.Low < right.Low))))
        {
            (left, right) = (right, left);
            distance = -distance;
        }

        ulong high = right.High;
        ulong low = right.Low;
        ShiftRight(ref high, ref low, distance);
        return left.IsNegative == right.IsNegative ? left.Add(high, low) : left.Subtract(high, low);
    }

    /// <summary>The difference.</summary>
    public static Wide operator -(Wide left, Wide right) => left + -right;

    /// <summary>The product.</summary>
    public static Wide operator *(Wide left, Wide right)
    {
        if (left.IsZero || right.IsZero)
        {
            return default;
        }

        ulong high = Math.BigMul(left.High, right.High, out ulong low);
        if (right.Low != 0)
        {
            low = Add(low, FixedPoint.MultiplyHigh(left.High, right.Low), ref high);
        }

        if (left.Low != 0)
        {
            low = Add(low, FixedPoint.MultiplyHigh(left.Low, right.High), ref high);
        }

        int shift = (int)(high >> 63) ^ 1;
        high = (high << shift) | (low >> 63 & (ulong)shift);
        return new Wide(high, low << shift, left.Exponent + right.Exponent + 1 - shift, left.IsNegative != right.IsNegative);
    }

    /// <summary>The quotient, to some 120 bits.</summary>
    public static Wide operator /(Wide left, Wide right)
    {
        Wide first = left.DivideShort(right);
        return first + (left - (first * right)).DivideShort(right);
    }

    /// <summary>The number times a power of two.</summary>
    public Wide Scale(int exponent) => IsZero ? this : new(High, Low, Exponent + exponent, IsNegative);

    /// <summary>The square root of a number that is not negative, to some 120 bits.</summary>
    public Wide SquareRoot()
    {
        if (IsZero)
        {
            return default;
        }

        // An even power of two, of a number from 1/4 up to 1.
        int odd = (Exponent + 1) & 1;
        int half = (Exponent + 1 + odd) >> 1;
        ulong first = FixedPoint.SquareRoot(High >> odd, out int exponent, out _);
        var root = new Wide(first, 0, half + exponent - 1);
        return root + (this - (root * root)).DivideShort(root).Scale(-1);
    }

    /// <summary>The first 53 bits; below the normal range, zero.</summary>
    public double Truncate()
    {
        if (IsZero || Exponent < -1022)
        {
            return 0;
        }

        return BitConverter.UInt64BitsToDouble((IsNegative ? Binary64.SignBit : 0) | ((((ulong)(Exponent + 1022)) << 52) + (High >> 11)));
    }

    /// <summary>The nearest double, infinity and the range below the normal one included; the even one of two.</summary>
    /// <param name="approximate">Whether the number is near a result that may be exact.</param>
    public double Round(bool approximate = true)
    {
        ulong sign = IsNegative ? Binary64.SignBit : 0;
        if (IsZero || Exponent < -1075)
        {
            return BitConverter.UInt64BitsToDouble(sign);
        }

        if (Exponent > 1023)
        {
            return Binary64.WithSignOf(Binary64.Infinity, BitConverter.UInt64BitsToDouble(sign));
        }

        // The kept bits, and the rest as a fraction of the last one's unit.
        int lost = Exponent < -1022 ? 11 - 1022 - Exponent : 11;
        ulong kept = lost > 63 ? 0 : High >> lost;
        ulong rest = lost > 63 ? High : (High << (64 - lost)) | (Low >> lost);
        bool more = lost > 63 ? Low != 0 : (Low << (64 - lost)) != 0;
        const ulong Middle = 1ul << 63;
        bool tie = approximate ? rest - (Middle - Snap) <= 2 * Snap : rest == Middle && !more;
        bool up = tie ? (kept & 1) != 0 : rest >= Middle;
        ulong bits = (Exponent < -1022 ? 0 : (ulong)(Exponent + 1022) << 52) + kept + (up ? 1ul : 0ul);
        return BitConverter.UInt64BitsToDouble(sign | bits);
    }

    private static void ShiftRight(ref ulong high, ref ulong low, int distance)
    {
        ulong lost = 0;
        if (distance >= 128)
        {
            (high, low) = (0, 1);
            return;
        }

        if (distance >= 64)
        {
            lost = low;
            (high, low) = (0, high);
            distance -= 64;
        }

        if (distance > 0)
        {
            lost |= low << (64 - distance);
            low = (low >> distance) | (high << (64 - distance));
            high >>= distance;
        }

        low |= lost != 0 ? 1ul : 0ul;
    }

    private static ulong Add(ulong low, ulong more, ref ulong high)
    {
        low = unchecked(low + more);
        high += low < more ? 1ul : 0ul;
        return low;
    }

    private Wide Add(ulong high, ulong low)
    {
        low = unchecked(Low + low);
        ulong carry = low < Low ? 1ul : 0ul;
        ulong sum = unchecked(High + high);
        bool over = sum < high;
        sum = unchecked(sum + carry);
        over |= sum < carry;
        return over
            ? new Wide((sum >> 1) | (1ul << 63), (low >> 1) | (sum << 63) | (low & 1), Exponent + 1, IsNegative)
            : new Wide(sum, low, Exponent, IsNegative);
    }

    private Wide Subtract(ulong high, ulong low)
    {
        high = unchecked(High - high - (Low < low ? 1ul : 0ul));
        low = unchecked(Low - low);
        if (high == 0)
        {
            int far = BitOperations.LeadingZeroCount(low);
            return low == 0 ? default : new Wide(low << far, 0, Exponent - 64 - far, IsNegative);
        }

        int zeros = BitOperations.LeadingZeroCount(high);
        return new Wide((high << zeros) | (low >> 1 >> (63 - zeros)), low << zeros, Exponent - zeros, IsNegative);
    }

    // The quotient's first 60 bits.
    private Wide DivideShort(Wide divisor)
    {
        if (IsZero)
        {
            return default;
        }

        // The divisor's first 64 bits, which are above half of the dividend's.
        ulong quotient = FixedPoint.Divide(High >> 1, divisor.High);
        int zeros = BitOperations.LeadingZeroCount(quotient);
        return new Wide(quotient << zeros, 0, Exponent - divisor.Exponent - zeros, IsNegative != divisor.IsNegative);
    }
}
