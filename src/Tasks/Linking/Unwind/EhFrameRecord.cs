using Hermit.Tasks.Objects;

namespace Hermit.Tasks.Linking.Unwind;

/// <summary>A CIE or FDE of an input section, and where it goes.</summary>
internal sealed class EhFrameRecord(InputSection section, int offset, int size, int firstRelocation, int relocationCount)
{
    public InputSection Section { get; } = section;

    /// <summary>Offset in the input section, in bytes.</summary>
    public int Offset { get; } = offset;

    /// <summary>Size with the length field, in bytes.</summary>
    public int Size { get; } = size;

    /// <summary>Index of the first relocation that lies in it, in the sorted table of its section.</summary>
    public int FirstRelocation { get; } = firstRelocation;

    /// <summary>Number of relocations that lie in it.</summary>
    public int RelocationCount { get; } = relocationCount;

    /// <summary>Offset in the merged section, in bytes.</summary>
    public int OutputOffset { get; set; }

    public ReadOnlySpan<byte> Bytes => Section.Section.Content.Span.Slice(Offset, Size);
}
