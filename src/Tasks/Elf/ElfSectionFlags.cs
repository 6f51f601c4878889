namespace Hermit.Tasks.Elf;

/// <summary><c>sh_flags</c> (System V gABI, "Section Header").</summary>
[Flags]
public enum ElfSectionFlags : ulong
{
#pragma warning disable CS1591 // The names are the specification's own.
    None = 0,
    SHF_WRITE = 0x1,
    SHF_ALLOC = 0x2,
    SHF_EXECINSTR = 0x4,
    SHF_MERGE = 0x10,
    SHF_STRINGS = 0x20,
    SHF_INFO_LINK = 0x40,
    SHF_LINK_ORDER = 0x80,
    SHF_OS_NONCONFORMING = 0x100,
    SHF_GROUP = 0x200,
    SHF_TLS = 0x400,
    SHF_COMPRESSED = 0x800,
    SHF_EXCLUDE = 0x80000000,
}
