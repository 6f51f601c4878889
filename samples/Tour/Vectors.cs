using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tour;

/// <summary>Vectors of the processor, whatever it offers: the results are the same.</summary>
internal static class Vectors
{
    public static void Run()
    {
        Vector128<int> a = Vector128.Create(1, 2, 3, 4);
        Vector128<int> b = Vector128.Create(10, 20, 30, 40);
        Console.WriteLine($"{a + b} {a * b} {Vector128.Dot(a, b)} {Vector128.Shuffle(b, Vector128.Create(3, 2, 1, 0))} {Vector128.GreaterThan(a, Vector128.Create(2))}");
        Vector256<float> wide = Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8);
        Console.WriteLine($"{wide * wide} {Vector256.Sum(wide)} {Vector256.Max(wide, Vector256.Create(4.5f))}");
        Console.WriteLine($"{Vector3.Cross(Vector3.UnitX, Vector3.UnitY)} {Vector3.Transform(Vector3.One, Matrix4x4.CreateTranslation(1, 2, 3))} {Quaternion.Identity}");

        byte[] haystack = new byte[10_000];
        haystack[7777] = 1;
        Console.WriteLine($"{IndexOfOne(haystack)} {haystack.AsSpan().IndexOf((byte)1)}");
        uint checksum = 0;
        for (ulong i = 0; i < 100; i++)
            checksum = BitOperations.Crc32C(checksum, i * 0x9E3779B97F4A7C15);
        Console.WriteLine($"{checksum:X8} {BitOperations.PopCount(checksum)} {BitOperations.RotateLeft(checksum, 7):X8}");
    }

    private static int IndexOfOne(ReadOnlySpan<byte> bytes)
    {
        Vector128<byte> one = Vector128.Create((byte)1);
        for (int i = 0; i + Vector128<byte>.Count <= bytes.Length; i += Vector128<byte>.Count)
        {
            Vector128<byte> matches = Vector128.Equals(Vector128.Create(bytes[i..]), one);
            if (matches != Vector128<byte>.Zero)
                return i + BitOperations.TrailingZeroCount(matches.ExtractMostSignificantBits());
        }

        return -1;
    }
}
