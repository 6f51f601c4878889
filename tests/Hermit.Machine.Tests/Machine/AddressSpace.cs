namespace Hermit.Memory;

/// <summary>The machine's address space as a test sees it: a table of what is mapped where.</summary>
internal static class AddressSpace
{
    [ThreadStatic]
    private static Dictionary<nuint, nuint>? s_pages;

    internal static Dictionary<nuint, nuint> Pages => s_pages ??= [];

    public static bool TryMap(nuint address, nuint physical, nuint bytes) => Pages.TryAdd(address, physical);

    public static void Release(nuint address)
    {
        Assert.True(Pages.Remove(address, out nuint physical));
        FrameAllocator.Free(physical, FrameAllocator.FrameSize);
    }
}
