using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hermit.Guest.Language;

/// <summary>Where bits are: struct layout, unions, pointers, vectors, inline arrays, stackalloc.</summary>
internal static unsafe class Layout
{
    public static GuestCase[] Cases =>
    [
        new("layout-sizes", Sizes),
        new("layout-union", Union),
        new("layout-inline-array", InlineArrays),
        new("layout-big-structs", BigStructs),
        new("layout-refs", References),
        new("layout-vectors", Vectors),
        new("layout-spans", Spans),
        new("layout-constants", Constants),
        new("layout-same-content", SameContent),
    ];

    private static void Sizes()
    {
        Console.WriteLine($"{sizeof(Mixed)} {sizeof(Packed)} {sizeof(Overlaid)} {sizeof(Buffer16)} {sizeof(decimal)} {sizeof(Guid)} {sizeof(Int128)}");
        Console.WriteLine($"{Unsafe.SizeOf<(byte, long)>()} {Unsafe.SizeOf<(byte, string)>()} {Unsafe.SizeOf<int?>()} {Marshal.SizeOf<Packed>()}");
        Console.WriteLine($"{Unsafe.SizeOf<Vector128<byte>>()} {Unsafe.SizeOf<Vector256<byte>>()} {RuntimeHelpers.IsReferenceOrContainsReferences<(int, string)>()}");
    }

    // Objects by their bits, whatever Equals says: the same type and the same fields, references by identity.
    private static void SameContent()
    {
        string text = new('x', 3), other = new('x', 3);
        (object Left, object Right)[] pairs =
        [
            (1, 1), (1, 2), (1, 1L), (0.0, -0.0), (double.NaN, double.NaN), ((text, 1), (text, 1)), ((text, 1), (other, 1)), (Guid.Empty, Guid.Empty),
            (text, text), (text, other), (new object(), new object()), ((1, 2L, (byte)3), (1, 2L, (byte)3)), (new int[1], new int[1]), (new Big { Text = text }, new Big { Text = text }),
        ];
        foreach ((object left, object right) in pairs)
            Console.WriteLine($"{left.GetType()}: {RuntimeHelpers.Equals(left, right)}");
        Console.WriteLine($"{RuntimeHelpers.Equals(null, null)} {RuntimeHelpers.Equals(1, null)}");
    }

    private static void Union()
    {
        var overlaid = new Overlaid { Real = 1.0 };
        Console.WriteLine($"{overlaid.Bits:X16} {overlaid.HighByte:X2}");
        overlaid.HighByte = 0x40;
        Console.WriteLine(overlaid.Real);
        Console.WriteLine(BitConverter.DoubleToInt64Bits(-0.0).ToString("X"));
        Console.WriteLine(Unsafe.As<float, uint>(ref Unsafe.AsRef(in s_float)).ToString("X"));
    }

    private static readonly float s_float = 1.5f;

    private static void InlineArrays()
    {
        var buffer = new Buffer16();
        for (int i = 0; i < 16; i++)
            buffer[i] = (byte)(i * i);
        Span<byte> span = buffer;
        Buffer16 copy = buffer;
        span[15] = 1;
        Console.WriteLine($"{buffer[15]} {copy[15]} {span.IndexOf((byte)49)} {buffer[2..5].Length}");
    }

    private static void BigStructs()
    {
        var blocks = new Big[4];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = Make(i);
        (blocks[0], blocks[3]) = (blocks[3], blocks[0]);
        Big copy = blocks[0];
        Change(ref blocks[0]);
        Console.WriteLine($"{Sum(blocks[0])} {Sum(copy)} {Sum(blocks[1])} {copy.Text}");
    }

    private static Big Make(int seed)
    {
        var big = new Big { Text = $"seed {seed}" };
        for (int i = 0; i < 40; i++)
            big.Values[i] = seed * i;
        return big;
    }

    private static void Change(ref Big big) => big.Values[39] += 1000;

    private static long Sum(Big big)
    {
        long sum = big.Text!.Length;
        for (int i = 0; i < 40; i++)
            sum += big.Values[i];
        return sum;
    }

