using System.Globalization;
using System.Numerics;

namespace Hermit.Guest.Language;

/// <summary>Static abstract members over every number type.</summary>
internal static class NumericGenerics
{
    public static GuestCase[] Cases =>
    [
        new("numeric-identities", () => ForAll(Identities<int>, Identities<byte>, Identities<double>, Identities<Half>, Identities<decimal>, Identities<Int128>, Identities<BigInteger>, Identities<nint>, Identities<float>, Identities<UInt128>)),
        new("numeric-binary", () => ForAll(Bits<int>, Bits<byte>, Bits<sbyte>, Bits<ulong>, Bits<Int128>, Bits<UInt128>, Bits<nuint>, Bits<char>)),
        new("numeric-shifts", () => ForAll(Shifts<sbyte>, Shifts<ushort>, Shifts<int>, Shifts<long>, Shifts<UInt128>, Shifts<Int128>)),
        new("numeric-floating", () => ForAll(Floating<Half>, Floating<float>, Floating<double>)),
        new("numeric-parse", () => ForAll(Parsing<int>, Parsing<byte>, Parsing<double>, Parsing<Half>, Parsing<decimal>, Parsing<BigInteger>, Parsing<UInt128>)),
        new("numeric-bytes", () => ForAll(Bytes<short>, Bytes<uint>, Bytes<long>, Bytes<Int128>, Bytes<byte>)),
        new("numeric-conversions", Conversions),
        new("numeric-own-type", OwnType),
    ];

    private static void ForAll(params Action[] actions)
    {
        foreach (Action action in actions)
            action();
    }

    private static void Identities<T>()
        where T : INumber<T>
    {
        T three = T.One + T.One + T.One;
        Console.WriteLine($"{typeof(T).Name} {T.Zero} {int.CreateChecked(three)} {T.Radix} {T.IsOddInteger(three)} {T.IsEvenInteger(three)} {T.IsZero(T.Zero)} {T.Sign(three)} {int.CreateChecked(T.Clamp(three, T.Zero, T.One))} {int.CreateChecked(T.Max(three, T.One))} {T.IsInteger(three)} {T.IsPositive(three)} {int.CreateChecked(three * three % (T.One + T.One))}");
    }

