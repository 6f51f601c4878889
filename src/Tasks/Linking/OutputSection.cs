using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>A section of the image: input sections of one name, one after the other.</summary>
internal sealed class OutputSection(string name, SegmentKind segment)
{
    public string Name { get; } = name;

    public SegmentKind Segment { get; set; } = segment;

    public ElfSectionType Type { get; set; } = ElfSectionType.NoBits;

    public ElfSectionFlags Flags { get; set; }

    public ulong EntrySize { get; set; }

    public ulong Alignment { get; private set; } = 1;

    public ulong Size { get; private set; }

    public ulong Address { get; set; }

    public ulong FileOffset { get; set; }

    public List<Chunk> Chunks { get; } = [];

    /// <summary>The bytes, allocated after layout; empty for <c>SHT_NOBITS</c>.</summary>
    public byte[] Content { get; private set; } = [];

    public bool IsLoaded => Segment != SegmentKind.None;

    public bool IsThreadLocal => (Flags & ElfSectionFlags.Tls) != 0;

    public ulong End => Address + Size;

    public void Add(Chunk chunk)
    {
        Alignment = Math.Max(Alignment, chunk.Alignment);
        Size = AddressMath.AlignUp(Size, chunk.Alignment);
        chunk.Output = this;
        chunk.Offset = Size;
        Size += chunk.Size;
        Chunks.Add(chunk);
    }

    /// <summary>Allocates <see cref="Content"/>, code padded with <paramref name="filler"/>, and copies in what is known.</summary>
    public void FillContent(byte filler)
    {
        if (Type == ElfSectionType.NoBits)
            return;
        Content = new byte[checked((int)Size)];
        if (filler != 0 && Segment == SegmentKind.Text)
            Content.AsSpan().Fill(filler);
        foreach (Chunk chunk in Chunks)
        {
            ReadOnlyMemory<byte> bytes = chunk switch
            {
                InputSection input => input.Section.Content,
                SyntheticChunk synthetic => synthetic.Content,
                _ => default,
            };
            bytes.Span.CopyTo(Content.AsSpan((int)chunk.Offset));
        }
    }
}
