namespace Hermit.Tasks.Elf;

/// <summary>
/// An ELF64 little-endian file in memory. Cross-references (<c>sh_link</c>, <c>st_shndx</c>, <c>r_sym</c>) stay
/// indices as in the file: <see cref="Sections"/> and <see cref="Symbols"/> start with the null entry.
/// </summary>
public sealed class ElfFile
{
    /// <summary>Where it was read from, for messages: a path, or <c>archive(member)</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>e_type</c>.</summary>
    public ElfFileType Type { get; set; } = ElfFileType.ET_REL;

    /// <summary><c>e_machine</c>.</summary>
    public ElfMachine Machine { get; set; }

    /// <summary><c>e_flags</c>.</summary>
    public uint Flags { get; set; }

    /// <summary><c>e_entry</c>.</summary>
    public ulong Entry { get; set; }

    /// <summary>Sections by index; the first is the null section.</summary>
    public List<ElfSection> Sections { get; } = [new ElfSection()];

    /// <summary>Segments, in file order.</summary>
    public List<ElfProgramHeader> ProgramHeaders { get; } = [];

    /// <summary>Symbols by index; the first is the null symbol. Locals come before the others.</summary>
    public List<ElfSymbol> Symbols { get; set; } = [];

    /// <summary>Index of the <c>SHT_SYMTAB</c> section that holds <see cref="Symbols"/>, or 0 when there is none.</summary>
    public int SymbolTableIndex { get; set; }

    /// <summary>Appends <paramref name="section"/> and returns its index.</summary>
    public int Add(ElfSection section)
    {
        Sections.Add(section);
        return Sections.Count - 1;
    }

    /// <summary>
    /// Adds empty symbol and string table sections for <see cref="Symbols"/>; the writer fills them. Call after the
    /// other sections are in place.
    /// </summary>
    public void AddSymbolTable()
    {
        if (Symbols.Count == 0)
            Symbols.Add(default);
        int strings = Add(new ElfSection { Name = ".strtab", Type = ElfSectionType.SHT_STRTAB, Alignment = 1 });
        SymbolTableIndex = Add(new ElfSection
        {
            Name = ".symtab",
            Type = ElfSectionType.SHT_SYMTAB,
            Link = (uint)strings,
            Alignment = 8,
            EntrySize = ElfConstants.SymbolSize,
        });
    }
}