    private static void Bits<T>()
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        foreach (T value in (T[])[T.Zero, T.One, T.CreateTruncating(100), T.MaxValue, T.MinValue, T.AllBitsSet])
            Console.WriteLine($"{typeof(T).Name} {int.CreateChecked(T.PopCount(value))} {int.CreateChecked(T.LeadingZeroCount(value))} {int.CreateChecked(T.TrailingZeroCount(value))} {T.IsPow2(value)} {BigInteger.CreateChecked(T.RotateLeft(value, 3))} {BigInteger.CreateChecked(~value)} {value.GetByteCount()} {value.GetShortestBitLength()}");
    }

    private static void Shifts<T>()
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        foreach (int by in (int[])[0, 1, 7, 8, 15, 31, 32, 63, 64, 127, 128, -1])
            Console.WriteLine($"{typeof(T).Name} {by}: {T.MinValue >> by} {T.MinValue >>> by} {T.One << by} {T.MaxValue >> by}");
    }

    private static void Floating<T>()
        where T : IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T half = T.One / (T.One + T.One);
        Console.WriteLine($"{typeof(T).Name} {T.Epsilon} {T.MaxValue} {T.NaN} {T.NegativeZero} {T.PositiveInfinity} {T.BitIncrement(T.One)} {T.BitDecrement(T.One)}");
        foreach (T value in (T[])[half, -half, half + T.One, -half - T.One, T.CreateChecked(2.5), T.CreateChecked(-3.5)])
            Console.WriteLine($"{value}: {T.Round(value)} {T.Round(value, MidpointRounding.AwayFromZero)} {T.Floor(value)} {T.Ceiling(value)} {T.Truncate(value)} {T.ILogB(value)} {T.ScaleB(value, 3)} {T.Ieee754Remainder(value, T.One)} {T.FusedMultiplyAdd(value, value, T.One)}");
        Console.WriteLine($"{T.Max(T.NaN, T.One)} {T.MaxNumber(T.NaN, T.One)} {T.MinMagnitude(-half, T.One)} {T.CopySign(half, -T.One)} {T.IsSubnormal(T.Epsilon)} {T.IsNegative(T.NegativeZero)} {T.IsFinite(T.NaN)} {T.Sqrt(T.CreateChecked(2.25))} {T.Lerp(T.Zero, T.One, half)}");
    }

    private static void Parsing<T>()
        where T : INumber<T>
    {
        foreach (string text in (string[])["12", " 7 ", "-3", "1e2", "256", "0x10", "", "1,000", "99999999999999999999999999"])
            Console.Write($"{(T.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out T? value) ? value!.ToString() : "-")} | ");
        Console.WriteLine(typeof(T).Name);
    }

    private static void Bytes<T>()
        where T : IBinaryInteger<T>
    {
        Span<byte> bytes = stackalloc byte[16];
        bool isUnsigned = !T.IsNegative(T.Zero - T.One);
        T value = T.CreateTruncating(0x123456789ABCDEF);
        int length = value.WriteBigEndian(bytes);
        Console.WriteLine($"{Convert.ToHexString(bytes[..length])} {T.ReadBigEndian(bytes[..length], isUnsigned) == value} {T.TryReadLittleEndian(bytes[..length], isUnsigned, out T reversed)} {reversed:X}");
        length = (-T.One).WriteLittleEndian(bytes);
        Console.WriteLine(Convert.ToHexString(bytes[..length]));
    }

    private static void Conversions()
    {
        Console.WriteLine($"{Saturate<double, int>(3.99)} {Saturate<int, byte>(300)} {Saturate<long, float>(long.MaxValue)} {Saturate<Half, decimal>((Half)1.5)} {Saturate<double, Int128>(1e30)} {Saturate<BigInteger, ulong>(BigInteger.Pow(2, 70))} {Saturate<decimal, Half>(65504m)} {Saturate<char, double>('A')}");
        Attempt.Print("checked", () => byte.CreateChecked(300L));
        Attempt.Print("NaN", () => decimal.CreateChecked(double.NaN));
        Attempt.Print("complex", () => int.CreateChecked(new Complex(1, 1)));
    }

    private static TTo Saturate<TFrom, TTo>(TFrom value)
        where TFrom : INumberBase<TFrom>
        where TTo : INumberBase<TTo> => TTo.CreateSaturating(value);

    private readonly record struct Modular(int Value) : IAdditionOperators<Modular, Modular, Modular>, IMultiplyOperators<Modular, Modular, Modular>, IAdditiveIdentity<Modular, Modular>, IMultiplicativeIdentity<Modular, Modular>
    {
        public static Modular AdditiveIdentity => default;

        public static Modular MultiplicativeIdentity => new(1);

        public static Modular operator +(Modular left, Modular right) => new((left.Value + right.Value) % 97);

        public static Modular operator checked +(Modular left, Modular right) => left.Value + right.Value >= 97 ? throw new OverflowException() : left + right;

        public static Modular operator *(Modular left, Modular right) => new(left.Value * right.Value % 97);
    }

    private static T Power<T>(T value, int exponent)
        where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        T result = T.MultiplicativeIdentity;
        for (; exponent > 0; exponent >>= 1, value *= value)
        {
            if ((exponent & 1) == 1)
                result *= value;
        }

        return result;
    }

    private static T CheckedSum<T>(params ReadOnlySpan<T> values)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        T sum = T.AdditiveIdentity;
        foreach (T value in values)
            sum = checked(sum + value);
        return sum;
    }

    private static void OwnType()
    {
        Console.WriteLine($"{Power(new Modular(5), 96)} {Power(3, 13)} {Power(1.5m, 5)} {Power(new BigInteger(7), 30)}");
        Console.WriteLine(CheckedSum(new Modular(40), new Modular(50)));
        Attempt.Print("checked operator", () => CheckedSum(new Modular(60), new Modular(60)));
        Console.WriteLine(CheckedSum(1, 2, 3));
    }
}
