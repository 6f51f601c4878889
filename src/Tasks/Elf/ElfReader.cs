using System.Buffers.Binary;
using System.Text;
using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.Elf;

/// <summary>
/// Reads ELF64 little-endian files. The bytes are hostile: every index, offset and size is checked against the file
/// before use, so that memory use stays proportional to the file's size, and nothing is thrown.
/// </summary>
public sealed class ElfReader
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _path;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>
    /// Bytes of names that may still be decoded. Names can share bytes, so a small file could otherwise name one long
    /// string a million times.
    /// </summary>
    private long _nameBudget;

    private ElfReader(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        _data = data;
        _path = path;
        _diagnostics = diagnostics;
        _nameBudget = 16L * data.Length + 4096;
    }

    private ReadOnlySpan<byte> Span => _data.Span;

    /// <summary>True when <paramref name="data"/> starts with the ELF magic.</summary>
    public static bool IsElf(ReadOnlySpan<byte> data) => data.StartsWith(ElfConstants.Magic);

    /// <summary>
    /// Reads a file that is already in memory; sections refer to <paramref name="data"/> and do not copy it.
    /// </summary>
    /// <returns>The file, or null when it is unusable; then <paramref name="diagnostics"/> has the errors.</returns>
    public static ElfFile? Read(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new ElfReader(data, path, diagnostics).Read();
    }

    private ElfFile? Read()
    {
        if (!ReadIdentification())
            return null;
        ReadOnlySpan<byte> header = Span;
        var file = new ElfFile
        {
            Path = _path,
            Type = (ElfFileType)BinaryPrimitives.ReadUInt16LittleEndian(header[16..]),
            Machine = (ElfMachine)BinaryPrimitives.ReadUInt16LittleEndian(header[18..]),
            Entry = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
            Flags = BinaryPrimitives.ReadUInt32LittleEndian(header[48..]),
        };
        bool sound = ReadProgramHeaders(file) && ReadSections(file) && ReadSymbols(file);
        return sound ? file : null;
    }

    private bool ReadIdentification()
    {
        if (!IsElf(Span))
            return Fail(ErrorCodes.NotAnObject, "not an ELF file: it does not start with the ELF magic", 0);
        if (Span.Length < ElfConstants.HeaderSize)
            return Corrupt($"the file ends inside the ELF header ({Span.Length} of {ElfConstants.HeaderSize} bytes)", Span.Length);
        if (Span[4] != ElfConstants.Class64)
            return Fail(ErrorCodes.UnsupportedElf, $"only 64-bit ELF is supported; EI_CLASS is {Span[4]}", 4);
        if (Span[5] != ElfConstants.LittleEndian)
            return Fail(ErrorCodes.UnsupportedElf, $"only little-endian ELF is supported; EI_DATA is {Span[5]}", 5);
        if (Span[6] != 1)
            return Fail(ErrorCodes.UnsupportedElf, $"ELF version {Span[6]} is not supported", 6);
        return true;
    }

    private bool ReadProgramHeaders(ElfFile file)
    {
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(Span[32..]);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(Span[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(Span[56..]);
        if (count == 0)
            return true;
        if (entrySize != ElfConstants.ProgramHeaderSize)
            return Corrupt($"e_phentsize is {entrySize}, not {ElfConstants.ProgramHeaderSize}", 54);
        if (!TrySlice(offset, (ulong)count * ElfConstants.ProgramHeaderSize, out ReadOnlySpan<byte> table))
            return Corrupt("the program header table lies outside the file", 32);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * ElfConstants.ProgramHeaderSize, ElfConstants.ProgramHeaderSize);
            file.ProgramHeaders.Add(new ElfProgramHeader(
                (ElfSegmentType)BinaryPrimitives.ReadUInt32LittleEndian(entry),
                (ElfSegmentFlags)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[48..])));
        }
        return true;
    }

    private bool ReadSections(ElfFile file)
    {
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(Span[40..]);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(Span[58..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(Span[60..]);
        int namesIndex = BinaryPrimitives.ReadUInt16LittleEndian(Span[62..]);
        if (offset == 0)
            return true;
        if (entrySize != ElfConstants.SectionHeaderSize)
            return Corrupt($"e_shentsize is {entrySize}, not {ElfConstants.SectionHeaderSize}", 58);
        if (count == 0 || namesIndex == ElfConstants.ExtendedIndex)
            return Fail(ErrorCodes.UnsupportedElf, "more than 65,279 sections are not supported", 60);
        if (!TrySlice(offset, (ulong)count * ElfConstants.SectionHeaderSize, out ReadOnlySpan<byte> table))
            return Corrupt("the section header table lies outside the file", 40);
        if (namesIndex >= count)
            return Corrupt($"e_shstrndx {namesIndex} is not a section", 62);

        file.Sections.Clear();
        for (int i = 0; i < count; i++)
        {
            long place = (long)offset + i * ElfConstants.SectionHeaderSize;
            if (ReadSection(table.Slice(i * ElfConstants.SectionHeaderSize, ElfConstants.SectionHeaderSize), i, count, place) is not { } section)
                return false;
            file.Sections.Add(section);
        }
        return ReadSectionNames(file, table, (long)offset, namesIndex);
    }

    private ElfSection? ReadSection(ReadOnlySpan<byte> entry, int index, int count, long place)
    {
        var section = new ElfSection
        {
            Type = (ElfSectionType)BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
            Flags = (ElfSectionFlags)BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
            Address = BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
            Offset = BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]),
            Size = BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]),
            Link = BinaryPrimitives.ReadUInt32LittleEndian(entry[40..]),
            Info = BinaryPrimitives.ReadUInt32LittleEndian(entry[44..]),
            Alignment = BinaryPrimitives.ReadUInt64LittleEndian(entry[48..]),
            EntrySize = BinaryPrimitives.ReadUInt64LittleEndian(entry[56..]),
        };
        if (section.Type == ElfSectionType.SHT_NULL)
            return section;
        if ((section.Alignment & (section.Alignment - 1)) != 0 || section.Alignment > uint.MaxValue)
        {
            Corrupt($"section {index} has alignment 0x{section.Alignment:x}, not a power of two below 4 GiB", place + 48);
            return null;
        }
        if (section.Link >= (uint)count)
        {
            Corrupt($"section {index} links to section {section.Link} of {count}", place + 40);
            return null;
        }
        if (section.Type == ElfSectionType.SHT_NOBITS)
        {
            if (section.Size <= long.MaxValue)
                return section;
            Corrupt($"section {index} has the impossible size 0x{section.Size:x}", place + 32);
            return null;
        }
        if (!TrySlice(section.Offset, section.Size, out _))
        {
            Corrupt($"section {index} (offset 0x{section.Offset:x}, size 0x{section.Size:x}) lies outside the file", place + 24);
            return null;
        }
        section.Content = _data.Slice((int)section.Offset, (int)section.Size);
        return section;
    }

    private bool ReadSectionNames(ElfFile file, ReadOnlySpan<byte> table, long offset, int namesIndex)
    {
        if (namesIndex == 0)
            return true;
        ReadOnlySpan<byte> names = file.Sections[namesIndex].Content.Span;
        for (int i = 1; i < file.Sections.Count; i++)
        {
            uint name = BinaryPrimitives.ReadUInt32LittleEndian(table[(i * ElfConstants.SectionHeaderSize)..]);
            if (!TryReadString(names, name, out string text))
                return Corrupt($"the name of section {i} lies outside the section name table", offset + i * ElfConstants.SectionHeaderSize);
            file.Sections[i].Name = text;
        }
        return true;
    }

    private bool ReadSymbols(ElfFile file)
    {
        int index = file.Sections.FindIndex(section => section.Type == ElfSectionType.SHT_SYMTAB);
        if (index < 0)
            return true;
        ElfSection table = file.Sections[index];
        if (file.Sections.FindIndex(index + 1, section => section.Type == ElfSectionType.SHT_SYMTAB) is > 0 and int second)
            return Corrupt($"a second symbol table, section {second}", (long)file.Sections[second].Offset);
        if (table.EntrySize != ElfConstants.SymbolSize || table.Size % ElfConstants.SymbolSize != 0)
            return Corrupt($"the symbol table is not a sequence of {ElfConstants.SymbolSize}-byte entries", (long)table.Offset);
        ElfSection strings = file.Sections[(int)table.Link];
        if (strings.Type != ElfSectionType.SHT_STRTAB)
            return Corrupt($"the symbol table's string table is a {strings.Type} section", (long)table.Offset);

        file.SymbolTableIndex = index;
        int count = table.Content.Length / ElfConstants.SymbolSize;
        file.Symbols = new List<ElfSymbol>(count);
        for (int i = 0; i < count; i++)
        {
            long place = (long)table.Offset + i * ElfConstants.SymbolSize;
            if (!ReadSymbol(file, table.Content.Span.Slice(i * ElfConstants.SymbolSize, ElfConstants.SymbolSize), strings.Content.Span, i, place))
                return false;
        }
        return true;
    }

    private bool ReadSymbol(ElfFile file, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> strings, int index, long place)
    {
        uint name = BinaryPrimitives.ReadUInt32LittleEndian(entry);
        int section = BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]);
        string text = "";
        if (name != 0 && !TryReadString(strings, name, out text))
            return Corrupt($"the name of symbol {index} lies outside the string table", place);
        if (section == ElfConstants.ExtendedIndex)
            return Fail(ErrorCodes.UnsupportedElf, "extended section indices are not supported", place + 6);
        if (section < ElfConstants.FirstReserved && section >= file.Sections.Count)
            return Corrupt($"symbol {index} ({text}) is in section {section} of {file.Sections.Count}", place + 6);
        file.Symbols.Add(new ElfSymbol(
            text,
            BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
            (ElfSymbolType)(entry[4] & 0xf),
            (ElfSymbolBinding)(entry[4] >> 4),
            (ElfSymbolVisibility)(entry[5] & 3),
            section));
        return true;
    }

    private bool TrySlice(ulong offset, ulong size, out ReadOnlySpan<byte> slice)
    {
        slice = default;
        ulong length = (ulong)Span.Length;
        if (offset > length || size > length - offset)
            return false;
        slice = Span.Slice((int)offset, (int)size);
        return true;
    }

    private bool TryReadString(ReadOnlySpan<byte> table, uint offset, out string text)
    {
        text = "";
        if (offset >= (uint)table.Length)
            return false;
        ReadOnlySpan<byte> rest = table[(int)offset..];
        int length = rest.IndexOf((byte)0);
        if (length < 0 || length > _nameBudget)
            return false;
        _nameBudget -= length;
        text = Encoding.UTF8.GetString(rest[..length]);
        return true;
    }

    private bool Corrupt(string message, long offset) => Fail(ErrorCodes.CorruptElf, message, offset);

    private bool Fail(string code, string message, long offset)
    {
        _diagnostics.Error(code, message, _path, offset);
        return false;
    }
}
