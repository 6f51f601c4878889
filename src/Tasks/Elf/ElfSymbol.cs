namespace Hermit.Tasks.Elf;

/// <summary>One entry of a symbol table (<c>Elf64_Sym</c>).</summary>
/// <param name="Name">Decoded as UTF-8; empty for section symbols.</param>
/// <param name="Value">Offset in its section (relocatable file), address (executable) or alignment (common).</param>
/// <param name="Size">In bytes; 0 when unknown.</param>
/// <param name="Type">What it names.</param>
/// <param name="Binding">Who sees it.</param>
/// <param name="Visibility">How far a global one reaches beyond the output.</param>
/// <param name="SectionIndex">A section, or one of the reserved values of <see cref="ElfConstants"/>.</param>
public readonly record struct ElfSymbol(
    string Name, ulong Value, ulong Size, ElfSymbolType Type, ElfSymbolBinding Binding, ElfSymbolVisibility Visibility, int SectionIndex)
{
    /// <summary>The symbol is only referred to here.</summary>
    public bool IsUndefined => SectionIndex == ElfConstants.Undefined;

    /// <summary>The value lies in one of the file's sections.</summary>
    public bool IsInSection => SectionIndex is > ElfConstants.Undefined and < ElfConstants.FirstReserved;
}
