namespace Hermit.Tasks.Elf;

/// <summary>The binding half of <c>st_info</c> (System V gABI, "Symbol Table").</summary>
public enum ElfSymbolBinding : byte
{
#pragma warning disable CS1591 // The names are the specification's own.
    STB_LOCAL = 0,
    STB_GLOBAL = 1,
    STB_WEAK = 2,
    STB_GNU_UNIQUE = 10,
}
