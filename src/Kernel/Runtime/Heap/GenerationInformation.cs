using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>What <see cref="MemoryInformation"/> says of one generation, in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GenerationInformation
{
    /// <summary>Its size before the collection.</summary>
    public ulong SizeBefore;

    /// <summary>Free memory within it before the collection.</summary>
    public ulong FragmentationBefore;

    /// <summary>Its size after the collection.</summary>
    public ulong SizeAfter;

    /// <summary>Free memory within it after the collection.</summary>
    public ulong FragmentationAfter;
}
