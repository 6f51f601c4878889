using System.Buffers.Binary;
using System.Numerics;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Resolves global names over all objects, pulling archive members that define what is missing (System V gABI,
/// "Symbol Table": strong beats weak, weak and common give way).
/// </summary>
internal sealed class SymbolTable(InputLoader loader, DiagnosticBag diagnostics)
{
    /// <summary><c>GRP_COMDAT</c>: of the groups with one signature, one is kept.</summary>
    private const uint GroupComdat = 1;

    private readonly Dictionary<string, GlobalSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InputObject> _groups = new(StringComparer.Ordinal);
    private readonly Queue<GlobalSymbol> _wanted = new();

    /// <summary>The objects that take part, in link order.</summary>
    public List<InputObject> Objects { get; } = [];

    /// <summary>All global names.</summary>
    public IReadOnlyCollection<GlobalSymbol> Symbols => _symbols.Values;

    /// <summary>Returns the symbol of this name, or null when no object mentions it.</summary>
    public GlobalSymbol? Find(string name) => _symbols.GetValueOrDefault(name);

    /// <summary>Adds an object: its definitions become visible, its references wanted.</summary>
    public void Add(InputObject input)
    {
        Objects.Add(input);
        DropDuplicateGroups(input);
        for (int i = 1; i < input.Symbols.Count; i++)
        {
            ElfSymbol symbol = input.Symbols[i];
            if (symbol.Bind == ElfSymbolBind.Local)
                continue;
            GlobalSymbol global = Get(symbol.Name.Value);
            input.Globals[i] = global;
            if (IsDefinedBy(input, symbol))
                Define(global, input, symbol);
            else if (symbol.Bind != ElfSymbolBind.Weak)
                Want(global);
        }
    }

    /// <summary>Asks for a symbol that no object refers to.</summary>
    public GlobalSymbol AddRoot(string name)
    {
        GlobalSymbol symbol = Get(name);
        Want(symbol);
        return symbol;
    }

    /// <summary>Asks for a symbol whose absence is no error.</summary>
    public void AddOptional(string name) => _wanted.Enqueue(Get(name));

    /// <summary>Adds the archive members that define what is wanted, and what those want, until nothing changes.</summary>
    public void AddMembers(IReadOnlyList<Archive> archives)
    {
        var loaded = new HashSet<ArchiveMember>(ReferenceEqualityComparer.Instance);
        while (_wanted.TryDequeue(out GlobalSymbol? symbol))
        {
            if (symbol.IsDefined)
                continue;
            foreach (Archive archive in archives)
            {
                if (!archive.Symbols.TryGetValue(symbol.Name, out ArchiveMember? member))
                    continue;
                if (loaded.Add(member) && loader.LoadMember(archive, member) is { } input)
                    Add(input);
                break;
            }
        }
    }

    /// <summary>Defines a symbol of the linker's own, if some object refers to it and none defines it.</summary>
    public GlobalSymbol? DefineIfWanted(string name)
    {
        if (Find(name) is not { IsDefined: false } symbol)
            return null;
        symbol.IsDefined = true;
        return symbol;
    }

    private GlobalSymbol Get(string name)
    {
        if (!_symbols.TryGetValue(name, out GlobalSymbol? symbol))
        {
            symbol = new GlobalSymbol(name);
            _symbols.Add(name, symbol);
        }
        return symbol;
    }

    private void Want(GlobalSymbol symbol)
    {
        if (symbol.IsStronglyReferenced)
            return;
        symbol.IsStronglyReferenced = true;
        _wanted.Enqueue(symbol);
    }

    private static bool IsDefinedBy(InputObject input, in ElfSymbol symbol) => symbol.IsAbsolute || symbol.IsCommon || (symbol.IsInSection && input.Sections[symbol.SectionIndex] is not null);

    private void Define(GlobalSymbol global, InputObject input, in ElfSymbol symbol)
    {
        bool isCommon = symbol.IsCommon;
        if (isCommon && symbol.Size > int.MaxValue)
            diagnostics.Error(ErrorCodes.ImageTooLarge, $"`{symbol.Name}` has {symbol.Size} bytes, more than code can reach", input.Path);
        if (isCommon)
            global.CommonAlignment = Math.Max(global.CommonAlignment, BitOperations.RoundUpToPowerOf2(Math.Clamp(symbol.Value, 1, AddressMath.PageSize)));
        bool isWeak = isCommon || symbol.Bind == ElfSymbolBind.Weak;
        if (global.IsDefined)
        {
            if (!isWeak && !global.IsWeakDefinition)
            {
                diagnostics.Error(
                    ErrorCodes.DuplicateSymbol,
                    $"`{global.Name}` is defined twice: here and in {global.Owner!.Path}",
                    input.Path);
            }
            bool isLargerCommon = isCommon && global.Definition.IsCommon && symbol.Size > global.Definition.Size;
            if (!isLargerCommon && (isWeak || !global.IsWeakDefinition))
                return;
        }
        global.IsDefined = true;
        global.IsWeakDefinition = isWeak;
        global.Owner = input;
        global.Definition = symbol;
        global.Chunk = symbol.IsInSection ? input.Sections[symbol.SectionIndex] : null;
        global.Value = isCommon ? 0 : symbol.Value;
    }

    /// <summary>Of COMDAT groups with one signature the first is kept (System V gABI, "Section Groups").</summary>
    private void DropDuplicateGroups(InputObject input)
    {
        foreach (ElfSection section in input.File.Sections)
        {
            if (section.Type != ElfSectionType.Group || section.Content.Length < 4)
                continue;
            ReadOnlySpan<byte> words = section.Content.Span;
            bool isComdat = (BinaryPrimitives.ReadUInt32LittleEndian(words) & GroupComdat) != 0;
            if (!isComdat || section.Info.GetIndex() >= input.Symbols.Count || _groups.TryAdd(input.Symbols[section.Info.GetIndex()].Name.Value, input))
                continue;
            for (int offset = 4; offset + 4 <= words.Length; offset += 4)
            {
                uint index = BinaryPrimitives.ReadUInt32LittleEndian(words[offset..]);
                if (index < (uint)input.Sections.Length)
                    input.Sections[index] = null;
            }
        }
    }
}
