using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Gathers input sections into output sections, and output sections into segments.</summary>
internal sealed class SectionPlacer
{
    public const string EhFrame = ".eh_frame";
    public const string EhFrameHeader = ".eh_frame_hdr";

    /// <summary>Names that compilers extend with a suffix for each function or datum.</summary>
    private static readonly string[] s_families =
        [".text", ".rodata", ".data.rel.ro", ".data", ".bss", ".tdata", ".tbss", ".init_array", ".fini_array"];

    private readonly Dictionary<string, OutputSection> _byName = new(StringComparer.Ordinal);
    private readonly List<OutputSection> _sections = [];

    /// <summary>The output sections, in the order of their addresses once <see cref="Sort"/> has run.</summary>
    public IReadOnlyList<OutputSection> Sections => _sections;

    public OutputSection? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Places the sections of <paramref name="input"/>, except the unwind data, which is merged.</summary>
    public void Add(InputObject input)
    {
        foreach (InputSection? section in input.Sections)
        {
            if (section is null || section.Section.Name == EhFrame)
                continue;
            Add(OutputName(section.Section.Name), section, section.Section.Type, section.Section.Flags, section.Section.EntrySize);
        }
    }

    /// <summary>Allocates the variables that objects share without defining them (System V gABI, <c>SHN_COMMON</c>).</summary>
    public void AddCommons(IEnumerable<GlobalSymbol> symbols)
    {
        foreach (GlobalSymbol symbol in symbols)
        {
            if (symbol.Owner is null || symbol.Definition.SectionIndex != ElfConstants.Common)
                continue;
            symbol.Chunk = new SyntheticChunk(symbol.Owner.Path, symbol.Definition.Size, symbol.CommonAlignment);
            Add(".bss", symbol.Chunk, ElfSectionType.SHT_NOBITS, ElfSectionFlags.SHF_ALLOC | ElfSectionFlags.SHF_WRITE);
        }
    }

    /// <summary>Adds <paramref name="chunk"/> to the section <paramref name="name"/>, which is made when it is not there.</summary>
    public OutputSection Add(string name, Chunk chunk, ElfSectionType type, ElfSectionFlags flags, ulong entrySize = 0)
    {
        if (!_byName.TryGetValue(name, out OutputSection? output))
        {
            output = new OutputSection(name, SegmentKind.None) { EntrySize = entrySize };
            _byName.Add(name, output);
            _sections.Add(output);
        }
        const ElfSectionFlags Kept = ElfSectionFlags.SHF_ALLOC | ElfSectionFlags.SHF_WRITE | ElfSectionFlags.SHF_EXECINSTR
            | ElfSectionFlags.SHF_TLS | ElfSectionFlags.SHF_MERGE | ElfSectionFlags.SHF_STRINGS;
        output.Flags |= flags & Kept;
        if (type == ElfSectionType.SHT_X86_64_UNWIND)
            type = ElfSectionType.SHT_PROGBITS;
        if (output.Type == ElfSectionType.SHT_NOBITS)
            output.Type = type;
        output.Segment = Classify(output);
        output.Add(chunk);
        return output;
    }

    /// <summary>Sorts by segment and, in the read-only one, by purpose; otherwise the order of first appearance stays.</summary>
    public void Sort()
    {
        OutputSection[] sorted = _sections.OrderBy(section => section.Segment).ThenBy(Rank).ToArray();
        _sections.Clear();
        _sections.AddRange(sorted);
    }

    private static SegmentKind Classify(OutputSection section)
    {
        if ((section.Flags & ElfSectionFlags.SHF_ALLOC) == 0)
            return SegmentKind.None;
        if ((section.Flags & ElfSectionFlags.SHF_EXECINSTR) != 0)
            return SegmentKind.Text;
        // Nothing writes these once the addresses in them are final.
        bool isConstant = section.IsThreadLocal || section.Name == ".data.rel.ro";
        if (isConstant || (section.Flags & ElfSectionFlags.SHF_WRITE) == 0)
            return SegmentKind.ReadOnly;
        return section.Type == ElfSectionType.SHT_NOBITS ? SegmentKind.Bss : SegmentKind.Data;
    }

    private static int Rank(OutputSection section) => section.Name switch
    {
        _ when section.Type == ElfSectionType.SHT_NOTE => 0,
        EhFrameHeader => 2,
        EhFrame => 3,
        ImageSections.Symbols or ImageSections.Configuration => 5,
        ImageSections.Files => 6,
        _ when section.IsThreadLocal => section.Type == ElfSectionType.SHT_NOBITS ? 8 : 7,
        _ => 1,
    };

    private static string OutputName(string name)
    {
        foreach (string family in s_families)
        {
            if (name.StartsWith(family, StringComparison.Ordinal) && (name.Length == family.Length || name[family.Length] == '.'))
                return family;
        }
        return name;
    }
}
