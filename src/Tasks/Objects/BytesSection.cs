using LibObjectFile.Elf;

namespace Hermit.Tasks.Objects;

/// <summary>
/// A section as bytes in memory, without a copy: code, data, relocations, symbols, and whatever else the linker reads as
/// spans. LibObjectFile's own classes hold such sections as streams, lists and dictionaries.
/// </summary>
public sealed class BytesSection : ElfSection
{
    private readonly ReadOnlyMemory<byte> _file;
    private ReadOnlyMemory<byte> _content;

    /// <summary>A section of the file <paramref name="file"/>, of which LibObjectFile will read it.</summary>
    internal BytesSection(ElfSectionType type, ReadOnlyMemory<byte> file)
        : base(type) => _file = file;

    /// <summary>A new section.</summary>
    public BytesSection(string name, ElfSectionType type, ReadOnlyMemory<byte> content)
        : base(type)
    {
        Name = name;
        Content = content;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Content
    {
        get => _content;
        set
        {
            _content = value;
            Size = (ulong)value.Length;
        }
    }

    /// <summary>The bytes of another section of the file that this one was read from.</summary>
    internal ReadOnlySpan<byte> BytesOf(ElfSection other) => _file.Span.Slice((int)other.Position, (int)other.Size);

    /// <summary>Accepts every link: LibObjectFile wants those of relocations to be tables that it decoded.</summary>
    public override void Verify(ElfVisitorContext context)
    {
    }

    /// <inheritdoc/>
    public override void Read(ElfReader reader) => Content = _file.Slice((int)Position, (int)Size);

    /// <inheritdoc/>
    public override void Write(ElfWriter writer) => writer.Write(Content.Span);
}
