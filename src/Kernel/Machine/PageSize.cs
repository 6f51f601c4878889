namespace Hermit.Machine;

/// <summary>The sizes of pages that are used, in bytes (Intel SDM vol. 3, 4.5).</summary>
public static class PageSize
{
    /// <summary>A small page.</summary>
    public const nuint Small = 4096;

    /// <summary>A large page.</summary>
    public const nuint Large = 2 << 20;
}
