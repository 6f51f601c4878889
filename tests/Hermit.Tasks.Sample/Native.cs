using System.Runtime.InteropServices;

namespace Sample;

internal static partial class Native
{
    [DllImport("libabsent")]
    public static extern int Absent(int value);

    [DllImport("libabsent", EntryPoint = "another_name", CharSet = CharSet.Unicode)]
    public static extern int Renamed(string value);

    [LibraryImport("generated.so", EntryPoint = "generated_entry", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Generated(string value);

    /// <summary>Compiled as a direct call, so that the symbol is undefined in the object.</summary>
    [DllImport("libdirect", EntryPoint = "direct_entry")]
    public static extern int Direct(int value);

    /// <summary>Nothing calls it, so no warning may name it.</summary>
    [DllImport("libunused")]
    public static extern int Unused(int value);
}
