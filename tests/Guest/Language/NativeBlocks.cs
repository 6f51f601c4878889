using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Language;

/// <summary>Memory that no collector owns, and spans and references over memory of every kind.</summary>
internal static unsafe class NativeBlocks
{
    public static GuestCase[] Cases =>
    [
        new("blocks-copy", Copies),
        new("blocks-native-memory", Native),
        new("blocks-reallocate", Reallocate),
        new("blocks-aligned", Aligned),
        new("blocks-memory-marshal", Memories),
        new("blocks-collections-marshal", Collections),
        new("blocks-unsafe", Pointers),
    ];

    private static void Copies()
    {
        int[] source = [1, 2, 3, 4, 5];
        nint block = Marshal.AllocHGlobal(20);
        Marshal.Copy(source, 1, block, 4);
        int[] target = new int[6];
        Marshal.Copy(block, target, 2, 4);
        Console.WriteLine(string.Join(",", target));
        Attempt.Print("too long", () => Marshal.Copy(source, 3, block, 4));
        Attempt.Print("null", () => Marshal.Copy((int[])null!, 0, block, 1));
        Marshal.FreeHGlobal(block);
        Console.WriteLine(Marshal.UnsafeAddrOfPinnedArrayElement(source, 2) - Marshal.UnsafeAddrOfPinnedArrayElement(source, 0));
    }

    private static void Native()
    {
        byte* zeroed = (byte*)NativeMemory.AllocZeroed(100);
        Console.WriteLine(new Span<byte>(zeroed, 100).IndexOfAnyExcept((byte)0));
        NativeMemory.Fill(zeroed, 50, 0xAB);
        NativeMemory.Copy(zeroed, zeroed + 25, 50);
        NativeMemory.Clear(zeroed, 10);
        Console.WriteLine(Convert.ToHexString(new Span<byte>(zeroed, 80)));
        NativeMemory.Free(zeroed);
        NativeMemory.Free(null);
        void* none = NativeMemory.Alloc(0);
        Console.WriteLine(none != null);
        NativeMemory.Free(none);
        Attempt.Print("too many", () => NativeMemory.Alloc(nuint.MaxValue / 2, 16));
        Attempt.Print("too large", () => NativeMemory.Alloc(nuint.MaxValue - 4096));
    }

    private static void Reallocate()
    {
        int* numbers = (int*)NativeMemory.Alloc(4, sizeof(int));
        for (int i = 0; i < 4; i++)
            numbers[i] = i * i;
        for (int size = 8; size <= 100_000; size *= 5)
        {
            numbers = (int*)NativeMemory.Realloc(numbers, (nuint)size * sizeof(int));
            numbers[size - 1] = size;
        }

        numbers = (int*)NativeMemory.Realloc(numbers, 16);
        Console.WriteLine($"{numbers[0]} {numbers[1]} {numbers[2]} {numbers[3]}");
        NativeMemory.Free(numbers);
        nint block = Marshal.ReAllocHGlobal(Marshal.AllocHGlobal(8), 4096);
        Marshal.WriteInt64(block, 4088, 5);
        Console.WriteLine(Marshal.ReadInt64(block, 4088));
        Marshal.FreeHGlobal(block);
    }

    private static void Aligned()
    {
        foreach (nuint alignment in (nuint[])[1, 8, 16, 64, 256, 4096, 65536])
        {
            byte* block = (byte*)NativeMemory.AlignedAlloc(100, alignment);
            block[99] = 7;
            block = (byte*)NativeMemory.AlignedRealloc(block, 5000, alignment);
            Console.WriteLine($"{alignment} {(nuint)block % alignment} {block[99]}");
            NativeMemory.AlignedFree(block);
        }

        Attempt.Print("not a power", () => NativeMemory.AlignedAlloc(10, 3));
    }

    private static void Memories()
    {
        Span<int> numbers = [1, 2, 0x01020304];
        Span<byte> bytes = MemoryMarshal.AsBytes(numbers);
        Console.WriteLine($"{Convert.ToHexString(bytes)} {MemoryMarshal.Cast<byte, short>(bytes).Length} {MemoryMarshal.Read<long>(bytes)}");
        MemoryMarshal.Write(bytes[4..], 77);
        Console.WriteLine($"{numbers[1]} {MemoryMarshal.TryRead(bytes[..3], out int _)} {MemoryMarshal.GetReference(numbers)}");
        Console.WriteLine($"{MemoryMarshal.CreateSpan(ref numbers[1], 2).Length} {MemoryMarshal.TryGetArray<char>("text".AsMemory(), out _)} {MemoryMarshal.TryGetString("some text".AsMemory(5), out string? text, out int start, out int length)} {text} {start} {length}");
        int[,] grid = { { 1, 2 }, { 3, 4 } };
        Console.WriteLine(Unsafe.Add(ref Unsafe.As<byte, int>(ref MemoryMarshal.GetArrayDataReference(grid)), 3));
        fixed (byte* terminated = "C string\0more"u8)
            Console.WriteLine(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(terminated).Length);
        Console.WriteLine(string.Join(",", MemoryMarshal.ToEnumerable((ReadOnlyMemory<int>)new[] { 8, 9 })));
    }

    private static void Collections()
    {
        List<int> list = [1, 2, 3];
        Span<int> view = CollectionsMarshal.AsSpan(list);
        view[1] = 20;
        CollectionsMarshal.SetCount(list, 2);
        Console.WriteLine(string.Join(",", list));
        var counts = new Dictionary<string, int>();
        foreach (string word in "a b a c a".Split(' '))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        Console.WriteLine(string.Join(" ", counts));
        Console.WriteLine(Unsafe.IsNullRef(ref CollectionsMarshal.GetValueRefOrNullRef(counts, "z")));
        int[] array = [1, 2];
        Console.WriteLine(ImmutableCollectionsMarshal.AsImmutableArray(array).Length);
    }

    private static void Pointers()
    {
        long[] values = [10, 20, 30];
        ref long second = ref Unsafe.Add(ref values[0], 1);
        second++;
        Console.WriteLine($"{values[1]} {Unsafe.ByteOffset(ref values[0], ref second)} {Unsafe.AreSame(ref second, ref values[1])} {Unsafe.IsAddressLessThan(ref values[0], ref second)}");
        Console.WriteLine($"{Unsafe.As<string>("same")} {Unsafe.BitCast<float, uint>(1.5f):X} {Unsafe.ReadUnaligned<int>(ref Unsafe.AddByteOffset(ref Unsafe.As<long, byte>(ref values[0]), 1))}");
        int* local = stackalloc int[4];
        Unsafe.InitBlock(local, 0x11, 16);
        Console.WriteLine($"{local[3]:X} {Unsafe.Read<short>((byte*)local + 3):X}");
        Unsafe.SkipInit(out int skipped);
        skipped = 3;
        Console.WriteLine(skipped + Unsafe.Unbox<int>(4));
        Attempt.Print("null reference", () => Console.WriteLine(Unsafe.NullRef<int>()));
    }
}
