using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Makes the ELF files from the laid-out sections.</summary>
internal sealed class ImageBuilder(ImageLayout layout, ElfArch machine, ulong entry)
{
    /// <summary>The address where execution starts.</summary>
    public ulong Entry => entry;

    /// <summary>The image: loaded sections with content, no symbols.</summary>
    public ElfFile BuildImage()
    {
        ElfFile file = CreateFile(layout.Segments());
        ulong end = SizeOfHeaders(file);
        foreach (OutputSection section in layout.Sections.Where(section => section.IsLoaded))
            Append(file, section, section.Type == ElfSectionType.NoBits, section.FileOffset, ref end);
        file.Add(new ElfSectionHeaderStringTable());
        file.Add(new ElfSectionHeaderTable());
        return file;
    }

    /// <summary>
    /// The file for debuggers: the same sections at the same addresses without their content, then debug information and
    /// symbols. Unwind data keeps its content, because a debugger reads it from here.
    /// </summary>
    public ElfFile BuildDebugFile(IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        ElfFile file = CreateFile(layout.Segments().SelectMany(WithoutContent));
        ulong end = SizeOfHeaders(file);
        var sections = new Dictionary<OutputSection, ElfSection>();
        foreach (OutputSection section in layout.Sections)
        {
            bool isFrames = section.Name == SectionPlacer.EhFrame;
            sections[section] = Append(file, section, section.IsLoaded && !isFrames, isFrames ? DebugOffset(section) : end, ref end);
        }
        Symbols.Append(file, new DebugSymbols(layout, sections).Collect(objects, globals));
        file.Add(new ElfSectionHeaderStringTable());
        file.Add(new ElfSectionHeaderTable());
        return file;
    }

    /// <summary>Offset and address of loaded bytes agree modulo the page size, behind the headers.</summary>
    private static ulong DebugOffset(OutputSection section) => AddressMath.PageSize + section.Address % AddressMath.PageSize;

    /// <summary>
    /// Only unwind data has bytes in the debug file. The segment that it lies in is split around it, because readers expect
    /// a section's bytes to be those of a segment.
    /// </summary>
    private IEnumerable<ElfSegment> WithoutContent(ElfSegment segment)
    {
        OutputSection? frames = layout.Sections.FirstOrDefault(section => section.Name == SectionPlacer.EhFrame);
        ulong start = segment.VirtualAddress;
        ulong end = start + segment.SizeInMemory;
        if (frames is null || segment.Type != ElfSegmentTypeCore.Load || frames.Address < start || frames.End > end)
            return [Part(segment, start, end)];
        return
        [
            Part(segment, start, frames.Address),
            Part(segment, frames.Address, frames.End, DebugOffset(frames), frames.Size),
            Part(segment, frames.End, end),
        ];
    }

    private static ElfSegment Part(ElfSegment whole, ulong start, ulong end, ulong offset = 0, ulong fileSize = 0) =>
        ImageLayout.Segment(whole.Type, whole.Flags, offset, start, fileSize, end - start, whole.VirtualAddressAlignment);

    private ElfFile CreateFile(IEnumerable<ElfSegment> segments)
    {
        var file = new ElfFile(machine, ElfFileClass.Is64, ElfEncoding.Lsb) { FileType = ElfFileType.Executable, EntryPointAddress = entry };
        foreach (ElfSegment segment in segments)
            file.Segments.Add(segment);
        return file;
    }

    private static ulong SizeOfHeaders(ElfFile file)
    {
        file.UpdateLayout(new LibObjectFile.Diagnostics.DiagnosticBag());
        return file.Layout.TotalSize;
    }

    /// <summary>Adds a section whose bytes are to lie at <paramref name="offset"/>; <paramref name="end"/> is the file's end so far.</summary>
    private static ElfSection Append(ElfFile file, OutputSection section, bool isNoBits, ulong offset, ref ulong end)
    {
        if (!isNoBits && offset > end)
        {
            file.Add(new Padding(offset - end));
            end = offset;
        }
        ElfSection copy = isNoBits
            ? new ElfNoBitsSection { Name = section.Name, Size = section.Size }
            : new BytesSection(section.Name, section.Type, section.Content);
        copy.Flags = section.Flags;
        copy.VirtualAddress = section.IsLoaded ? section.Address : 0;
        copy.VirtualAddressAlignment = section.Alignment;
        copy.AdditionalTableEntrySize = (uint)section.EntrySize;
        end += isNoBits ? 0 : section.Size;
        return file.Add(copy);
    }
}
