using System.Numerics;

namespace Tour;

/// <summary>Numbers beyond the processor's: big integers, decimals, 128 bits, complex.</summary>
internal static class Numbers
{
    public static void Run()
    {
        BigInteger factorial = BigInteger.One;
        for (int i = 2; i <= 60; i++)
            factorial *= i;
        Console.WriteLine(factorial);
        Console.WriteLine($"{BigInteger.ModPow(7, 1000, 1_000_000_007)} {BigInteger.GreatestCommonDivisor(factorial, BigInteger.Pow(6, 40))} {(BigInteger.Pow(2, 200) - 1) % 97}");
        Console.WriteLine($"{1m / 3} {0.1m + 0.2m} {decimal.MaxValue} {decimal.Round(2.345m, 2)}");
        Console.WriteLine($"{Int128.MaxValue} {UInt128.MaxValue / 3} {Int128.MinValue % 1_000_003}");
        Console.WriteLine($"{new Complex(1, 2) * new Complex(3, -1)} {(Half)1 / (Half)3} {Math.Sqrt(2)} {Math.Round(2.5)} {Math.FusedMultiplyAdd(2, 3, 4)}");

        // The last bit of such functions is the mathematics library's own business.
        Console.WriteLine($"{Math.Sin(1):F10} {Math.Exp(1):F10} {Math.Log(10):F10} {Math.Pow(2, 0.5):F10} {Math.Atan2(1, 2):F10}");
        double harmonic = 0;
        for (int i = 1; i <= 10_000; i++)
            harmonic += 1.0 / i;
        Console.WriteLine(harmonic);
        Console.WriteLine($"{unchecked(int.MaxValue + (int)Math.Sqrt(1))} {-7 / 2} {-7 % 2} {-7 >> 1} {-7 >>> 28} {ulong.MaxValue / 7}");
    }
}
