using System.Numerics;

namespace Hermit.Mathematics.Tests;

/// <summary>The functions to some 380 bits, from their series alone: the judge where we and the host differ, and of the error bounds.</summary>
internal static class Reference
{
    private const int PiBits = 1800;

    // Machin: pi/4 = 4 atan(1/5) - atan(1/239).
    private static readonly BigInteger s_pi = ((InverseTangentOfInverse(5) << 2) - InverseTangentOfInverse(239)) << 2;

    private static readonly BigFloat s_logOf2 = 2 * AreaTangentSeries((BigFloat)1 / 3);

    private static readonly BigFloat s_logOf10 = Log(10);

    public static BigFloat Pi { get; } = new(s_pi >> (PiBits - 500), -500);

    public static BigFloat Exp(BigFloat value)
    {
        BigInteger multiple = (value / s_logOf2).Round();
        BigFloat rest = (value - (new BigFloat(multiple, 0) * s_logOf2)).Scale(-12);
        BigFloat sum = 1, term = 1;
        for (int i = 1; i < 40; i++)
        {
            term = term * rest / i;
            sum += term;
        }
        for (int i = 0; i < 12; i++)
            sum *= sum;
        return sum.Scale((int)multiple);
    }

    public static BigFloat Log(BigFloat value)
    {
        int exponent = value.Magnitude;
        BigFloat part = value.Scale(-exponent);
        if (part > new BigFloat(3, -1))
        {
            exponent++;
            part = part.Scale(-1);
        }
        return (2 * AreaTangentSeries((part - 1) / (part + 1))) + (exponent * s_logOf2);
    }

    public static BigFloat Log2(BigFloat value) => Log(value) / s_logOf2;

    public static BigFloat Log10(BigFloat value) => Log(value) / s_logOf10;

    public static BigFloat Pow(BigFloat value, BigFloat exponent) => Exp(Log(value) * exponent);

    public static BigFloat Cbrt(BigFloat value) => value.Sign < 0 ? -Exp(Log(-value) / 3) : Exp(Log(value) / 3);

    public static BigFloat Sin(BigFloat value) => Circle(value, 0);

    public static BigFloat Cos(BigFloat value) => Circle(value, 1);

    public static BigFloat Tan(BigFloat value) => Circle(value, 0) / Circle(value, 1);

    public static BigFloat Atan(BigFloat value)
    {
        if (value.Sign < 0)
            return -Atan(-value);
        if (value > 1)
            return Pi.Scale(-1) - Atan(1 / value);
        for (int i = 0; i < 3; i++)
            value /= 1 + (1 + (value * value)).SquareRoot();
        BigFloat square = -(value * value), sum = value, power = value;
        for (int i = 3; power.Magnitude > value.Magnitude - BigFloat.Bits; i += 2)
        {
            power *= square;
            sum += power / i;
        }
        return sum.Scale(3);
    }

    public static BigFloat Atan2(BigFloat y, BigFloat x)
    {
        if (x.Sign == 0)
            return y.Sign * Pi.Scale(-1);
        BigFloat angle = Atan(y / x);
        return x.Sign > 0 ? angle : y.Sign < 0 ? angle - Pi : angle + Pi;
    }

    public static BigFloat Asin(BigFloat value) => Atan2(value, ((1 - value) * (1 + value)).SquareRoot());

    public static BigFloat Acos(BigFloat value) => Atan2(((1 - value) * (1 + value)).SquareRoot(), value);

    public static BigFloat Sinh(BigFloat value)
    {
        if (value.Magnitude >= -2)
            return (Exp(value) - Exp(-value)).Scale(-1);
        BigFloat square = value * value, sum = value, term = value;
        for (int i = 2; term.Magnitude > value.Magnitude - BigFloat.Bits; i += 2)
        {
            term = term * square / (i * (i + 1));
            sum += term;
        }
        return sum;
    }

    public static BigFloat Cosh(BigFloat value) => (Exp(value) + Exp(-value)).Scale(-1);

    public static BigFloat Tanh(BigFloat value)
    {
        BigFloat sine = Sinh(value);
        return sine / (1 + (sine * sine)).SquareRoot();
    }

    public static BigFloat Asinh(BigFloat value)
    {
        if (value.Sign < 0)
            return -Asinh(-value);
        BigFloat root = (1 + (value * value)).SquareRoot();
        return LogOfOnePlus(value + (value * value / (1 + root)));
    }

    public static BigFloat Acosh(BigFloat value)
    {
        BigFloat rest = value - 1;
        return LogOfOnePlus(rest + (rest * (value + 1)).SquareRoot());
    }

    public static BigFloat Atanh(BigFloat value) => value.Magnitude < -3 ? AreaTangentSeries(value) : LogOfOnePlus(2 * value / (1 - value)).Scale(-1);

    private static BigFloat LogOfOnePlus(BigFloat value) => value.Magnitude < -2 ? 2 * AreaTangentSeries(value / (value + 2)) : Log(value + 1);

    private static BigFloat AreaTangentSeries(BigFloat value)
    {
        BigFloat square = value * value, sum = value, power = value;
        for (int i = 3; value.Sign != 0 && power.Magnitude > value.Magnitude - BigFloat.Bits; i += 2)
        {
            power *= square;
            sum += power / i;
        }
        return sum;
    }

    private static BigFloat Circle(BigFloat value, int more)
    {
        // Exact up to the largest double: pi has bits enough for the integer part and the fraction.
        BigInteger scaled = value.Mantissa << (value.Exponent + PiBits);
        if (value.Exponent + PiBits < 0)
            scaled = value.Mantissa >> -(value.Exponent + PiBits);
        BigInteger halfPi = s_pi >> 1;
        BigInteger turns = BigInteger.Divide((scaled << 1) + halfPi, halfPi << 1);
        if (((scaled << 1) + halfPi).Sign < 0 && !BigInteger.Remainder((scaled << 1) + halfPi, halfPi << 1).IsZero)
            turns--;
        BigFloat rest = new BigFloat(scaled - (turns * halfPi), -PiBits) + 0;
        if (value.Magnitude < -200)
            rest = value;
        int quadrant = (int)(((turns + more) % 4 + 4) % 4);
        BigFloat square = -(rest * rest);
        BigFloat term = (quadrant & 1) == 0 ? rest : 1;
        BigFloat sum = term;
        for (int i = (quadrant & 1) == 0 ? 2 : 1; term.Sign != 0 && term.Magnitude > sum.Magnitude - BigFloat.Bits; i += 2)
        {
            term = term * square / (i * (i + 1));
            sum += term;
        }
        return quadrant >= 2 ? -sum : sum;
    }

    private static BigInteger InverseTangentOfInverse(int value)
    {
        BigInteger power = (BigInteger.One << (PiBits + 64)) / value, sum = power;
        for (int i = 3; !power.IsZero; i += 2)
        {
            power = -power / (value * value);
            sum += power / i;
        }
        return sum >> 64;
    }
}
