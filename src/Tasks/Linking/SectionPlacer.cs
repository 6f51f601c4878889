using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

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
            if (section is null || section.Name == EhFrame)
                continue;
            Add(OutputName(section.Name), section, section.Section.Type, section.Section.Flags, section.Section.TableEntrySize);
        }
    }

    /// <summary>Allocates the variables that objects share without defining them (System V gABI, <c>SHN_COMMON</c>).</summary>
    public void AddCommons(IEnumerable<GlobalSymbol> symbols)
    {
        foreach (GlobalSymbol symbol in symbols)
        {
            if (symbol.Owner is null || !symbol.Definition.IsCommon)
                continue;
            symbol.Chunk = new SyntheticChunk(symbol.Owner.Path, symbol.Definition.Size, symbol.CommonAlignment);
            Add(".bss", symbol.Chunk, ElfSectionType.NoBits, ElfSectionFlags.Alloc | ElfSectionFlags.Write);
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
        const ElfSectionFlags Kept = ElfSectionFlags.Alloc | ElfSectionFlags.Write | ElfSectionFlags.Executable
            | ElfSectionFlags.Tls | ElfSectionFlags.Merge | ElfSectionFlags.Strings;
        output.Flags |= flags & Kept;
        if (type == (ElfSectionType)ElfNative.SHT_X86_64_UNWIND)
            type = ElfSectionType.ProgBits;
        if (output.Type == ElfSectionType.NoBits)
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
        if ((section.Flags & ElfSectionFlags.Alloc) == 0)
            return SegmentKind.None;
        if ((section.Flags & ElfSectionFlags.Executable) != 0)
            return SegmentKind.Text;
        // Nothing writes these once the addresses in them are final.
        bool isConstant = section.IsThreadLocal || section.Name == ".data.rel.ro";
        if (isConstant || (section.Flags & ElfSectionFlags.Write) == 0)
            return SegmentKind.ReadOnly;
        return section.Type == ElfSectionType.NoBits ? SegmentKind.Bss : SegmentKind.Data;
    }

    private static int Rank(OutputSection section) => section.Name switch
    {
        _ when section.Type == ElfSectionType.Note => 0,
        EhFrameHeader => 2,
        EhFrame => 3,
        ImageSections.Symbols or ImageSections.Configuration => 5,
        ImageSections.Files => 6,
        _ when section.IsThreadLocal => section.Type == ElfSectionType.NoBits ? 8 : 7,
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
