namespace Hermit.Tasks.Elf;

/// <summary>One segment (<c>Elf64_Phdr</c>). All quantities are bytes.</summary>
/// <param name="Type"><c>p_type</c>.</param>
/// <param name="Flags"><c>p_flags</c>.</param>
/// <param name="Offset"><c>p_offset</c>.</param>
/// <param name="VirtualAddress"><c>p_vaddr</c>.</param>
/// <param name="PhysicalAddress"><c>p_paddr</c>.</param>
/// <param name="FileSize"><c>p_filesz</c>.</param>
/// <param name="MemorySize"><c>p_memsz</c>.</param>
/// <param name="Alignment"><c>p_align</c>.</param>
public readonly record struct ElfProgramHeader(
    ElfSegmentType Type, ElfSegmentFlags Flags, ulong Offset, ulong VirtualAddress, ulong PhysicalAddress,
    ulong FileSize, ulong MemorySize, ulong Alignment);
