namespace Hermit.Tasks.Elf;

/// <summary><c>e_type</c> (System V gABI, "ELF Header").</summary>
public enum ElfFileType : ushort
{
#pragma warning disable CS1591 // The names are the specification's own.
    ET_NONE = 0,
    ET_REL = 1,
    ET_EXEC = 2,
    ET_DYN = 3,
    ET_CORE = 4,
}
