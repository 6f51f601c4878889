using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Linking.Unwind;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>
/// Makes an object without the sections that nothing exported refers to. The compiler is given libraries, of which it compiles every method into a section
/// of its own; this is done once, so that each link has less to read.
/// </summary>
internal sealed class ObjectTrimmer
{
    private readonly InputObject _input;
    private readonly ElfFile _file;
    private readonly Dictionary<InputSection, ElfSection> _sections = new(ReferenceEqualityComparer.Instance);
    private readonly uint[] _order;

    private ObjectTrimmer(InputObject input)
    {
        _input = input;
        _file = new ElfFile(input.File.Arch.Value, ElfFileClass.Is64, ElfEncoding.Lsb) { FileType = ElfFileType.Relocatable };
        _order = new uint[input.Symbols.Count];
    }

    /// <summary>Returns the smaller object; null after an error, which <paramref name="diagnostics"/> has.</summary>
    public static ElfFile? Trim(ElfFile file, string path, DiagnosticBag diagnostics)
    {
        var loader = new InputLoader(diagnostics);
        if (loader.Adopt(file, path, isKernel: true) is not { } input)
            return null;
        var symbols = new SymbolTable(loader, diagnostics);
        symbols.Add(input);
        var unwind = new EhFrameParser(diagnostics);
        unwind.Add(input);
        var collector = new SectionCollector([input], unwind);
        collector.KeepRetained(input);
        foreach (GlobalSymbol symbol in symbols.Symbols)
            collector.Keep(symbol);
        foreach (InputSection section in input.Sections.OfType<InputSection>().Where(section => SectionCollector.IsFoundByBounds(section.Section)))
            collector.Keep(section);
        collector.Collect();
        return diagnostics.HasErrors ? null : new ObjectTrimmer(input).Write();
    }

    private ElfFile Write()
    {
        InputSection[] kept = [.. _input.Sections.OfType<InputSection>()];
        foreach (InputSection section in kept)
            _sections.Add(section, _file.Add(Copy(section.Section)));
        List<ElfSymbol> symbols = CollectSymbols(kept);
        foreach (InputSection section in kept)
        {
            if (section.RelocationSection is { } relocations)
                _file.Add(CopyRelocations(section, relocations));
        }
        Symbols.Append(_file, symbols);
        BytesSection table = _file.SymbolTable!;
        foreach (ElfSection relocations in _file.Sections.Where(section => section.Type == ElfSectionType.RelocationAddends))
            relocations.Link = table;
        _file.Add(new ElfSectionHeaderStringTable());
        _file.Add(new ElfSectionHeaderTable());
        return _file;
    }

    private static ElfSection Copy(ElfSection section)
    {
        ElfSection copy = section.Type == ElfSectionType.NoBits
            ? new ElfNoBitsSection { Name = section.Name.Value, Size = section.Size }
            : new BytesSection(section.Name.Value, section.Type, section.Content);
        copy.Flags = section.Flags & ~ElfSectionFlags.Group;
        copy.VirtualAddressAlignment = section.VirtualAddressAlignment;
        copy.FileAlignment = section.FileAlignment;
        copy.AdditionalTableEntrySize = (uint)section.TableEntrySize;
        return copy;
    }

    /// <summary>The symbols of what is kept, and those that it refers to; locals first, as they came.</summary>
    private List<ElfSymbol> CollectSymbols(InputSection[] kept)
    {
        bool[] isWanted = new bool[_input.Symbols.Count];
        foreach (InputSection section in kept)
        {
            RelocationTable relocations = section.Relocations;
            for (int i = 0; i < relocations.Count; i++)
                isWanted[relocations[i].SymbolIndex] = true;
        }
        var symbols = new List<ElfSymbol>();
        for (int i = 1; i < _input.Symbols.Count; i++)
        {
            ElfSymbol symbol = _input.Symbols[i];
            InputSection? section = symbol.IsInSection ? _input.Sections[symbol.SectionIndex] : null;
            bool isNull = symbol.IsUndefined && symbol.Name.Value.Length == 0;
            if (isNull || (symbol.IsInSection ? section is null : !isWanted[i]))
                continue;
            symbols.Add(section is null ? symbol with { Name = symbol.Name.Value } : symbol with { Name = symbol.Name.Value, SectionLink = _sections[section] });
            _order[i] = (uint)symbols.Count;
        }
        return symbols;
    }

    /// <summary>What refers to something that is gone refers to the null symbol, as the linker expects of debug information.</summary>
    private BytesSection CopyRelocations(InputSection section, ElfSection old)
    {
        byte[] table = old.Content.ToArray();
        RelocationTable relocations = section.Relocations;
        for (int i = 0; i < relocations.Count; i++)
            RelocationTable.Write(table, i, relocations[i] with { SymbolIndex = _order[relocations[i].SymbolIndex] });
        return new BytesSection(old.Name.Value, ElfSectionType.RelocationAddends, table)
        {
            Flags = old.Flags & ~ElfSectionFlags.Group,
            Info = _sections[section],
            AdditionalTableEntrySize = RelocationTable.EntrySize,
            VirtualAddressAlignment = 8,
            FileAlignment = 8,
        };
    }
}
