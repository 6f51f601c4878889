using System.Buffers.Binary;

namespace Hermit.Tasks.Elf;

/// <summary>
/// Writes an <see cref="ElfFile"/>. The symbol table, its strings and the section names are made anew from the model;
/// in an executable, allocated sections keep the offsets that the linker gave them; 0 stands for none.
/// </summary>
public static class ElfWriter
{
    private const string SectionNames = ".shstrtab";

    /// <summary>Lays the file out and writes it to <paramref name="stream"/>. Throws what the stream throws.</summary>
    public static void Write(ElfFile file, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(stream);
        byte[] image = ToArray(file);
        stream.Write(image);
    }

    /// <summary>Lays the file out and returns its bytes. Sections get their final <see cref="ElfSection.Offset"/>.</summary>
    public static byte[] ToArray(ElfFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.SymbolTableIndex != 0)
            FillSymbolTable(file);
        uint[] names = FillSectionNames(file, out int namesIndex);
        ulong headers = AssignOffsets(file);
        byte[] image = new byte[checked((int)(headers + (ulong)file.Sections.Count * ElfConstants.SectionHeaderSize))];

        WriteHeader(image, file, headers, namesIndex);
        WriteProgramHeaders(image, file);
        for (int i = 0; i < file.Sections.Count; i++)
        {
            ElfSection section = file.Sections[i];
            section.Content.Span.CopyTo(image.AsSpan((int)section.Offset));
            WriteSectionHeader(image.AsSpan((int)headers + i * ElfConstants.SectionHeaderSize), section, names[i]);
        }
        return image;
    }

    private static void FillSymbolTable(ElfFile file)
    {
        ElfSection table = file.Sections[file.SymbolTableIndex];
        var strings = new ElfStringTable();
        byte[] content = new byte[file.Symbols.Count * ElfConstants.SymbolSize];
        int firstGlobal = file.Symbols.Count;
        for (int i = 0; i < file.Symbols.Count; i++)
        {
            ElfSymbol symbol = file.Symbols[i];
            Span<byte> entry = content.AsSpan(i * ElfConstants.SymbolSize, ElfConstants.SymbolSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, strings.Add(symbol.Name ?? ""));
            entry[4] = (byte)(((int)symbol.Binding << 4) | (int)symbol.Type);
            entry[5] = (byte)symbol.Visibility;
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], (ushort)symbol.SectionIndex);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], symbol.Value);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], symbol.Size);
            if (symbol.Binding != ElfSymbolBinding.STB_LOCAL && firstGlobal == file.Symbols.Count)
                firstGlobal = i;
        }
        table.SetContent(content);
        table.Info = (uint)firstGlobal;
        file.Sections[(int)table.Link].SetContent(strings.Content);
    }

    /// <summary>An object may keep symbol and section names in one table; then the names get a table of their own.</summary>
    private static uint[] FillSectionNames(ElfFile file, out int namesIndex)
    {
        namesIndex = file.Sections.FindLastIndex(s => s.Type == ElfSectionType.SHT_STRTAB && s.Name == SectionNames);
        if (namesIndex < 0)
            namesIndex = file.Add(new ElfSection { Name = SectionNames, Type = ElfSectionType.SHT_STRTAB, Alignment = 1 });
        var strings = new ElfStringTable();
        uint[] names = file.Sections.ConvertAll(section => strings.Add(section.Name)).ToArray();
        file.Sections[namesIndex].SetContent(strings.Content);
        return names;
    }

    /// <summary>Returns the offset of the section header table, which comes last.</summary>
    private static ulong AssignOffsets(ElfFile file)
    {
        bool isPlaced(ElfSection section) => file.Type != ElfFileType.ET_REL && section.IsAllocated && section.Offset != 0;
        ulong end = (ulong)(ElfConstants.HeaderSize + file.ProgramHeaders.Count * ElfConstants.ProgramHeaderSize);
        foreach (ElfSection section in file.Sections)
        {
            if (isPlaced(section))
                end = Math.Max(end, section.Offset + (ulong)section.Content.Length);
        }
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type == ElfSectionType.SHT_NULL || isPlaced(section))
                continue;
            end = AlignUp(end, Math.Max(section.Alignment, 1));
            section.Offset = end;
            end += (ulong)section.Content.Length;
        }
        return AlignUp(end, 8);
    }

    private static void WriteHeader(Span<byte> image, ElfFile file, ulong sectionHeaders, int namesIndex)
    {
        ElfConstants.Magic.CopyTo(image);
        image[4] = ElfConstants.Class64;
        image[5] = ElfConstants.LittleEndian;
        image[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(image[16..], (ushort)file.Type);
        BinaryPrimitives.WriteUInt16LittleEndian(image[18..], (ushort)file.Machine);
        BinaryPrimitives.WriteUInt32LittleEndian(image[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(image[24..], file.Entry);
        BinaryPrimitives.WriteUInt64LittleEndian(image[32..], file.ProgramHeaders.Count == 0 ? 0ul : ElfConstants.HeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(image[40..], sectionHeaders);
        BinaryPrimitives.WriteUInt32LittleEndian(image[48..], file.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(image[52..], ElfConstants.HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(image[54..], (ushort)(file.ProgramHeaders.Count == 0 ? 0 : ElfConstants.ProgramHeaderSize));
        BinaryPrimitives.WriteUInt16LittleEndian(image[56..], (ushort)file.ProgramHeaders.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(image[58..], ElfConstants.SectionHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(image[60..], (ushort)file.Sections.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(image[62..], (ushort)namesIndex);
    }

    private static void WriteProgramHeaders(Span<byte> image, ElfFile file)
    {
        int offset = ElfConstants.HeaderSize;
        foreach (ElfProgramHeader header in file.ProgramHeaders)
        {
            Span<byte> entry = image.Slice(offset, ElfConstants.ProgramHeaderSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)header.Type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)header.Flags);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], header.Offset);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], header.VirtualAddress);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[24..], header.PhysicalAddress);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[32..], header.FileSize);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[40..], header.MemorySize);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[48..], header.Alignment);
            offset += ElfConstants.ProgramHeaderSize;
        }
    }

    private static void WriteSectionHeader(Span<byte> entry, ElfSection section, uint name)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(entry, name);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], (uint)section.Type);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], (ulong)section.Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], section.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[24..], section.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[32..], section.Size);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[40..], section.Link);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[44..], section.Info);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[48..], section.Alignment);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[56..], section.EntrySize);
    }

    private static ulong AlignUp(ulong value, ulong alignment) => (value + alignment - 1) & ~(alignment - 1);
}
