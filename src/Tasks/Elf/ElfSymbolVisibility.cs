namespace Hermit.Tasks.Elf;

/// <summary>The low bits of <c>st_other</c> (System V gABI, "Symbol Table").</summary>
public enum ElfSymbolVisibility : byte
{
#pragma warning disable CS1591 // The names are the specification's own.
    STV_DEFAULT = 0,
    STV_INTERNAL = 1,
    STV_HIDDEN = 2,
    STV_PROTECTED = 3,
}
