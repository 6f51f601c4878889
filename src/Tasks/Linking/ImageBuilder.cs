using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Makes the ELF files from the laid-out sections.</summary>
internal sealed class ImageBuilder(ImageLayout layout, ElfMachine machine, ulong entry)
{
    /// <summary>The image: loaded sections with content, no symbols.</summary>
    public ElfFile BuildImage()
    {
        ElfFile file = CreateFile();
        foreach (OutputSection section in layout.Sections)
        {
            if (section.IsLoaded)
                file.Add(CreateSection(section, withContent: true));
        }
        return file;
    }

    /// <summary>
    /// The file for debuggers: the same sections at the same addresses without their content, then debug information and
    /// symbols. Unwind data keeps its content, because a debugger reads it from here.
    /// </summary>
    public ElfFile BuildDebugFile(IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        ElfFile file = CreateFile();
        var indices = new Dictionary<OutputSection, int>();
        foreach (OutputSection section in layout.Sections)
        {
            ElfSection copy = CreateSection(section, withContent: !section.IsLoaded || section.Name == SectionPlacer.EhFrame);
            copy.Offset = section.Name == SectionPlacer.EhFrame ? DebugOffset(section) : 0;
            indices[section] = file.Add(copy);
        }
        List<ElfProgramHeader> headers = file.ProgramHeaders.SelectMany(WithoutContent).ToList();
        file.ProgramHeaders.Clear();
        file.ProgramHeaders.AddRange(headers);
        file.Symbols = new DebugSymbols(layout, indices).Collect(objects, globals);
        file.AddSymbolTable();
        return file;
    }

    /// <summary>Offset and address of loaded bytes agree modulo the page size, behind the headers.</summary>
    private static ulong DebugOffset(OutputSection section) => AddressMath.PageSize + section.Address % AddressMath.PageSize;

    /// <summary>
    /// Only unwind data has bytes in the debug file. The segment that it lies in is split around it, because readers expect
    /// a section's bytes to be those of a segment.
    /// </summary>
    private IEnumerable<ElfProgramHeader> WithoutContent(ElfProgramHeader header)
    {
        OutputSection? frames = layout.Sections.FirstOrDefault(section => section.Name == SectionPlacer.EhFrame);
        ElfProgramHeader empty = header with { Offset = 0, FileSize = 0 };
        ulong end = header.VirtualAddress + header.MemorySize;
        if (frames is null || header.Type != ElfSegmentType.PT_LOAD || frames.Address < header.VirtualAddress || frames.End > end)
            return [empty];
        return
        [
            empty with { MemorySize = frames.Address - header.VirtualAddress },
            empty with { VirtualAddress = frames.Address, PhysicalAddress = frames.Address, Offset = DebugOffset(frames), FileSize = frames.Size, MemorySize = frames.Size },
            empty with { VirtualAddress = frames.End, PhysicalAddress = frames.End, MemorySize = end - frames.End },
        ];
    }

    private ElfFile CreateFile()
    {
        var file = new ElfFile { Type = ElfFileType.ET_EXEC, Machine = machine, Entry = entry };
        file.ProgramHeaders.AddRange(layout.ProgramHeaders());
        return file;
    }

    private static ElfSection CreateSection(OutputSection section, bool withContent)
    {
        bool isNoBits = !withContent || section.Type == ElfSectionType.SHT_NOBITS;
        return new ElfSection
        {
            Name = section.Name,
            Type = isNoBits ? ElfSectionType.SHT_NOBITS : section.Type,
            Flags = section.Flags,
            Address = section.IsLoaded ? section.Address : 0,
            Offset = section.IsLoaded ? section.FileOffset : 0,
            Size = section.Size,
            Alignment = section.Alignment,
            EntrySize = section.EntrySize,
            Content = isNoBits ? default : section.Content,
        };
    }
}
