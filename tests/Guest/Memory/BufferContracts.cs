using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Memory;

/// <summary>What the documentation of arrays, pools, pins and strings promises.</summary>
internal static class BufferContracts
{
    public static GuestCase[] Cases =>
    [
        new("contract-uninitialized", Uninitialized),
        new("contract-array-lengths", ArrayLengths),
        new("contract-memory-pool", Pools),
        new("contract-array-pool", ArrayPools),
        new("contract-memory-manager", Manager),
        new("contract-pinned-memory", PinnedMemory),
        new("contract-frozen-strings", Strings),
    ];

    private static void Uninitialized()
    {
        int[] plain = GC.AllocateUninitializedArray<int>(5000);
        string[] references = GC.AllocateUninitializedArray<string>(5000);
        byte[] pinned = GC.AllocateArray<byte>(3000, pinned: true);
        Console.WriteLine($"{plain.Length} {references.All(item => item is null)} {pinned.All(item => item == 0)} {GC.AllocateUninitializedArray<long>(0).Length}");
        Console.WriteLine(GC.AllocateArray<(int, string)>(10, pinned: true).Length);
        Attempt.Print("negative", () => GC.AllocateUninitializedArray<int>(-1));
        Attempt.Print("negative pinned", () => GC.AllocateArray<int>(-1, pinned: true));
    }

    private static void ArrayLengths()
    {
        Console.WriteLine(Array.MaxLength);
        Attempt.Print("too long", () => GC.KeepAlive(new byte[int.MaxValue]));
        Attempt.Print("resize", () =>
        {
            int[] some = [1];
            Array.Resize(ref some, -1);
        });
        var matrix = new short[3, 0, 5];
        Console.WriteLine($"{matrix.Length} {matrix.LongLength} {matrix.GetLength(2)} {new int[2][][].Length}");
        var large = new Guid[20_000];
        large[^1] = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        GC.Collect();
        Console.WriteLine($"{large[^1]} {large[0]}");
    }

    private static void Pools()
    {
        using IMemoryOwner<int> owner = MemoryPool<int>.Shared.Rent(100);
        owner.Memory.Span[99] = 5;
        Console.WriteLine($"{owner.Memory.Length >= 100} {owner.Memory.Span[99]} {MemoryPool<byte>.Shared.MaxBufferSize}");
        Attempt.Print("size", () => MemoryPool<int>.Shared.Rent(-2));
        owner.Dispose();
        Attempt.Print("disposed", () => Console.WriteLine(owner.Memory.Length));
    }

    private static void ArrayPools()
    {
        ArrayPool<byte> pool = ArrayPool<byte>.Create(1024, 2);
        byte[] first = pool.Rent(100);
        pool.Return(first, clearArray: true);
        byte[] second = pool.Rent(100);
        Console.WriteLine($"{first.Length} {ReferenceEquals(first, second)} {pool.Rent(0).Length} {pool.Rent(5000).Length}");
        Attempt.Print("foreign", () => pool.Return(new byte[100]));
        Attempt.Print("null", () => pool.Return(null!));
        Attempt.Print("negative", () => ArrayPool<int>.Shared.Rent(-1));
        var writer = new ArrayBufferWriter<char>();
        writer.Write("some");
        writer.Write(" text");
        Console.WriteLine($"{writer.WrittenSpan} {writer.WrittenCount} {writer.GetSpan(300).Length >= 300}");
        writer.Clear();
        Attempt.Print("advance", () => writer.Advance(100_000));
    }

    private sealed unsafe class Native(int length) : MemoryManager<byte>
    {
        private readonly byte* _start = (byte*)NativeMemory.AllocZeroed((nuint)length);

        public int Pins { get; private set; }

        public override Span<byte> GetSpan() => new(_start, length);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            return new MemoryHandle(_start + elementIndex, pinnable: this);
        }

        public override void Unpin() => Pins--;

        protected override void Dispose(bool disposing) => NativeMemory.Free(_start);
    }

    private static unsafe void Manager()
    {
        using var native = new Native(64);
        Memory<byte> memory = native.Memory[8..16];
        memory.Span.Fill(9);
        using (MemoryHandle pin = memory.Pin())
            Console.WriteLine($"{((byte*)pin.Pointer)[0]} {native.Pins}");
        Console.WriteLine($"{native.Pins} {native.GetSpan()[7]} {native.GetSpan()[15]} {MemoryMarshal.TryGetMemoryManager<byte, Native>(memory, out Native? found, out int start, out int length)} {found == native} {start} {length}");
    }

    private static unsafe void PinnedMemory()
    {
        int[] numbers = [1, 2, 3, 4];
        using MemoryHandle pin = numbers.AsMemory(1, 2).Pin();
        fixed (int* start = numbers, empty = Array.Empty<int>(), none = (int[]?)null)
        {
            Garbage.Make(1000);
            GC.Collect();
            Console.WriteLine($"{*(int*)pin.Pointer} {start[3]} {empty == null} {none == null} {(int*)pin.Pointer - start}");
        }

        fixed (char* text = "pinned")
            Console.WriteLine(text[5]);
        fixed (char* part = "sliced".AsSpan(2))
            Console.WriteLine(*part);
        string heap = new('h', 10);
        fixed (char* end = heap)
            Console.WriteLine((int)end[10]);
    }

    private static void Strings()
    {
        string made = new(['a', 'b']);
        Console.WriteLine($"{ReferenceEquals(made, "ab")} {ReferenceEquals(string.Intern(made), string.Intern("ab"))} {string.IsInterned(made) is not null} {ReferenceEquals("", string.Empty)} {ReferenceEquals(new string([]), "")}");
        Console.WriteLine($"{ReferenceEquals("literal", "literal")} {ReferenceEquals(made, (string)made.Clone())} {ReferenceEquals(made.Substring(0), made)} {ReferenceEquals(made.Trim(), made)} {ReferenceEquals(made + "", made)}");
    }
}
