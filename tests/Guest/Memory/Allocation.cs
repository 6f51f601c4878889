using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>What fresh memory has to be: zeroed, aligned, as long as asked, of the right type.</summary>
internal static class Allocation
{
    public static GuestCase[] Cases =>
    [
        new("allocate-sizes", EverySize),
        new("allocate-zeroed", AlwaysZeroed),
        new("allocate-large", LargeObjects),
        new("allocate-uninitialized", Uninitialized),
        new("allocate-pinned", PinnedArrays),
        new("allocate-alignment", Alignment),
        new("allocate-arrays", ArrayShapes),
        new("allocate-strings", Strings),
        new("allocate-boxes", Boxes),
        new("allocate-without-constructor", WithoutConstructor),
        new("native-memory", NativeBlocks),
    ];

    private static void EverySize()
    {
        long total = 0;
        for (int size = 0; size < 5000; size++)
        {
            var bytes = new byte[size];
            if (size > 0)
                bytes[0] = bytes[size - 1] = (byte)size;
            total += bytes.Length;
        }

        Console.WriteLine(total);
    }

    private static void AlwaysZeroed()
    {
        long dirt = 0;
        for (int round = 0; round < 300; round++)
        {
            var numbers = new long[1 + (round * 7 % 3000)];
            foreach (long number in numbers)
                dirt |= number;
            Array.Fill(numbers, -1L);
            var node = new Node(0);
            dirt |= (long)node.Value | (node.Left is null ? 0L : 1);
            node.Value = -1;
        }

        Console.WriteLine(dirt);
    }

    private static void LargeObjects()
    {
        var kept = new List<int[]>();
        for (int i = 0; i < 60; i++)
        {
            var block = new int[50_000 + (i * 1000)];
            block[^1] = i;
            if (i % 10 == 0)
                kept.Add(block);
        }

        GC.Collect();
        foreach (int[] block in kept)
            Console.WriteLine($"{block.Length} {block[0]} {block[^1]}");
        var big = new byte[12 * 1024 * 1024];
        big[^1] = 7;
        Console.WriteLine(big.Length + big[^1] + big[big.Length / 2]);
    }

    private static void Uninitialized()
    {
        for (int length = 1; length < 100_000; length *= 3)
        {
            byte[] block = GC.AllocateUninitializedArray<byte>(length);
            block.AsSpan().Fill(9);
            Console.WriteLine($"{block.Length} {block[0] + block[^1]}");
        }

        Console.WriteLine(GC.AllocateUninitializedArray<string>(2000)[1999] is null);
    }

    private static unsafe void PinnedArrays()
    {
        byte[] block = GC.AllocateArray<byte>(1000, pinned: true);
        byte* address = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(block));
        for (int i = 0; i < 1000; i++)
            address[i] = (byte)i;
        Garbage.Make(2000);
        Garbage.Collect();
        int sum = 0;
        foreach (byte value in block)
            sum += value;
        Console.WriteLine(sum);
        Console.WriteLine(address == Unsafe.AsPointer(ref block[0]));
        Console.WriteLine(GC.AllocateUninitializedArray<long>(5000, pinned: true).Length);
    }

    private static unsafe void Alignment()
    {
        bool aligned = true;
        for (int i = 0; i < 1000; i++)
        {
            var bytes = new byte[i % 17];
            var numbers = new double[1 + (i % 5)];
            fixed (double* address = numbers)
                aligned &= ((nint)address & 7) == 0;
            GC.KeepAlive(bytes);
        }

        Console.WriteLine(aligned);
    }

    private static void ArrayShapes()
    {
        var matrix = new int[7, 11];
        var cube = new string[2, 3, 4];
        var jagged = new long[5][];
        for (int i = 0; i < 7; i++)
            for (int j = 0; j < 11; j++)
                matrix[i, j] = i * j;
        cube[1, 2, 3] = "corner";
        for (int i = 0; i < 5; i++)
            jagged[i] = new long[i];
        var offset = Array.CreateInstanceFromArrayType(typeof(int[,]), [3, 2], [0, 0]);
        offset.SetValue(42, 2, 1);
        Garbage.Make(500);
        GC.Collect();
        Console.WriteLine($"{matrix[6, 10]} {cube[1, 2, 3]} {cube.Length} {cube.Rank} {jagged[4].Length}");
        Console.WriteLine($"{offset.GetLowerBound(0)} {offset.GetUpperBound(0)} {offset.GetValue(2, 1)}");
        Console.WriteLine(((int[,])matrix.Clone())[3, 3]);
    }

    private static void Strings()
    {
        string text = "";
        for (int i = 0; i < 300; i++)
            text += (char)('a' + (i % 26));
        Garbage.Make(500);
        Console.WriteLine(text.Length);
        Console.WriteLine(text[290..]);
        Console.WriteLine(new string('x', 50_000).Length);
        Console.WriteLine(string.Create(5, 3, (span, seed) => span.Fill((char)('0' + seed))));
        Console.WriteLine(ReferenceEquals(string.Intern(text), string.Intern(new string(text.AsSpan()))));
    }

    private static void Boxes()
    {
        var boxes = new object[2000];
        for (int i = 0; i < boxes.Length; i++)
        {
            boxes[i] = (i % 4) switch
            {
                0 => i,
                1 => (long)i,
                2 => (i, i.ToString()),
                _ => new DateTime(i),
            };
        }

        Garbage.Make(1000);
        GC.Collect();
        long sum = 0;
        foreach (object box in boxes)
        {
            sum += box switch
            {
                int number => number,
                long number => number,
                (int number, string text) => number + text.Length,
                DateTime time => time.Ticks,
                _ => long.MinValue,
            };
        }

        Console.WriteLine(sum);
    }

    private static void WithoutConstructor()
    {
        var node = (Node)RuntimeHelpers.GetUninitializedObject(typeof(Node));
        Console.WriteLine($"{node.Value} {node.Left is null}");
        int[] copy = (int[])new[] { 1, 2, 3 }.Clone();
        Console.WriteLine(copy.Sum());
        Console.WriteLine(new Record(1, "two") with { Number = 3 });
    }

    private static unsafe void NativeBlocks()
    {
        byte* block = (byte*)NativeMemory.AllocZeroed(10_000);
        long sum = 0;
        for (int i = 0; i < 10_000; i++)
            sum += block[i];
        Console.WriteLine(sum);
        new Span<byte>(block, 10_000).Fill(3);
        block = (byte*)NativeMemory.Realloc(block, 50_000);
        Console.WriteLine(block[9_999]);
        NativeMemory.Free(block);
        void* aligned = NativeMemory.AlignedAlloc(100, 256);
        Console.WriteLine((nint)aligned % 256);
        NativeMemory.AlignedFree(aligned);
        nint memory = Marshal.AllocHGlobal(64);
        Marshal.WriteInt64(memory, 8, 0x1122334455667788);
        Console.WriteLine(Marshal.ReadByte(memory, 9).ToString("X"));
        Marshal.FreeHGlobal(memory);
        for (int i = 0; i < 2000; i++)
            NativeMemory.Free(NativeMemory.Alloc((nuint)(i * 100)));
        Console.WriteLine("freed");
    }

    private sealed record Record(int Number, string Text);
}
