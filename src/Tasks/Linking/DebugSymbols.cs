using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Collects the symbols of all objects for the debug file: locals first, then globals, as ELF demands.</summary>
internal sealed class DebugSymbols(ImageLayout layout, Dictionary<OutputSection, ElfSection> sections)
{
    private readonly List<ElfSymbol> _symbols = [];

    public List<ElfSymbol> Collect(IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        foreach (InputObject input in objects)
        {
            for (int i = 1; i < input.Symbols.Count; i++)
            {
                ElfSymbol symbol = input.Symbols[i];
                if (input.Globals[i] is null && symbol.IsInSection && symbol.Type != ElfSymbolType.Section && symbol.Name.Value.Length > 0
                    && input.Sections[symbol.SectionIndex] is { Output: not null } section)
                    Add(symbol, section, input.Addresses[i]);
            }
        }
        foreach (GlobalSymbol global in globals.Where(symbol => symbol.IsDefined))
        {
            // Nothing binds to a finished image, so visibility has no meaning left.
            ElfSymbol symbol = global.Definition with { Name = global.Name, Bind = ElfSymbolBind.Global, Visibility = ElfSymbolVisibility.Default };
            if (global.Chunk is null)
                _symbols.Add(symbol with { Value = global.Value, SectionLink = ElfSectionLink.SectionAbsolute });
            else
                Add(symbol, global.Chunk, global.Address);
        }
        return _symbols;
    }

    private void Add(ElfSymbol symbol, Chunk chunk, ulong address)
    {
        if (chunk.Output is null)
            return;
        // The value of a thread-local symbol in an executable is its offset in the template.
        ulong value = symbol.Type == ElfSymbolType.Tls ? address - layout.ThreadStart : address;
        _symbols.Add(symbol with { Name = symbol.Name.Value, Value = value, SectionLink = sections[chunk.Output] });
    }
}
