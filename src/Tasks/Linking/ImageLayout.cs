using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Gives every section its address and file offset.</summary>
internal sealed class ImageLayout
{
    /// <summary>Readers of notes round sizes up to the segment's alignment, which is 4 for the notes of 4-byte words.</summary>
    private const ulong NoteAlignment = 4;

    private readonly (ulong Start, ulong End)[] _segments = new (ulong, ulong)[(int)SegmentKind.None];

    private ImageLayout(IReadOnlyList<OutputSection> sections, ulong baseAddress)
    {
        Sections = sections;
        BaseAddress = baseAddress;
    }

    public IReadOnlyList<OutputSection> Sections { get; }

    public ulong BaseAddress { get; }

    /// <summary>The first address after the image.</summary>
    public ulong End => _segments[(int)SegmentKind.Bss].End;

    public ulong ThreadStart { get; private set; }

    public ulong ThreadFileSize { get; private set; }

    public ulong ThreadMemorySize { get; private set; }

    public ulong ThreadAlignment { get; private set; } = 1;

    public (ulong Start, ulong End) Segment(SegmentKind kind) => _segments[(int)kind];

    /// <summary>Places sorted <paramref name="sections"/> from <paramref name="baseAddress"/> on.</summary>
    public static ImageLayout Place(IReadOnlyList<OutputSection> sections, ulong baseAddress)
    {
        var layout = new ImageLayout(sections, baseAddress);
        foreach (OutputSection section in sections)
        {
            if (section.IsThreadLocal)
                layout.ThreadAlignment = Math.Max(layout.ThreadAlignment, section.Alignment);
        }
        ulong address = baseAddress;
        ulong fileOffset = AddressMath.PageSize;
        for (SegmentKind kind = SegmentKind.Text; kind < SegmentKind.None; kind++)
        {
            address = AddressMath.AlignUp(address, AddressMath.PageSize);
            // Zeroed data has no bytes in the file: its offset stays inside.
            fileOffset = kind == SegmentKind.Bss ? fileOffset & ~(AddressMath.PageSize - 1) : AddressMath.AlignUp(fileOffset, AddressMath.PageSize);
            ulong end = layout.PlaceSegment(kind, address, fileOffset);
            layout._segments[(int)kind] = (address, end);
            if (kind != SegmentKind.Bss)
                fileOffset += end - address;
            address = end;
        }
        return layout;
    }

    /// <summary>Returns the address after the segment.</summary>
    private ulong PlaceSegment(SegmentKind kind, ulong start, ulong fileOffset)
    {
        ulong address = start;
        ulong threadEnd = 0;
        foreach (OutputSection section in Sections)
        {
            if (section.Segment != kind)
                continue;
            bool isThreadBss = section.IsThreadLocal && section.Type == ElfSectionType.NoBits;
            // The template starts aligned for all of its sections: its copies do.
            ulong alignment = section.IsThreadLocal && ThreadMemorySize == 0 ? ThreadAlignment : section.Alignment;
            ulong place = AddressMath.AlignUp(isThreadBss ? Math.Max(threadEnd, address) : address, alignment);
            section.Address = place;
            section.FileOffset = fileOffset + (place - start);
            if (section.IsThreadLocal)
            {
                AddThreadLocal(section, isThreadBss);
                threadEnd = section.End;
            }
            // A thread's zeroed variables exist only in its copy of the template.
            if (!isThreadBss)
                address = section.End;
        }
        return address;
    }

    private void AddThreadLocal(OutputSection section, bool isThreadBss)
    {
        if (ThreadMemorySize == 0)
            ThreadStart = section.Address;
        if (!isThreadBss)
            ThreadFileSize = section.End - ThreadStart;
        ThreadMemorySize = section.End - ThreadStart;
    }

    /// <summary>The program headers: the loaded segments, the notes, the TLS template and the unwind table.</summary>
    public IEnumerable<ElfSegment> Segments()
    {
        for (SegmentKind kind = SegmentKind.Text; kind < SegmentKind.None; kind++)
        {
            (ulong start, ulong end) = Segment(kind);
            OutputSection? first = Sections.FirstOrDefault(section => section.Segment == kind);
            if (first is null || start == end)
                continue;
            ulong offset = first.FileOffset - (first.Address - start);
            ulong fileSize = kind == SegmentKind.Bss ? 0 : end - start;
            yield return Segment(ElfSegmentTypeCore.Load, Protection(kind), offset, start, fileSize, end - start, AddressMath.PageSize);
        }
        foreach (OutputSection section in Sections)
        {
            if (section.IsLoaded && section.Type == ElfSectionType.Note)
            {
                ulong alignment = Math.Max(section.Alignment, NoteAlignment);
                yield return Segment(ElfSegmentTypeCore.Note, ElfSegmentFlagsCore.Readable, section.FileOffset, section.Address, section.Size, section.Size, alignment);
            }
        }
        if (ThreadMemorySize > 0)
        {
            ulong offset = Sections.First(section => section.IsThreadLocal).FileOffset;
            yield return Segment(ElfSegmentTypeCore.Tls, ElfSegmentFlagsCore.Readable, offset, ThreadStart, ThreadFileSize, ThreadMemorySize, ThreadAlignment);
        }
        if (Sections.FirstOrDefault(section => section.Name == SectionPlacer.EhFrameHeader) is { } unwind)
            yield return Segment(new ElfSegmentType(ElfNative.PT_GNU_EH_FRAME), ElfSegmentFlagsCore.Readable, unwind.FileOffset, unwind.Address, unwind.Size, unwind.Size, unwind.Alignment);
    }

    /// <summary>A program header; physical and virtual addresses are the same.</summary>
    public static ElfSegment Segment(
        ElfSegmentType type, ElfSegmentFlags flags, ulong offset, ulong address, ulong fileSize, ulong memorySize, ulong alignment) => new()
        {
            OffsetCalculationMode = ElfOffsetCalculationMode.Manual,
            Type = type,
            Flags = flags,
            Position = offset,
            VirtualAddress = address,
            PhysicalAddress = address,
            Size = fileSize,
            SizeInMemory = memorySize,
            VirtualAddressAlignment = alignment,
        };

    private static ElfSegmentFlagsCore Protection(SegmentKind kind) => kind switch
    {
        SegmentKind.Text => ElfSegmentFlagsCore.Readable | ElfSegmentFlagsCore.Executable,
        SegmentKind.ReadOnly => ElfSegmentFlagsCore.Readable,
        _ => ElfSegmentFlagsCore.Readable | ElfSegmentFlagsCore.Writable,
    };
}
