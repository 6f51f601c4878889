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
            copy.Offset = 0;
            indices[section] = file.Add(copy);
        }
        // Nothing in the file is loaded: the offsets in the headers would point past its end.
        for (int i = 0; i < file.ProgramHeaders.Count; i++)
            file.ProgramHeaders[i] = file.ProgramHeaders[i] with { Offset = 0, FileSize = 0 };
        file.Symbols = new DebugSymbols(layout, indices).Collect(objects, globals);
        file.AddSymbolTable();
        return file;
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
