namespace Hermit.Machine;

/// <summary>A CPU that notes what it is told to forget.</summary>
internal static class TranslationCache
{
    [ThreadStatic]
    private static List<nuint>? t_flushed;

    public static List<nuint> Flushed => t_flushed ??= [];

    public static void Flush(nuint address) => Flushed.Add(address);

    public static void Publish()
    {
    }

    public static void Use(nuint root)
    {
    }
}
