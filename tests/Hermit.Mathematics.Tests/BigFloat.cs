using System.Numerics;

namespace Hermit.Mathematics.Tests;

/// <summary>A number of some 400 bits, <c>Mantissa 2^Exponent</c>: what the reference functions compute with.</summary>
internal readonly struct BigFloat(BigInteger mantissa, int exponent) : IComparable<BigFloat>
{
    public const int Bits = 400;

    public BigInteger Mantissa { get; } = mantissa;

    public int Exponent { get; } = exponent;

    public int Sign => Mantissa.Sign;

    /// <summary>The power of two of the first bit.</summary>
    public int Magnitude => Sign == 0 ? int.MinValue / 2 : Exponent + (int)BigInteger.Abs(Mantissa).GetBitLength() - 1;

    public static implicit operator BigFloat(int value) => new(value, 0);

    /// <summary>A finite double, exactly.</summary>
    public static implicit operator BigFloat(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        long mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        return new BigFloat(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    public static BigFloat operator -(BigFloat value) => new(-value.Mantissa, value.Exponent);

    public static BigFloat operator +(BigFloat left, BigFloat right)
    {
        if (left.Sign == 0 || right.Sign == 0)
            return left.Sign == 0 ? right : left;
        if (Math.Abs(left.Magnitude - right.Magnitude) > 4 * Bits)
            return left.Magnitude > right.Magnitude ? left : right;
        int exponent = Math.Min(left.Exponent, right.Exponent);
        return new BigFloat((left.Mantissa << (left.Exponent - exponent)) + (right.Mantissa << (right.Exponent - exponent)), exponent).Cut(Bits);
    }

    public static BigFloat operator -(BigFloat left, BigFloat right) => left + -right;

    public static BigFloat operator *(BigFloat left, BigFloat right) => new BigFloat(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent).Cut(Bits);

    public static BigFloat operator /(BigFloat left, BigFloat right)
    {
        int shift = Bits + Math.Max(0, (int)right.Mantissa.GetBitLength() - (int)left.Mantissa.GetBitLength());
        return new BigFloat((left.Mantissa << shift) / right.Mantissa, left.Exponent - shift - right.Exponent).Cut(Bits);
    }

    public static bool operator <(BigFloat left, BigFloat right) => left.CompareTo(right) < 0;

    public static bool operator >(BigFloat left, BigFloat right) => left.CompareTo(right) > 0;

    public static BigFloat Abs(BigFloat value) => value.Sign < 0 ? -value : value;

    public int CompareTo(BigFloat other) => (this - other).Sign;

    public BigFloat Scale(int exponent) => new(Mantissa, Exponent + exponent);

    /// <summary>The integer nearest to it.</summary>
    public BigInteger Round()
    {
        if (Exponent >= 0)
            return Mantissa << Exponent;
        return Exponent < -100_000 ? 0 : (Mantissa + (BigInteger.One << (-Exponent - 1))) >> -Exponent;
    }

    public BigFloat SquareRoot()
    {
        int shift = (2 * Bits) - (int)Mantissa.GetBitLength();
        shift += (shift + Exponent) & 1;
        BigInteger square = shift >= 0 ? Mantissa << shift : Mantissa >> -shift;
        BigInteger root = BigInteger.One << (((int)square.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
                return new BigFloat(root, (Exponent - shift) / 2);
            root = next;
        }
    }

    private BigFloat Cut(int bits)
    {
        int excess = (int)BigInteger.Abs(Mantissa).GetBitLength() - bits;
        return excess <= 0 ? this : new BigFloat(Mantissa >> excess, Exponent + excess);
    }
}
