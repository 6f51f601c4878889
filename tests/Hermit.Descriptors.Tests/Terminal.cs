namespace Hermit.Devices;

/// <summary>A machine that is on no terminal.</summary>
internal static class Terminal
{
    public static bool Has(ConsoleStream stream) => false;
}
