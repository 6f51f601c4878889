using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Makes relocatable files for tests.</summary>
public sealed class ObjectBuilder
{
    public const ElfSectionFlags Code = ElfSectionFlags.SHF_ALLOC | ElfSectionFlags.SHF_EXECINSTR;
    public const ElfSectionFlags Data = ElfSectionFlags.SHF_ALLOC | ElfSectionFlags.SHF_WRITE;
    public const ElfSectionFlags ReadOnly = ElfSectionFlags.SHF_ALLOC;
    public const ElfSectionFlags Tls = ElfSectionFlags.SHF_ALLOC | ElfSectionFlags.SHF_WRITE | ElfSectionFlags.SHF_TLS;

    private readonly List<ElfSymbol> _locals = [default];
    private readonly List<ElfSymbol> _globals = [];
    private readonly List<(int Section, ulong Offset, string Symbol, uint Type, long Addend)> _relocations = [];

    public ObjectBuilder(ElfMachine machine = ElfMachine.EM_X86_64) => File = new ElfFile { Path = "test.o", Machine = machine };

    public ElfFile File { get; }

    /// <summary>Adds a section and returns its index.</summary>
    public int Section(string name, ElfSectionFlags flags, ReadOnlySpan<byte> content, ulong alignment = 1, ElfSectionType type = ElfSectionType.SHT_PROGBITS)
    {
        var section = new ElfSection { Name = name, Flags = flags, Type = type, Alignment = alignment };
        section.SetContent(content.ToArray());
        return File.Add(section);
    }

    /// <summary>Adds a section without content.</summary>
    public int NoBits(string name, ElfSectionFlags flags, ulong size, ulong alignment = 1) =>
        File.Add(new ElfSection { Name = name, Flags = flags, Type = ElfSectionType.SHT_NOBITS, Alignment = alignment, Size = size });

    public ObjectBuilder Local(string name, int section, ulong value = 0, ElfSymbolType type = ElfSymbolType.STT_NOTYPE, ulong size = 0)
    {
        _locals.Add(new ElfSymbol(name, value, size, type, ElfSymbolBinding.STB_LOCAL, ElfSymbolVisibility.STV_DEFAULT, section));
        return this;
    }

    public ObjectBuilder Global(
        string name, int section, ulong value = 0, ElfSymbolType type = ElfSymbolType.STT_NOTYPE, ulong size = 0,
        ElfSymbolBinding binding = ElfSymbolBinding.STB_GLOBAL, ElfSymbolVisibility visibility = ElfSymbolVisibility.STV_DEFAULT)
    {
        _globals.Add(new ElfSymbol(name, value, size, type, binding, visibility, section));
        return this;
    }

    public ObjectBuilder Undefined(string name, ElfSymbolBinding binding = ElfSymbolBinding.STB_GLOBAL) =>
        Global(name, ElfConstants.Undefined, binding: binding);

    /// <summary>Adds a relocation against a symbol of this object, which is made undefined if there is none of that name.</summary>
    public ObjectBuilder Relocation(int section, ulong offset, string symbol, uint type, long addend = 0)
    {
        if (!_locals.Concat(_globals).Any(candidate => candidate.Name == symbol))
            Undefined(symbol);
        _relocations.Add((section, offset, symbol, type, addend));
        return this;
    }

    /// <summary>Returns the finished model.</summary>
    public ElfFile Build()
    {
        File.Symbols = [.. _locals, .. _globals];
        var tables = new List<ElfSection>();
        foreach (var group in _relocations.GroupBy(relocation => relocation.Section))
        {
            byte[] table = new byte[group.Count() * ElfConstants.RelocationSize];
            int index = 0;
            foreach (var (_, offset, name, type, addend) in group)
            {
                uint symbol = (uint)File.Symbols.FindIndex(candidate => candidate.Name == name);
                ElfRelocationTable.Write(table, index++, new ElfRelocation(offset, symbol, type, addend));
            }
            var section = new ElfSection
            {
                Name = ".rela" + File.Sections[group.Key].Name,
                Type = ElfSectionType.SHT_RELA,
                Flags = ElfSectionFlags.SHF_INFO_LINK,
                Info = (uint)group.Key,
                EntrySize = ElfConstants.RelocationSize,
                Alignment = 8,
            };
            section.SetContent(table);
            File.Add(section);
            tables.Add(section);
        }
        File.AddSymbolTable();
        foreach (ElfSection table in tables)
            table.Link = (uint)File.SymbolTableIndex;
        return File;
    }

    /// <summary>Returns the finished file.</summary>
    public byte[] ToArray() => ElfWriter.ToArray(Build());

    /// <summary>Writes the finished file into <paramref name="folder"/> and returns its path.</summary>
    public string Write(TemporaryFolder folder, string name) => folder.Write(name, ToArray());

    /// <summary>An object with a function <c>_start</c> of one byte.</summary>
    public static ObjectBuilder WithStart(ReadOnlySpan<byte> code, out int text, ElfMachine machine = ElfMachine.EM_X86_64)
    {
        var builder = new ObjectBuilder(machine);
        text = builder.Section(".text", Code, code, alignment: 16);
        builder.Global("_start", text, type: ElfSymbolType.STT_FUNC, size: (ulong)code.Length);
        return builder;
    }
}