    private static void References()
    {
        int[] numbers = [1, 2, 3];
        ref int largest = ref Largest(numbers);
        largest = 100;
        Console.WriteLine(string.Join(",", numbers));
        ref readonly int first = ref numbers[0];
        numbers[0] = 50;
        Console.WriteLine(first);
        Span<int> span = stackalloc int[4];
        ref int second = ref span[1];
        second = 9;
        Console.WriteLine($"{span[1]} {Unsafe.ByteOffset(ref span[0], ref second)} {Unsafe.AreSame(ref second, ref span[1])}");
        fixed (int* pointer = numbers)
            Console.WriteLine(pointer[2] + *(pointer + 1));
    }

    private static ref int Largest(int[] values)
    {
        int index = 0;
        for (int i = 1; i < values.Length; i++)
            if (values[i] > values[index])
                index = i;
        return ref values[index];
    }

    private static void Vectors()
    {
        Vector128<int> a = Vector128.Create(1, 2, 3, 4);
        Vector128<int> b = Vector128.Create(10, 20, 30, 40);
        Console.WriteLine($"{a + b} {Vector128.Sum(a * b)} {Vector128.GreaterThan(a, Vector128.Create(2))} {Vector128.Shuffle(a, Vector128.Create(3, 2, 1, 0))}");
        Vector256<float> wide = Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8);
        Console.WriteLine($"{Vector256.Sum(wide * wide)} {Vector256.Max(wide, Vector256.Create(4.5f))} {Vector256.Sqrt(wide * wide)}");
        Vector512<long> wider = Vector512.Create(1L) + Vector512.Create(2L);
        Console.WriteLine(Vector512.Sum(wider));
        var matrix = System.Numerics.Matrix4x4.CreateScale(2) * System.Numerics.Matrix4x4.CreateTranslation(1, 2, 3);
        Console.WriteLine(System.Numerics.Vector3.Transform(new System.Numerics.Vector3(1, 1, 1), matrix));
        Console.WriteLine(Vector128.ExtractMostSignificantBits(Vector128.Create((byte)0x80, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF)));
    }

    private static void Spans()
    {
        Span<byte> bytes = stackalloc byte[200];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i * 7);
        bytes[100..150].Reverse();
        bytes[..20].CopyTo(bytes[5..]);
        Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
        Console.WriteLine($"{ints.Length} {ints[3]:X} {bytes.IndexOf((byte)245)} {bytes.LastIndexOf((byte)7)} {bytes.Count((byte)0)} {bytes.SequenceEqual(bytes.ToArray())}");
        ReadOnlySpan<char> text = "  spans are windows  ";
        Console.WriteLine($"[{text.Trim()}] {text.IndexOf("are")} {text.Trim().StartsWith("span")} {text.ContainsAny('w', 'q')}");
        foreach (Range part in "a,b,,c".AsSpan().Split(','))
            Console.Write($"{part} ");
        Console.WriteLine();
        Memory<int> memory = new int[10].AsMemory(2, 5);
        memory.Span.Fill(4);
        Console.WriteLine($"{memory.Length} {memory.Span[4]} {memory[1..3].Length}");
    }

    private static void Constants()
    {
        // Data that the compiler puts into the image.
        ReadOnlySpan<int> primes = [2, 3, 5, 7, 11, 13];
        int[] copy = [17, 19, 23, 29, 31];
        Console.WriteLine($"{primes[5]} {copy[4]} {primes.Length} {s_table["two"]} {s_words[2]}");
    }

    private static readonly Dictionary<string, int> s_table = new() { ["one"] = 1, ["two"] = 2 };

    private static readonly string[] s_words = ["zero", "one", "two"];

    private struct Mixed
    {
        public byte A;
        public long B;
        public byte C;
        public int D;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public long B;
        public short C;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlaid
    {
        [FieldOffset(0)]
        public double Real;

        [FieldOffset(0)]
        public long Bits;

        [FieldOffset(7)]
        public byte HighByte;
    }

    [InlineArray(16)]
    private struct Buffer16
    {
        private byte _first;
    }

    private struct Big
    {
        public string? Text;
        public fixed long Values[40];
    }
}
