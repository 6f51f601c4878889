using System.Runtime.InteropServices;
using System.Text;
using LibObjectFile.Elf;
using static LibObjectFile.Elf.ElfNative;

namespace Hermit.Tasks.Objects;

/// <summary>
/// Symbol tables, between the bytes of a section and LibObjectFile's symbols. A large object has a hundred thousand, and
/// the library's own table keeps two dictionaries of their names (docs/linker.md has the measurement).
/// </summary>
internal static class Symbols
{
    /// <summary>Size of <c>Elf64_Sym</c> in bytes.</summary>
    public const int EntrySize = 24;

    private const int BindShift = 4;
    private const int TypeMask = 0xf;
    private const int VisibilityMask = 3;

    /// <summary>The symbols of a file that was read, by index, the null symbol first; empty for a file without.</summary>
    public static List<ElfSymbol> Decode(ElfFile file)
    {
        if (file.SymbolTable is not { Link.Section: { } strings } table)
            return [];
        ReadOnlySpan<byte> names = table.BytesOf(strings);
        ReadOnlySpan<Elf64_Sym> entries = MemoryMarshal.Cast<byte, Elf64_Sym>(table.Content.Span);
        var symbols = new List<ElfSymbol>(entries.Length);
        foreach (ref readonly Elf64_Sym entry in entries)
        {
            int section = (ushort)entry.st_shndx;
            symbols.Add(new ElfSymbol
            {
                Name = NameAt(names, entry.st_name),
                Value = entry.st_value,
                Size = entry.st_size,
                Type = (ElfSymbolType)(entry.st_info & TypeMask),
                Bind = (ElfSymbolBind)(entry.st_info >> BindShift),
                Visibility = (ElfSymbolVisibility)(entry.st_other & VisibilityMask),
                SectionLink = section is 0 or >= (int)SHN_LORESERVE ? new ElfSectionLink(section) : file.Sections[section],
            });
        }
        return symbols;
    }

    /// <summary>Adds a symbol table and its names to <paramref name="file"/>; locals come first, and the null symbol is not among them.</summary>
    public static void Append(ElfFile file, List<ElfSymbol> symbols)
    {
        var names = new NameTable();
        byte[] content = new byte[(symbols.Count + 1) * EntrySize];
        Span<Elf64_Sym> entries = MemoryMarshal.Cast<byte, Elf64_Sym>(content.AsSpan())[1..];
        for (int i = 0; i < entries.Length; i++)
        {
            ElfSymbol symbol = symbols[i];
            entries[i].st_name = names.Add(symbol.Name.Value);
            entries[i].st_value = symbol.Value;
            entries[i].st_size = symbol.Size;
            entries[i].st_info = Info(symbol.Type, symbol.Bind);
            entries[i].st_other = (byte)symbol.Visibility;
            entries[i].st_shndx = (ushort)symbol.SectionIndex;
        }
        int locals = symbols.TakeWhile(symbol => symbol.Bind == ElfSymbolBind.Local).Count();
        file.Add(new BytesSection(".symtab", ElfSectionType.SymbolTable, content)
        {
            Link = file.Add(new BytesSection(".strtab", ElfSectionType.StringTable, names.Content)),
            Info = new ElfSectionLink(locals + 1),
            AdditionalTableEntrySize = EntrySize,
            VirtualAddressAlignment = 8,
            FileAlignment = 8,
        });
    }

    private static byte Info(ElfSymbolType type, ElfSymbolBind bind) => (byte)(((int)bind << BindShift) | (int)type);

    /// <summary>Turns the entry of a global or weak symbol into a local one's.</summary>
    public static void MakeLocal(Span<byte> entry)
    {
        ref Elf64_Sym symbol = ref MemoryMarshal.AsRef<Elf64_Sym>(entry);
        symbol.st_info = Info((ElfSymbolType)(symbol.st_info & TypeMask), ElfSymbolBind.Local);
        symbol.st_other = (byte)(symbol.st_other & ~VisibilityMask);
    }

    /// <summary>Lets an entry name another place.</summary>
    public static void Move(Span<byte> entry, int section, ulong value)
    {
        ref Elf64_Sym symbol = ref MemoryMarshal.AsRef<Elf64_Sym>(entry);
        symbol.st_shndx = (ushort)section;
        symbol.st_value = value;
    }

    private static string NameAt(ReadOnlySpan<byte> names, uint offset)
    {
        if (offset == 0)
            return "";
        ReadOnlySpan<byte> rest = names[(int)offset..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
