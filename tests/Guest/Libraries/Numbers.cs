using System.Globalization;
using System.Numerics;

namespace Hermit.Guest.Libraries;

/// <summary>Integers of every width, big integers, decimals: arithmetic, formatting, parsing.</summary>
internal static class Numbers
{
    public static GuestCase[] Cases =>
    [
        new("integer-format", Format),
        new("integer-parse", Parse),
        new("integer-limits", Limits),
        new("bit-operations", Bits),
        new("int128", WideIntegers),
        new("big-integer", BigIntegers),
        new("decimal", Decimals),
        new("convert", Conversions),
    ];

    private static void Format()
    {
        foreach (long value in (long[])[0, 7, -42, 123456789, long.MinValue])
            Console.WriteLine($"{value:D12} {value:X} {value:N0} {value:B} {value:E2} {value,22}");
        Console.WriteLine($"{255:x8} {-1:X} {1234567.ToString("#,##0.00", CultureInfo.InvariantCulture)} {12:00000} {5:P0} {1234:C}");
        Console.WriteLine(1234.ToString("'quoted' 0 \\x"));
        Attempt.Print("bad format", () => _ = 5.ToString("Q"));
    }

    private static void Parse()
    {
        Console.WriteLine($"{int.Parse("-17")} {long.Parse("  99  ")} {byte.Parse("FF", NumberStyles.HexNumber)} {int.Parse("1,234", NumberStyles.AllowThousands)} {uint.Parse("101", NumberStyles.BinaryNumber)}");
        Console.WriteLine($"{int.TryParse("12a", out int number)} {number} {int.TryParse("2147483648", out _)} {short.TryParse("-32768", out short small)} {small}");
        Console.WriteLine(int.Parse("77"u8));
        Attempt.Print("null", () => int.Parse(null!));
        Attempt.Print("overflow", () => sbyte.Parse("200"));
    }

    private static void Limits()
    {
        Console.WriteLine($"{byte.MaxValue} {sbyte.MinValue} {short.MinValue} {ushort.MaxValue} {int.MinValue} {uint.MaxValue} {long.MinValue} {ulong.MaxValue}");
        Console.WriteLine($"{nint.MaxValue} {Int128.MaxValue} {UInt128.MaxValue}");
        int number = int.MaxValue;
        Console.WriteLine(unchecked(number + 1));
        Console.WriteLine($"{-7 / 2} {-7 % 2} {-7 >> 1} {-7 >>> 28} {7 << 33} {Math.DivRem(-7, 2)}");
        Console.WriteLine($"{Math.BigMul(ulong.MaxValue, 3, out ulong low)} {low} {Math.Abs(-5)} {Math.Clamp(15, 0, 10)} {int.Sign(-3)}");
        Console.WriteLine($"{ulong.MaxValue / 7} {ulong.MaxValue % 1000} {long.MinValue / 3}");
    }

    private static void Bits()
    {
        foreach (uint value in (uint[])[0, 1, 0x80000000, 0x00F0F000, uint.MaxValue])
            Console.WriteLine($"{BitOperations.PopCount(value)} {BitOperations.LeadingZeroCount(value)} {BitOperations.TrailingZeroCount(value)} {BitOperations.RotateLeft(value, 4):X} {BitOperations.Log2(value)} {BitOperations.RoundUpToPowerOf2(value)}");
        Console.WriteLine($"{System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(0x11223344):X} {BitConverter.ToString(BitConverter.GetBytes(0x0102030405060708))}");
        Console.WriteLine(BitOperations.Crc32C(0, 0x123456789ABCDEF0UL).ToString("X8"));
    }

    private static void WideIntegers()
    {
        Int128 value = Int128.Parse("-170141183460469231731687303715884105728");
        UInt128 large = UInt128.MaxValue / 3;
        Console.WriteLine($"{value} {large} {large * 3 == UInt128.MaxValue} {(large >> 64):X}");
        Console.WriteLine($"{Int128.MaxValue / 1_000_000_007} {Int128.MaxValue % 1_000_000_007} {(Int128)1e30}");
        Attempt.Print("overflow", () => Console.WriteLine(checked(Int128.MaxValue + Int128.Parse("1"))));
    }

    private static void BigIntegers()
    {
        BigInteger factorial = BigInteger.One;
        for (int i = 2; i <= 200; i++)
            factorial *= i;
        Console.WriteLine(factorial);
        BigInteger power = BigInteger.Pow(3, 500);
        Console.WriteLine($"{factorial / power} {BigInteger.GreatestCommonDivisor(factorial, power)} {BigInteger.ModPow(3, 1000, 1_000_000_007)}");
        Console.WriteLine($"{BigInteger.Parse("-123456789012345678901234567890") % 97} {(power ^ factorial).GetBitLength()} {power.ToString("X")[..16]} {(double)BigInteger.Pow(2, 100):R}");
        Console.WriteLine(BigInteger.Parse(factorial.ToString()) == factorial);
    }

    private static void Decimals()
    {
        Console.WriteLine($"{1m / 3} {0.1m + 0.2m} {decimal.MaxValue} {1.10m} {decimal.Round(2.345m, 2)} {decimal.Truncate(-2.9m)} {10m % 3.3m}");
        Console.WriteLine($"{1234567.891m:N2} {0.5m:P1} {decimal.Parse("-1.5e3", NumberStyles.Float)} {decimal.GetBits(1.5m)[3]:X}");
        decimal sum = 0;
        for (int i = 1; i <= 1000; i++)
            sum += 1m / i;
        Console.WriteLine(sum);
        Console.WriteLine((double)123.456m * 2);
    }

    private static void Conversions()
    {
        Console.WriteLine($"{Convert.ToInt32("42")} {Convert.ToInt32(2.5)} {Convert.ToInt32(3.5)} {Convert.ToByte('A')} {Convert.ToString(255, 2)} {Convert.ToInt64("777", 8)} {Convert.ToBoolean("true")}");
        Console.WriteLine($"{Convert.ToHexString([1, 0xAB, 255])} {Convert.ToBase64String([0, 1, 2, 253, 254, 255])} {Convert.FromBase64String("AAEC/f7/").Length} {Convert.ChangeType("5", typeof(long), CultureInfo.InvariantCulture)}");
        Attempt.Print("overflow", () => Convert.ToByte(256));
        Attempt.Print("cast", () => Convert.ToInt32(new object()));
    }
}
