namespace Hermit.Tasks.Linking;

/// <summary>Content that the linker makes. Its size is known before layout, the bytes may come after.</summary>
internal sealed class SyntheticChunk : Chunk
{
    public SyntheticChunk(string origin, ulong size, ulong alignment)
    {
        Origin = origin;
        Size = size;
        Alignment = alignment;
    }

    public SyntheticChunk(string origin, ReadOnlyMemory<byte> content, ulong alignment)
        : this(origin, (ulong)content.Length, alignment) => Content = content;

    public override string Origin { get; }

    /// <summary>The bytes when they do not depend on addresses; otherwise empty, and the maker fills the output.</summary>
    public ReadOnlyMemory<byte> Content { get; }
}
