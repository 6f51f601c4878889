namespace Hermit.Tasks.Elf;

/// <summary>The type half of <c>st_info</c> (System V gABI, "Symbol Table").</summary>
public enum ElfSymbolType : byte
{
#pragma warning disable CS1591 // The names are the specification's own.
    STT_NOTYPE = 0,
    STT_OBJECT = 1,
    STT_FUNC = 2,
    STT_SECTION = 3,
    STT_FILE = 4,
    STT_COMMON = 5,
    STT_TLS = 6,
    STT_GNU_IFUNC = 10,
}
