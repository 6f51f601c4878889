namespace Hermit.Tasks.Elf;

/// <summary><c>p_type</c> (System V gABI, "Program Header"; Linux extensions for the last two).</summary>
public enum ElfSegmentType : uint
{
#pragma warning disable CS1591 // The names are the specification's own.
    PT_NULL = 0,
    PT_LOAD = 1,
    PT_DYNAMIC = 2,
    PT_INTERP = 3,
    PT_NOTE = 4,
    PT_SHLIB = 5,
    PT_PHDR = 6,
    PT_TLS = 7,
    PT_GNU_EH_FRAME = 0x6474e550,
    PT_GNU_STACK = 0x6474e551,
}
