using Hermit.Tasks.Naming;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>How symbols appear in messages.</summary>
internal static class SymbolNames
{
    /// <summary>The symbol's readable name, or its section's for a section symbol.</summary>
    public static string Describe(InputObject owner, uint symbolIndex)
    {
        ElfSymbol symbol = owner.Symbols[(int)symbolIndex];
        if (symbol.Name.Value.Length > 0)
            return $"`{MangledName.ToReadable(symbol.Name.Value)}`";
        return symbol.IsInSection ? $"section {owner.File.Sections[symbol.SectionIndex].Name}" : "no symbol";
    }
}
