using Hermit.Tasks.Elf;
using Hermit.Tasks.Naming;

namespace Hermit.Tasks.Linking;

/// <summary>How symbols appear in messages.</summary>
internal static class SymbolNames
{
    /// <summary>The symbol's readable name, or its section's for a section symbol.</summary>
    public static string Describe(InputObject owner, uint symbolIndex)
    {
        ElfSymbol symbol = owner.File.Symbols[(int)symbolIndex];
        if (symbol.Name.Length > 0)
            return $"`{MangledName.ToReadable(symbol.Name)}`";
        return symbol.IsInSection ? $"section {owner.File.Sections[symbol.SectionIndex].Name}" : "no symbol";
    }
}
