using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Hermit.Guest.Language;

/// <summary>The Marshal functions, native memory, function pointers, spans over all of it.</summary>
internal static unsafe class Interop
{
    public static GuestCase[] Cases =>
    [
        new("interop-read-write", ReadWrite),
        new("interop-strings", Strings),
        new("interop-structures", Structures),
        new("interop-offsets", Offsets),
        new("interop-last-error", LastError),
        new("interop-function-pointers", FunctionPointers),
        new("interop-unmanaged-callbacks", Callbacks),
        new("interop-delegate-round-trip", RoundTrip),
        new("interop-hresults", Results),
        new("interop-libraries", Libraries),
        new("interop-string-marshallers", Marshallers),
        new("interop-safe-handle", Handles),
    ];

    [StructLayout(LayoutKind.Sequential)]
    private struct Plain
    {
        public byte A;
        public int B;
        public short C;
        public double D;
    }

    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct Placed
    {
        [FieldOffset(4)]
        public int A;
        [FieldOffset(6)]
        public short High;
        [FieldOffset(16)]
        public long C;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public long B;
        public short C;
    }

    private static void ReadWrite()
    {
        nint block = Marshal.AllocHGlobal(32);
        try
        {
            for (int i = 0; i < 32; i++)
                Marshal.WriteByte(block, i, (byte)(i * 7));
            Console.WriteLine($"{Marshal.ReadByte(block, 3)} {Marshal.ReadInt16(block, 1):X} {Marshal.ReadInt32(block, 5):X} {Marshal.ReadInt64(block, 9):X} {Marshal.ReadIntPtr(block, 8):X}");
            Marshal.WriteInt64(block, 3, 0x1122334455667788);
            Marshal.WriteInt16(block, 4, -2);
            Console.WriteLine($"{Marshal.ReadInt64(block, 3):X} {Marshal.ReadInt32(block, 0):X}");
        }
        finally
        {
            Marshal.FreeHGlobal(block);
        }

        Marshal.FreeHGlobal(0);
        Attempt.Print("null read", () => Marshal.ReadInt32(0));
        Attempt.Print("null write", () => Marshal.WriteByte(0, 1));
    }

    private static void Strings()
    {
        foreach (string text in (string[])["", "plain", "é€\ud83d\ude00", "nul\0inside"])
        {
            nint utf8 = Marshal.StringToCoTaskMemUTF8(text);
            nint wide = Marshal.StringToHGlobalUni(text);
            nint ansi = Marshal.StringToHGlobalAnsi(text);
            Console.WriteLine($"{Marshal.PtrToStringUTF8(utf8)} {Marshal.PtrToStringUni(wide)!.Length} {Marshal.PtrToStringAnsi(ansi)} {Marshal.PtrToStringUni(wide, text.Length) == text}");
            Marshal.ZeroFreeCoTaskMemUTF8(utf8);
            Marshal.FreeHGlobal(wide);
            Marshal.ZeroFreeGlobalAllocAnsi(ansi);
        }

        Console.WriteLine($"{Marshal.PtrToStringUTF8(0) is null} {Marshal.StringToHGlobalUni(null)} {Marshal.SystemDefaultCharSize} {Marshal.SystemMaxDBCSCharSize > 0}");
        Attempt.Print("negative", () => Marshal.PtrToStringUTF8(1, -1));
        nint bstr = Marshal.StringToBSTR("basic\0string");
        Console.WriteLine($"{Marshal.PtrToStringBSTR(bstr).Length} {Marshal.ReadInt32(bstr, -4)}");
        Marshal.FreeBSTR(bstr);
    }

    private static void Structures()
    {
        Console.WriteLine($"{Marshal.SizeOf<Plain>()} {Marshal.SizeOf<Placed>()} {Marshal.SizeOf<Packed>()} {sizeof(Plain)} {sizeof(Packed)} {Marshal.SizeOf<Guid>()} {Marshal.SizeOf(5L)}");
        nint block = Marshal.AllocCoTaskMem(64);
        Marshal.StructureToPtr(new Plain { A = 1, B = -2, C = 3, D = 4.5 }, block, fDeleteOld: false);
        Plain back = Marshal.PtrToStructure<Plain>(block);
        Console.WriteLine($"{back.A} {back.B} {back.C} {back.D} {Marshal.ReadInt32(block, 4)}");
        Marshal.DestroyStructure<Plain>(block);
        Marshal.FreeCoTaskMem(block);
        var placed = new Placed { A = 0x11223344, C = -1 };
        placed.High = 0x7788;
        Console.WriteLine($"{placed.A:X} {placed.C} {sizeof(Placed)}");
    }

    private static void Offsets()
    {
        Console.WriteLine($"{Marshal.OffsetOf<Plain>(nameof(Plain.B))} {Marshal.OffsetOf<Plain>(nameof(Plain.D))} {Marshal.OffsetOf<Placed>(nameof(Placed.C))} {Marshal.OffsetOf<Packed>(nameof(Packed.C))}");
        Attempt.Print("no field", () => Marshal.OffsetOf<Plain>("Z"));
    }

    private static void LastError()
    {
        Marshal.SetLastPInvokeError(5);
        Marshal.SetLastSystemError(7);
        Console.WriteLine($"{Marshal.GetLastPInvokeError()} {Marshal.GetLastSystemError()} {Marshal.GetLastWin32Error()}");
        int other = -1;
        var thread = new Thread(() => other = Marshal.GetLastPInvokeError());
        thread.Start();
        thread.Join();
        Console.WriteLine(other);
        Console.WriteLine(Marshal.GetPInvokeErrorMessage(2));
    }

