using System.Runtime.InteropServices;
using Hermit.Tasks.Diagnostics;
using LibObjectFile.Elf;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Objects;

/// <summary>
/// Checks an ELF file before LibObjectFile reads it. The library trusts counts, sizes and offsets: a table outside the
/// file makes it allocate what a header says, a long name costs it the square of its length. After these checks its time
/// and memory are proportional to the file's size.
/// </summary>
internal sealed class ObjectChecks(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
{
    /// <summary>Bytes of the longest name: compilers stay far below.</summary>
    public const int MaximumName = 32 << 10;

    private const uint MaximumSegments = 1024;
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;

    /// <summary>Bytes of names that may still be decoded. Names can share bytes, so that a small file could name a long string a million times.</summary>
    private long _nameBudget = 4L * data.Length + 4096;

    private ReadOnlySpan<byte> Span => data.Span;

    private ref readonly Elf64_Ehdr Header => ref MemoryMarshal.AsRef<Elf64_Ehdr>(Span);

    /// <summary>False after an error.</summary>
    public bool Pass() => CheckIdentification() && CheckProgramHeaders() && CheckSections();

    private bool CheckIdentification()
    {
        if (!ObjectReader.IsElf(Span))
            return Fail(ErrorCodes.NotAnObject, "not an ELF file: it does not start with the ELF magic", 0);
        if (Span.Length < HeaderSize)
            return Corrupt($"the file ends inside the ELF header ({Span.Length} of {HeaderSize} bytes)", Span.Length);
        if (Span[EI_CLASS] != ELFCLASS64)
            return Fail(ErrorCodes.UnsupportedElf, $"only 64-bit ELF is supported; EI_CLASS is {Span[EI_CLASS]}", EI_CLASS);
        if (Span[EI_DATA] != ELFDATA2LSB)
            return Fail(ErrorCodes.UnsupportedElf, $"only little-endian ELF is supported; EI_DATA is {Span[EI_DATA]}", EI_DATA);
        if (Span[EI_VERSION] != EV_CURRENT)
            return Fail(ErrorCodes.UnsupportedElf, $"ELF version {Span[EI_VERSION]} is not supported", EI_VERSION);
        if (Header.e_ehsize != HeaderSize)
            return Corrupt($"e_ehsize is {Header.e_ehsize}, not {HeaderSize}", 52);
        return true;
    }

    private bool CheckProgramHeaders()
    {
        if (Header.e_phnum == 0)
            return IsInside(Header.e_phoff, 0) || Corrupt("the empty program header table lies outside the file", 32);
        if (Header.e_phentsize != ProgramHeaderSize)
            return Corrupt($"e_phentsize is {Header.e_phentsize}, not {ProgramHeaderSize}", 54);
        if (Header.e_phnum > MaximumSegments)
            return Fail(ErrorCodes.UnsupportedElf, $"more than {MaximumSegments} segments are not supported", 56);
        if (!IsInside(Header.e_phoff, (ulong)Header.e_phnum * (ulong)ProgramHeaderSize))
            return Corrupt("the program header table lies outside the file", 32);
        return true;
    }

    private bool CheckSections()
    {
        int count = Header.e_shnum;
        if (Header.e_shoff == 0ul)
            return true;
        if (Header.e_shentsize != SectionHeaderSize)
            return Corrupt($"e_shentsize is {Header.e_shentsize}, not {SectionHeaderSize}", 58);
        if (count == 0 || Header.e_shstrndx == SHN_XINDEX)
            return Fail(ErrorCodes.UnsupportedElf, "more than 65,279 sections are not supported", 60);
        if (!IsInside(Header.e_shoff, (ulong)count * (ulong)SectionHeaderSize))
            return Corrupt("the section header table lies outside the file", 40);
        ReadOnlySpan<Elf64_Shdr> sections = MemoryMarshal.Cast<byte, Elf64_Shdr>(Span[(int)(ulong)Header.e_shoff..])[..count];
        for (int i = 0; i < count; i++)
        {
            if (!CheckSection(sections[i], i, count, PlaceOf(i)))
                return false;
        }
        return CheckStrings(sections) && CheckSectionNames(sections) && CheckSymbols(sections);
    }

    private bool CheckSection(in Elf64_Shdr section, int index, int count, long place)
    {
        if (section.sh_type == SHT_NULL)
            return true;
        if ((section.sh_addralign & (section.sh_addralign - 1)) != 0 || section.sh_addralign > uint.MaxValue)
            return Corrupt($"section {index} has alignment 0x{(ulong)section.sh_addralign:x}, not a power of two below 4 GiB", place + 48);
        if (section.sh_link >= (uint)count)
            return Corrupt($"section {index} links to section {section.sh_link} of {count}", place + 40);
        if (section.sh_type == SHT_NOBITS && section.sh_size > long.MaxValue)
            return Corrupt($"section {index} has the impossible size 0x{(ulong)section.sh_size:x}", place + 32);
        if (section.sh_type != SHT_NOBITS && !IsInside(section.sh_offset, section.sh_size))
            return Corrupt($"section {index} (offset 0x{(ulong)section.sh_offset:x}, size 0x{(ulong)section.sh_size:x}) lies outside the file", place + 24);
        return true;
    }

    /// <summary>The library copies string tables: they may not overlap.</summary>
    private bool CheckStrings(ReadOnlySpan<Elf64_Shdr> sections)
    {
        ulong size = 0;
        for (int i = 0; i < sections.Length; i++)
        {
            if (sections[i].sh_type != SHT_STRTAB)
                continue;
            size += sections[i].sh_size;
            if (size > (ulong)Span.Length)
                return Corrupt($"the string tables overlap, the last one is section {i}", PlaceOf(i) + 24);
        }
        return true;
    }

    private bool CheckSectionNames(ReadOnlySpan<Elf64_Shdr> sections)
    {
        int index = Header.e_shstrndx;
        if (index >= sections.Length)
            return Corrupt($"e_shstrndx {index} is not a section", 62);
        if (index == 0)
            return true;
        if (sections[index].sh_type != SHT_STRTAB)
            return Corrupt($"the section names, section {index}, are no string table", 62);
        ReadOnlySpan<byte> names = ContentOf(sections[index]);
        for (int i = 1; i < sections.Length; i++)
        {
            if (!CheckName(names, sections[i].sh_name))
                return Corrupt($"the name of section {i} lies outside the section name table", PlaceOf(i));
        }
        return true;
    }

    private bool CheckSymbols(ReadOnlySpan<Elf64_Shdr> sections)
    {
        int table = -1;
        for (int i = 0; i < sections.Length; i++)
        {
            if (sections[i].sh_type != SHT_SYMTAB)
                continue;
            if (table >= 0)
                return Corrupt($"a second symbol table, section {i}", PlaceOf(i));
            table = i;
        }
        if (table < 0)
            return true;
        if (sections[table].sh_entsize != (ulong)SymbolSize || sections[table].sh_size % (ulong)SymbolSize != 0)
            return Corrupt($"the symbol table is not a sequence of {SymbolSize}-byte entries", PlaceOf(table) + 32);
        Elf64_Shdr strings = sections[(int)(uint)sections[table].sh_link];
        if (strings.sh_type != SHT_STRTAB)
            return Corrupt("the symbol table's names are not in a string table", PlaceOf(table) + 40);
        ReadOnlySpan<byte> names = ContentOf(strings);
        ReadOnlySpan<Elf64_Sym> symbols = MemoryMarshal.Cast<byte, Elf64_Sym>(ContentOf(sections[table]));
        for (int i = 0; i < symbols.Length; i++)
        {
            long place = (long)(ulong)sections[table].sh_offset + (long)i * SymbolSize;
            uint section = (ushort)symbols[i].st_shndx;
            if (!CheckName(names, symbols[i].st_name))
                return Corrupt($"the name of symbol {i} lies outside the string table, or is too long", place);
            if (section == SHN_XINDEX)
                return Fail(ErrorCodes.UnsupportedElf, "extended section indices are not supported", place + 6);
            if (section < SHN_LORESERVE && section >= (uint)sections.Length)
                return Corrupt($"symbol {i} is in section {section} of {sections.Length}", place + 6);
        }
        return true;
    }

    private bool CheckName(ReadOnlySpan<byte> table, uint offset)
    {
        if (offset == 0)
            return true;
        if (offset >= (uint)table.Length)
            return false;
        int length = table[(int)offset..].IndexOf((byte)0);
        _nameBudget -= length;
        return length is >= 0 and <= MaximumName && _nameBudget >= 0;
    }

    private ReadOnlySpan<byte> ContentOf(in Elf64_Shdr section) => Span.Slice((int)(ulong)section.sh_offset, (int)(ulong)section.sh_size);

    private long PlaceOf(int section) => (long)(ulong)Header.e_shoff + (long)section * SectionHeaderSize;

    private bool IsInside(ulong offset, ulong size) => offset <= (ulong)Span.Length && size <= (ulong)Span.Length - offset;

    private bool Corrupt(string message, long offset) => Fail(ErrorCodes.CorruptElf, message, offset);

    private bool Fail(string code, string message, long offset)
    {
        diagnostics.Error(code, message, path, offset);
        return false;
    }
}
