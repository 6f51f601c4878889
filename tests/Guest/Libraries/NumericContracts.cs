using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Hermit.Guest.Libraries;

/// <summary>Vectors, matrices, complex numbers: what their documentation promises.</summary>
internal static class NumericContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-vector128", () => Console.WriteLine(Vectors128())),
        new("contract-vector256", Vectors256),
        new("contract-vector512", Vectors512),
        new("contract-vector-floats", FloatVectors),
        new("contract-matrix", Matrices),
        new("contract-quaternion", Quaternions),
        new("contract-complex", Complexes),
    ];

    private static string Vectors128()
    {
        Vector128<int> numbers = Vector128.Create(1, -2, 3, int.MaxValue);
        Vector128<byte> bytes = Vector128.Create((byte)200) + Vector128.Create((byte)100);
        return $"{numbers + numbers} {numbers * numbers} {Vector128.Abs(numbers)} {Vector128.GreaterThan(numbers, Vector128<int>.Zero)} {numbers.ExtractMostSignificantBits()} {Vector128.Shuffle(numbers, Vector128.Create(3, 2, 1, 0))} {Vector128.Sum(numbers)} {bytes.GetElement(15)} {Vector128.Min(numbers, -numbers)} {numbers >> 1} {numbers >>> 31} {Vector128.Widen(numbers).Lower} {Vector128.Narrow(numbers, numbers)}";
    }

    private static void Vectors256()
    {
        Vector256<long> numbers = Vector256.Create(1L, -1, long.MaxValue, 1L << 40);
        Vector256<short> shorts = Vector256.CreateSequence((short)-8, (short)1);
        Console.WriteLine($"{numbers - Vector256<long>.One} {numbers ^ Vector256<long>.AllBitsSet} {Vector256.Dot(numbers, Vector256.Create(2L))} {Vector256.Equals(numbers, Vector256<long>.One)} {numbers.GetUpper()}");
        Console.WriteLine($"{shorts} {Vector256.Sum(shorts)} {Vector256.ShiftLeft(shorts, 2)} {shorts * (short)3} {Vector256.ConditionalSelect(Vector256.LessThan(shorts, Vector256<short>.Zero), -shorts, shorts)}");
    }

    private static void Vectors512()
    {
        Vector512<uint> numbers = Vector512.CreateSequence(uint.MaxValue - 4, 1u);
        Console.WriteLine($"{numbers} {Vector512.Max(numbers, Vector512.Create(7u))} {Vector512.EqualsAny(numbers, Vector512<uint>.Zero)} {Vector512.GreaterThanAll(numbers, Vector512<uint>.Zero)} {Vector512.ExtractMostSignificantBits(numbers)}");
        Console.WriteLine($"{Vector512.AsByte(numbers).GetElement(63)} {Vector512.ConvertToSingle(numbers)} {numbers / 3}");
    }

    private static void FloatVectors()
    {
        Vector128<float> floats = Vector128.Create(1.5f, -2.5f, float.NaN, float.PositiveInfinity);
        Console.WriteLine($"{Vector128.Floor(floats)} {Vector128.ConvertToInt32(Vector128.Create(1.9f, -1.9f, 0f, 7f))} {Vector128.Equals(floats, floats).AsInt32()} {Vector128.IsNaN(floats).AsInt32()} {Vector128.Sqrt(Vector128.Create(4f, 9, 16, 2.25f))}");
        Vector256<double> doubles = Vector256.Create(0.1, 0.2, 0.3, 1e300);
        Console.WriteLine($"{doubles + doubles} {doubles * doubles} {Vector256.FusedMultiplyAdd(doubles, doubles, doubles)} {Vector256.Round(doubles * 17)} {Vector256.Min(doubles, Vector256.Create(0.25))}");
        Vector3 cross = Vector3.Cross(new(1, 2, 3), new(-4, 5, 6));
        Console.WriteLine($"{cross} {Vector3.Dot(cross, new(1, 2, 3))} {new Vector2(3, 4).Length()} {Vector4.Clamp(new(9), Vector4.Zero, new(1, 2, 3, 4))} {Vector3.Lerp(Vector3.Zero, Vector3.One, 0.25f)} {Vector3.Reflect(new(1, -1, 0), Vector3.UnitY)}");
    }

    private static void Matrices()
    {
        var matrix = new Matrix4x4(2, 0, 0, 0, 0, 4, 0, 0, 0, 0, 8, 0, 1, 2, 3, 1);
        Console.WriteLine($"{matrix.GetDeterminant()} {Matrix4x4.Invert(matrix, out Matrix4x4 inverse)} {inverse} {matrix * inverse == Matrix4x4.Identity} {Matrix4x4.Transpose(matrix).M14} {matrix.Translation}");
        Console.WriteLine($"{Vector3.Transform(Vector3.One, matrix)} {Matrix4x4.Invert(default, out _)} {Matrix3x2.CreateScale(2, 3) * Matrix3x2.CreateTranslation(4, 5)} {Matrix4x4.CreateScale(2) + Matrix4x4.Identity == Matrix4x4.Identity}");
    }

    private static void Quaternions()
    {
        var first = new Quaternion(1, 2, 3, 4);
        Quaternion second = Quaternion.Conjugate(first);
        Console.WriteLine($"{first * second} {first.LengthSquared()} {Quaternion.Inverse(new(0, 0, 2, 0))} {first + second} {Quaternion.Dot(first, second)} {Quaternion.Identity.IsIdentity} {Vector3.Transform(Vector3.UnitX, new Quaternion(0, 0, 1, 0))}");
        var plane = new Plane(0, 1, 0, -5);
        Console.WriteLine($"{Plane.DotCoordinate(plane, new(1, 7, 2))} {Plane.Normalize(new(0, 2, 0, 4))}");
    }

    private static void Complexes()
    {
        var value = new Complex(3, 4);
        Console.WriteLine($"{value.Magnitude} {value * Complex.ImaginaryOne} {value / new Complex(1, 2)} {Complex.Conjugate(value)} {-value} {Complex.Sqrt(-4)} {Complex.Parse("<1; 2>", CultureInfo.InvariantCulture)} {Complex.Reciprocal(Complex.Zero)} {Complex.IsNaN(Complex.NaN)}");
        Console.WriteLine($"{value.ToString("F1", CultureInfo.InvariantCulture)} {value == new Complex(3, 4)} {Complex.Abs(new(-5, 12))} {(Complex)2.5m} {value + 1}");
    }
}