    private static int Add(int left, int right) => left + right;

    private static T Echo<T>(T value) => value;

    private static void FunctionPointers()
    {
        delegate*<int, int, int> add = &Add;
        delegate*<string, string> echo = &Echo<string>;
        delegate*<decimal, decimal> wide = &Echo<decimal>;
        delegate*<int, int, int>[] table = [add, &Math.Max, &Math.Min];
        Console.WriteLine($"{add(2, 3)} {echo("text")} {wide(1.25m)}");
        foreach (delegate*<int, int, int> entry in table)
            Console.WriteLine(entry(4, 9));
        nint raw = (nint)add;
        Console.WriteLine(((delegate*<int, int, int>)raw)(20, 30));
        Console.WriteLine(typeof(delegate*<int, string>).IsFunctionPointer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static double Weigh(byte a, short b, int c, long d, float e, double f, nint g) => a + b + c + d + e + f + g;

    [UnmanagedCallersOnly]
    private static Plain Change(Plain value, Plain* target)
    {
        *target = value;
        value.B = -value.B;
        return value;
    }

    private static void Callbacks()
    {
        delegate* unmanaged[Cdecl]<byte, short, int, long, float, double, nint, double> weigh = &Weigh;
        Console.WriteLine(weigh(1, -2, 3, 4L << 33, 0.5f, 0.25, 7));
        delegate* unmanaged<Plain, Plain*, Plain> change = &Change;
        Plain copy;
        Plain changed = change(new Plain { A = 9, B = 8, C = 7, D = 6.5 }, &copy);
        Console.WriteLine($"{changed.A} {changed.B} {changed.D} {copy.B} {copy.C}");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Combine(int left, int right);

    private static void RoundTrip()
    {
        int calls = 0;
        Combine combine = (left, right) =>
        {
            calls++;
            return left * right;
        };
        nint pointer = Marshal.GetFunctionPointerForDelegate(combine);
        Console.WriteLine(((delegate* unmanaged[Cdecl]<int, int, int>)pointer)(6, 7));
        Console.WriteLine(pointer == Marshal.GetFunctionPointerForDelegate(combine));
        var back = Marshal.GetDelegateForFunctionPointer<Combine>(pointer);
        Console.WriteLine($"{back(3, 5)} {calls}");
        GC.KeepAlive(combine);
        Attempt.Print("null", () => Marshal.GetFunctionPointerForDelegate<Combine>(null!));
        Attempt.Print("null pointer", () => Marshal.GetDelegateForFunctionPointer<Combine>(0));
    }

    private static void Results()
    {
        Console.WriteLine(Marshal.GetExceptionForHR(0) is null);
        foreach (uint code in (uint[])[0x80004001, 0x80004002, 0x80004003, 0x80004005, 0x8007000E, 0x80070057, 0x80131509])
            Console.WriteLine($"{Marshal.GetExceptionForHR((int)code)!.GetType()}");
        Attempt.Print("throw", () => Marshal.ThrowExceptionForHR(unchecked((int)0x80070057)));
        Console.WriteLine($"{Marshal.GetHRForException(new FormatException()):X} {Marshal.GetHRForException(null)}");
        Console.WriteLine(new ExternalException("text", 5).ErrorCode);
    }

    private static void Libraries()
    {
        Console.WriteLine(NativeLibrary.TryLoad("no-such-library", out nint handle));
        Console.WriteLine(handle);
        Attempt.Print("load", () => NativeLibrary.Load("no-such-library"));
        Attempt.Print("null", () => NativeLibrary.Load(null!));
        Attempt.Print("export", () => NativeLibrary.GetExport(0, "name"));
        NativeLibrary.Free(0);
    }

    private static void Marshallers()
    {
        foreach (string? text in (string?[])[null, "", "short", new string('é', 300)])
        {
            byte* utf8 = Utf8StringMarshaller.ConvertToUnmanaged(text);
            ushort* utf16 = Utf16StringMarshaller.ConvertToUnmanaged(text);
            Console.WriteLine($"{utf8 == null} {Utf8StringMarshaller.ConvertToManaged(utf8) == text} {Utf16StringMarshaller.ConvertToManaged(utf16) == text}");
            Utf8StringMarshaller.Free(utf8);
            Utf16StringMarshaller.Free(utf16);
        }
    }

    private sealed class Counting() : SafeHandle(-1, ownsHandle: true)
    {
        public static int Released;

        public Counting(nint value)
            : this() => SetHandle(value);

        public override bool IsInvalid => handle == -1;

        protected override bool ReleaseHandle()
        {
            Released++;
            return true;
        }
    }

    private static void Handles()
    {
        var handle = new Counting(5);
        bool added = false;
        handle.DangerousAddRef(ref added);
        handle.Dispose();
        Console.WriteLine($"{added} {handle.IsClosed} {Counting.Released} {handle.DangerousGetHandle()}");
        handle.DangerousRelease();
        Console.WriteLine($"{Counting.Released} {handle.IsClosed}");
        handle.Dispose();
        using (new Counting(-1))
            Console.WriteLine(Counting.Released);
        Console.WriteLine(Counting.Released);
        Attempt.Print("closed", () => handle.DangerousAddRef(ref added));
    }
}
