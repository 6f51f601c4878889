namespace Hermit.Tasks.Elf;

/// <summary><c>p_flags</c> (System V gABI, "Program Header").</summary>
[Flags]
public enum ElfSegmentFlags : uint
{
#pragma warning disable CS1591 // The names are the specification's own.
    None = 0,
    PF_X = 1,
    PF_W = 2,
    PF_R = 4,
}
