using Hermit.Tasks.Naming;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Names of symbols: what they say, and how they appear in messages.</summary>
internal static class SymbolNames
{
    /// <summary>What stands before the name of a section in the symbol of its first byte.</summary>
    public const string StartPrefix = "__start_";

    /// <summary>What stands before the name of a section in the symbol of the byte behind it.</summary>
    public const string StopPrefix = "__stop_";

    /// <summary>The section whose bound a symbol of this name is; null for any other name.</summary>
    public static string? BoundedSection(string symbol) =>
        symbol.StartsWith(StartPrefix, StringComparison.Ordinal) ? symbol[StartPrefix.Length..]
        : symbol.StartsWith(StopPrefix, StringComparison.Ordinal) ? symbol[StopPrefix.Length..]
        : null;

    /// <summary>Whether symbols for its bounds can be made of a section's name: it is an identifier of C.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c));

    /// <summary>The symbol's readable name, or its section's for a section symbol.</summary>
    public static string Describe(InputObject owner, uint symbolIndex)
    {
        ElfSymbol symbol = owner.Symbols[(int)symbolIndex];
        if (symbol.Name.Value.Length > 0)
            return $"`{MangledName.ToReadable(symbol.Name.Value)}`";
        return symbol.IsInSection ? $"section {owner.File.Sections[symbol.SectionIndex].Name}" : "no symbol";
    }
}
