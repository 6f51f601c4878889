using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>What the kernel has around a driver: here it notes what it is told.</summary>
internal static class NetworkCards
{
    [ThreadStatic]
    private static bool t_changed;

    public static void Change() => t_changed = true;

    public static bool TakeChange()
    {
        bool changed = t_changed;
        t_changed = false;
        return changed;
    }

    public static void Wake()
    {
    }
}

/// <summary>The console.</summary>
internal static class SystemConsole
{
    [ThreadStatic]
    private static List<string>? t_lines;

    public static List<string> Lines => t_lines ??= [];

    public static void WriteError(ReadOnlySpan<byte> bytes) => Lines.Add(System.Text.Encoding.ASCII.GetString(bytes));
}

/// <summary>An interrupt that never comes.</summary>
internal struct NoInterrupt : IInterruptHandler
{
    public static void OnInterrupt(nuint argument)
    {
    }
}
