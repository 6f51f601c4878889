namespace Hermit.Tasks.Objects;

/// <summary>One relocation (<c>Elf64_Rela</c>).</summary>
/// <param name="Offset">Where, in bytes from the start of the section it applies to.</param>
/// <param name="SymbolIndex">Index in the file's symbol table; 0 for none.</param>
/// <param name="Type">An <c>R_*</c> number of the file's machine.</param>
/// <param name="Addend">Constant that the value is offset by.</param>
public readonly record struct Relocation(ulong Offset, uint SymbolIndex, uint Type, long Addend);
