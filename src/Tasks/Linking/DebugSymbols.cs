using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Collects the symbols of all objects for the debug file: locals first, then globals, as ELF demands.</summary>
internal sealed class DebugSymbols(ImageLayout layout, Dictionary<OutputSection, int> indices)
{
    private readonly List<ElfSymbol> _symbols = [default];

    public List<ElfSymbol> Collect(IReadOnlyList<InputObject> objects, IEnumerable<GlobalSymbol> globals)
    {
        foreach (InputObject input in objects)
        {
            for (int i = 1; i < input.File.Symbols.Count; i++)
            {
                ElfSymbol symbol = input.File.Symbols[i];
                if (input.Globals[i] is null && symbol.IsInSection && symbol.Type != ElfSymbolType.STT_SECTION && symbol.Name.Length > 0
                    && input.Sections[symbol.SectionIndex] is { Output: not null } section)
                    Add(symbol, section, input.Addresses[i]);
            }
        }
        foreach (GlobalSymbol global in globals.Where(symbol => symbol.IsDefined))
        {
            // Nothing binds to a finished image, so visibility has no meaning left.
            ElfSymbol symbol = global.Definition with { Name = global.Name, Binding = ElfSymbolBinding.STB_GLOBAL, Visibility = ElfSymbolVisibility.STV_DEFAULT };
            if (global.Chunk is null)
                _symbols.Add(symbol with { Value = global.Value, SectionIndex = ElfConstants.Absolute });
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
        ulong value = symbol.Type == ElfSymbolType.STT_TLS ? address - layout.ThreadStart : address;
        _symbols.Add(symbol with { Value = value, SectionIndex = indices[chunk.Output] });
    }
}
