using System.Runtime.InteropServices;

namespace Hermit.Guest.MissingLibrary;

/// <summary>Imports from a library that is nowhere.</summary>
internal static partial class NativeMethods
{
    [DllImport("no_such_library")]
    public static extern int Frobnicate(int value);

    [LibraryImport("no_such_library", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Describe(string text);
}
