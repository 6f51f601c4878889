using System.Runtime.InteropServices;

namespace Hermit.Guest.MissingLibrary;

/// <summary>A P/Invoke whose library is missing fails when it is called, not before, and the program can go on.</summary>
internal static class Calls
{
    public static GuestCase[] Cases =>
    [
        new("missing-caught", Caught),
        new("missing-twice", Twice),
        new("missing-load", Load),
        new("missing-unhandled", Unhandled),
    ];

    private static void Caught()
    {
        try
        {
            Console.WriteLine("calling");
            Console.WriteLine(NativeMethods.Frobnicate(1));
        }
        catch (DllNotFoundException exception)
        {
            Console.WriteLine($"{exception.GetType().Name} {exception.Message.Contains("no_such_library")}");
        }

        Console.WriteLine("going on");
    }

    private static void Twice()
    {
        for (int i = 0; i < 3; i++)
        {
            Attempt.Print("DllImport", () => NativeMethods.Frobnicate(i));
            Attempt.Print("LibraryImport", () => NativeMethods.Describe("text"));
        }
    }

    private static void Load()
    {
        Console.WriteLine(NativeLibrary.TryLoad("no_such_library", out nint handle));
        Console.WriteLine(handle);
        Attempt.Print("load", () => NativeLibrary.Load("no_such_library"));
    }

    private static void Unhandled()
    {
        Console.WriteLine("calling");
        NativeMethods.Frobnicate(2);
    }
}
