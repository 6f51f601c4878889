using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>A section of an input object that goes into the output.</summary>
internal sealed class InputSection : Chunk
{
    public InputSection(InputObject owner, int index, ElfSection section)
    {
        Owner = owner;
        Index = index;
        Section = section;
        Size = section.Size;
        Alignment = Math.Max(section.VirtualAddressAlignment, 1);
    }

    public InputObject Owner { get; }

    public int Index { get; }

    public ElfSection Section { get; }

    /// <summary>It has not been dropped.</summary>
    public bool IsLinked => Owner.Sections[Index] == this;

    public string Name => Section.Name.Value;

    /// <summary>The <c>SHT_RELA</c> section that applies to this one, if any.</summary>
    public ElfSection? RelocationSection { get; set; }

    public override ulong FileSize => (ulong)Section.Content.Length;

    public override string Origin => Owner.Path;

    public RelocationTable Relocations => new(RelocationSection is null ? default : RelocationSection.Content.Span);

    /// <summary>An error about the relocation at <paramref name="index"/> is placed at its bytes in the object file.</summary>
    public long RelocationFileOffset(int index) => (long)RelocationSection!.Position + (long)index * RelocationTable.EntrySize;
}
