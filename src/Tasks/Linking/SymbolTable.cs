using System.Buffers.Binary;
using System.Numerics;
using Hermit.Tasks.Ar;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Resolves global names over all objects, pulling archive members that define what is missing (System V gABI,
/// "Symbol Table": strong beats weak, weak and common give way).
/// </summary>
internal sealed class SymbolTable(InputLoader loader, DiagnosticBag diagnostics)
{
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
        for (int i = 1; i < input.File.Symbols.Count; i++)
        {
            ElfSymbol symbol = input.File.Symbols[i];
            if (symbol.Binding == ElfSymbolBinding.STB_LOCAL)
                continue;
            GlobalSymbol global = Get(symbol.Name);
            input.Globals[i] = global;
            if (IsDefinedBy(input, symbol))
                Define(global, input, symbol);
            else if (symbol.Binding != ElfSymbolBinding.STB_WEAK)
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
    public void AddMembers(IReadOnlyList<ArFile> archives)
    {
        var loaded = new HashSet<(ArFile, int)>(archives.Count);
        while (_wanted.TryDequeue(out GlobalSymbol? symbol))
        {
            if (symbol.IsDefined)
                continue;
            foreach (ArFile archive in archives)
            {
                if (!archive.Symbols.TryGetValue(symbol.Name, out int index))
                    continue;
                if (loaded.Add((archive, index)) && loader.LoadMember(archive, archive.Members[index]) is { } member)
                    Add(member);
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

    private static bool IsDefinedBy(InputObject input, in ElfSymbol symbol) => symbol.SectionIndex switch
    {
        ElfConstants.Undefined => false,
        ElfConstants.Absolute or ElfConstants.Common => true,
        _ => symbol.IsInSection && input.Sections[symbol.SectionIndex] is not null,
    };

    private void Define(GlobalSymbol global, InputObject input, in ElfSymbol symbol)
    {
        bool isCommon = symbol.SectionIndex == ElfConstants.Common;
        if (isCommon && symbol.Size > int.MaxValue)
            diagnostics.Error(ErrorCodes.ImageTooLarge, $"`{symbol.Name}` has {symbol.Size} bytes, more than code can reach", input.Path);
        if (isCommon)
            global.CommonAlignment = Math.Max(global.CommonAlignment, BitOperations.RoundUpToPowerOf2(Math.Clamp(symbol.Value, 1, AddressMath.PageSize)));
        bool isWeak = isCommon || symbol.Binding == ElfSymbolBinding.STB_WEAK;
        if (global.IsDefined)
        {
            if (!isWeak && !global.IsWeakDefinition)
            {
                diagnostics.Error(
                    ErrorCodes.DuplicateSymbol,
                    $"`{global.Name}` is defined twice: here and in {global.Owner!.Path}",
                    input.Path);
            }
            bool isLargerCommon = isCommon && global.Definition.SectionIndex == ElfConstants.Common && symbol.Size > global.Definition.Size;
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
            if (section.Type != ElfSectionType.SHT_GROUP || section.Content.Length < 4)
                continue;
            ReadOnlySpan<byte> words = section.Content.Span;
            bool isComdat = (BinaryPrimitives.ReadUInt32LittleEndian(words) & ElfConstants.GroupComdat) != 0;
            if (!isComdat || section.Info >= (uint)input.File.Symbols.Count || _groups.TryAdd(input.File.Symbols[(int)section.Info].Name, input))
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
