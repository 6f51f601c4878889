using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Tests.Support;

/// <summary>Makes relocatable files for tests.</summary>
public sealed class ObjectBuilder
{
    public const ElfSectionFlags Code = ElfSectionFlags.Alloc | ElfSectionFlags.Executable;
    public const ElfSectionFlags Data = ElfSectionFlags.Alloc | ElfSectionFlags.Write;
    public const ElfSectionFlags ReadOnly = ElfSectionFlags.Alloc;
    public const ElfSectionFlags Tls = ElfSectionFlags.Alloc | ElfSectionFlags.Write | ElfSectionFlags.Tls;

    /// <summary>In place of a section: the symbol is undefined.</summary>
    public const int None = 0;

    /// <summary>In place of a section: the value is a number.</summary>
    public const int Absolute = (int)ElfNative.SHN_ABS;

    /// <summary>In place of a section: the linker allocates.</summary>
    public const int Common = (int)ElfNative.SHN_COMMON;

    private readonly List<ElfSymbol> _locals = [];
    private readonly List<ElfSymbol> _globals = [];
    private readonly List<(int Section, ulong Offset, string Symbol, uint Type, long Addend)> _relocations = [];

    public ObjectBuilder(ElfArch machine = ElfArch.X86_64) => File = new ElfFile(machine, ElfFileClass.Is64, ElfEncoding.Lsb);

    public ElfFile File { get; }

    /// <summary>Adds a section and returns its index.</summary>
    public int Section(string name, ElfSectionFlags flags, ReadOnlySpan<byte> content, ulong alignment = 1, ElfSectionType type = ElfSectionType.ProgBits) =>
        Add(new BytesSection(name, type, content.ToArray()), flags, alignment);

    /// <summary>Adds a section without content.</summary>
    public int NoBits(string name, ElfSectionFlags flags, ulong size, ulong alignment = 1) =>
        Add(new ElfNoBitsSection { Name = name, Size = size }, flags, alignment);

    public ObjectBuilder Local(string name, int section, ulong value = 0, ElfSymbolType type = ElfSymbolType.NoType, ulong size = 0)
    {
        _locals.Add(Symbol(name, section, value, type, size, ElfSymbolBind.Local, ElfSymbolVisibility.Default));
        return this;
    }

    public ObjectBuilder Global(
        string name, int section, ulong value = 0, ElfSymbolType type = ElfSymbolType.NoType, ulong size = 0,
        ElfSymbolBind binding = ElfSymbolBind.Global, ElfSymbolVisibility visibility = ElfSymbolVisibility.Default)
    {
        _globals.Add(Symbol(name, section, value, type, size, binding, visibility));
        return this;
    }

    public ObjectBuilder Undefined(string name, ElfSymbolBind binding = ElfSymbolBind.Global) => Global(name, None, binding: binding);

    /// <summary>Adds a relocation against a symbol of this object, which is made undefined if there is none of that name.</summary>
    public ObjectBuilder Relocation(int section, ulong offset, string symbol, uint type, long addend = 0)
    {
        if (!_locals.Concat(_globals).Any(candidate => candidate.Name.Value == symbol))
            Undefined(symbol);
        _relocations.Add((section, offset, symbol, type, addend));
        return this;
    }

    /// <summary>Returns the finished model.</summary>
    public ElfFile Build()
    {
        var symbols = new ElfSymbolTable(isDynamic: false) { VirtualAddressAlignment = 8, FileAlignment = 8 };
        symbols.Entries.AddRange(_locals);
        symbols.Entries.AddRange(_globals);
        foreach (var group in _relocations.GroupBy(relocation => relocation.Section))
        {
            byte[] table = new byte[group.Count() * RelocationTable.EntrySize];
            int index = 0;
            foreach (var (_, offset, name, type, addend) in group)
            {
                uint symbol = (uint)symbols.Entries.FindIndex(candidate => candidate.Name.Value == name);
                RelocationTable.Write(table, index++, new Relocation(offset, symbol, type, addend));
            }
            ElfSection target = File.Sections[group.Key];
            Add(
                new BytesSection(".rela" + target.Name.Value, ElfSectionType.RelocationAddends, table)
                {
                    Link = symbols,
                    Info = target,
                    AdditionalTableEntrySize = RelocationTable.EntrySize,
                },
                ElfSectionFlags.InfoLink,
                alignment: 8);
        }
        symbols.Link = File.Add(new ElfStringTable());
        File.Add(symbols);
        File.Add(new ElfSectionHeaderStringTable());
        File.Add(new ElfSectionHeaderTable());
        return File;
    }

    /// <summary>Returns the finished file.</summary>
    public byte[] ToArray() => Build().ToArray();

    /// <summary>Writes the finished file into <paramref name="folder"/> and returns its path.</summary>
    public string Write(TemporaryFolder folder, string name) => folder.Write(name, ToArray());

    /// <summary>An object with a function <c>_start</c> of one byte.</summary>
    public static ObjectBuilder WithStart(ReadOnlySpan<byte> code, out int text, ElfArch machine = ElfArch.X86_64)
    {
        var builder = new ObjectBuilder(machine);
        text = builder.Section(".text", Code, code, alignment: 16);
        builder.Global("_start", text, type: ElfSymbolType.Function, size: (ulong)code.Length);
        return builder;
    }

    private int Add(ElfSection section, ElfSectionFlags flags, ulong alignment)
    {
        section.Flags = flags;
        section.VirtualAddressAlignment = alignment;
        section.FileAlignment = (uint)alignment;
        return File.Add(section).SectionIndex;
    }

    private ElfSymbol Symbol(
        string name, int section, ulong value, ElfSymbolType type, ulong size, ElfSymbolBind binding, ElfSymbolVisibility visibility) => new()
        {
            Name = name,
            SectionLink = section is None or Absolute or Common ? new ElfSectionLink(section) : File.Sections[section],
            Value = value,
            Type = type,
            Size = size,
            Bind = binding,
            Visibility = visibility,
        };
}
