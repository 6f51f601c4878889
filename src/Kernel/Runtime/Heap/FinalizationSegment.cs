using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>The head of a page of finalization entries.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FinalizationSegment
{
    /// <summary>The segment filled before this one, or null.</summary>
    public FinalizationSegment* Older;

    /// <summary>The segment filled after this one, or null.</summary>
    public FinalizationSegment* Newer;

    /// <summary>Entries of a segment.</summary>
    public static int Capacity => (HeapLayout.PageBytes - sizeof(FinalizationSegment)) / sizeof(nuint);

    /// <summary>The entries of <paramref name="segment"/>.</summary>
    // SAFETY: entries follow the head of a segment in the same page, of which Capacity bounds them.
    public static nuint* Entries(FinalizationSegment* segment) => (nuint*)(segment + 1);
}
