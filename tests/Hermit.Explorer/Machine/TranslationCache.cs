namespace Hermit.Machine;

/// <summary>What a CPU remembers of the page table: nothing, here. It walks the tables at every access.</summary>
internal static class TranslationCache
{
    public static void Flush(nuint address)
    {
    }

    public static void Publish()
    {
    }

    public static void Use(nuint root)
    {
    }
}
