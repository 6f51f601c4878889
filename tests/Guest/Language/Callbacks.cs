using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Guest.Language;

/// <summary>Crossing between managed code and the C calling convention, both ways, without any C.</summary>
internal static unsafe class Callbacks
{
    public static GuestCase[] Cases =>
    [
        new("callback-unmanaged", UnmanagedCallersOnly),
        new("callback-delegate", DelegateRoundTrip),
        new("callback-many", ManyThunks),
        new("callback-collect", CollectInside),
        new("callback-threads", FromThreads),
        new("callback-structs", StructArguments),
        new("marshal-memory", MarshalMemory),
        new("marshal-strings", MarshalStrings),
    ];

    private static void UnmanagedCallersOnly()
    {
        delegate* unmanaged<int, int, int> add = &Add;
        delegate* unmanaged[Cdecl]<double, float, long, byte, double> mix = &Mix;
        Console.WriteLine($"{add(2, 3)} {mix(1.5, 2.5f, 3, 4)}");
        int sum = 0;
        for (int i = 0; i < 1000; i++)
            sum = add(sum, i);
        Console.WriteLine(sum);
    }

    [UnmanagedCallersOnly]
    private static int Add(int a, int b) => a + b;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Mix(double a, float b, long c, byte d) => a + b + c + d;

    private static void DelegateRoundTrip()
    {
        int calls = 0;
        BinaryOperation multiply = (a, b) =>
        {
            calls++;
            return a * b;
        };
        nint pointer = Marshal.GetFunctionPointerForDelegate(multiply);
        Console.WriteLine(((delegate* unmanaged<int, int, int>)pointer)(6, 7));
        BinaryOperation back = Marshal.GetDelegateForFunctionPointer<BinaryOperation>(pointer);
        Console.WriteLine($"{back(5, 5)} {ReferenceEquals(back, multiply)} {calls}");
        Console.WriteLine(Marshal.GetFunctionPointerForDelegate(multiply) == pointer);
        GC.KeepAlive(multiply);
        BinaryOperation foreign = Marshal.GetDelegateForFunctionPointer<BinaryOperation>((nint)(delegate* unmanaged<int, int, int>)&Add);
        Console.WriteLine(foreign(40, 2));
    }

    private static void ManyThunks()
    {
        var operations = new List<BinaryOperation>();
        var pointers = new List<nint>();
        for (int i = 0; i < 600; i++)
        {
            int factor = i;
            operations.Add((a, b) => (a * factor) + b);
            pointers.Add(Marshal.GetFunctionPointerForDelegate(operations[i]));
        }

        long sum = 0;
        for (int i = 0; i < pointers.Count; i++)
            sum += ((delegate* unmanaged<int, int, int>)pointers[i])(2, 1);
        Console.WriteLine($"{sum} {pointers.Distinct().Count()}");
        GC.KeepAlive(operations);
    }

    private static void CollectInside()
    {
        var kept = new object();
        delegate* unmanaged<int, int> collect = &Collect;
        int made = 0;
        for (int i = 0; i < 5; i++)
            made += collect(i);
        Console.WriteLine($"{made} {kept.GetType().Name}");
    }

    [UnmanagedCallersOnly]
    private static int Collect(int depth)
    {
        GC.Collect();
        delegate* unmanaged<int, int> collect = &Collect;
        return depth == 0 ? 1 : collect(depth - 1) + new int[] { 1 }.Length;
    }

    private static void FromThreads()
    {
        int total = 0;
        Parallel.For(0, 4, index =>
        {
            delegate* unmanaged<int, int, int> add = &Add;
            for (int i = 0; i < 2000; i++)
                Interlocked.Add(ref total, add(index, 1));
        });
        Console.WriteLine(total);
    }

    private static void StructArguments()
    {
        delegate* unmanaged<Small, Large, Small> combine = &Combine;
        Small result = combine(new Small { A = 1, B = 2 }, new Large { A = 10, B = 20, C = 30, D = 40 });
        Console.WriteLine($"{result.A} {result.B}");
        delegate* unmanaged<Floats, Large> spread = &Spread;
        Large large = spread(new Floats { X = 1.5f, Y = 2.5f });
        Console.WriteLine($"{large.A} {large.D}");
    }

    [UnmanagedCallersOnly]
    private static Small Combine(Small small, Large large) => new() { A = small.A + (int)large.D, B = small.B * (int)large.C };

    [UnmanagedCallersOnly]
    private static Large Spread(Floats floats) => new() { A = (long)(floats.X * 2), D = (long)(floats.Y * 2) };

    private static void MarshalMemory()
    {
        nint memory = Marshal.AllocHGlobal(Marshal.SizeOf<Large>());
        Marshal.StructureToPtr(new Large { A = 1, B = 2, C = 3, D = 4 }, memory, false);
        Console.WriteLine(Marshal.PtrToStructure<Large>(memory).C);
        Console.WriteLine(Marshal.ReadInt64(memory, 8));
        Marshal.FreeHGlobal(memory);
        Marshal.SetLastPInvokeError(17);
        Console.WriteLine(Marshal.GetLastPInvokeError());
        Marshal.SetLastSystemError(2);
        Console.WriteLine(Marshal.GetLastSystemError());
        Console.WriteLine(Marshal.OffsetOf<Large>(nameof(Large.D)));
    }

    private static void MarshalStrings()
    {
        nint text = Marshal.StringToCoTaskMemUTF8("grüße");
        Console.WriteLine($"{Marshal.PtrToStringUTF8(text)} {Marshal.ReadByte(text, 2):X}");
        Marshal.FreeCoTaskMem(text);
        text = Marshal.StringToHGlobalUni("wide");
        Console.WriteLine(Marshal.PtrToStringUni(text, 2));
        Marshal.FreeHGlobal(text);
        nint binary = Marshal.StringToBSTR("bstr");
        Console.WriteLine(Marshal.PtrToStringBSTR(binary));
        Marshal.FreeBSTR(binary);
        Console.WriteLine(Marshal.PtrToStringUTF8(0) ?? "null");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int BinaryOperation(int a, int b);

    private struct Small
    {
        public int A;
        public int B;
    }

    private struct Large
    {
        public long A;
        public long B;
        public long C;
        public long D;
    }

    private struct Floats
    {
        public float X;
        public float Y;
    }
}
