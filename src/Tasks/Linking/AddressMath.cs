namespace Hermit.Tasks.Linking;

/// <summary>Arithmetic on addresses and sizes in bytes.</summary>
internal static class AddressMath
{
    /// <summary>The granularity of protection on the supported machines, in bytes.</summary>
    public const ulong PageSize = 4096;

    /// <summary>The least multiple of <paramref name="alignment"/>, a power of two, that is not below <paramref name="value"/>.</summary>
    public static ulong AlignUp(ulong value, ulong alignment) => (value + alignment - 1) & ~(alignment - 1);
}
