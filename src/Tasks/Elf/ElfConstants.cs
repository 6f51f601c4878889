namespace Hermit.Tasks.Elf;

/// <summary>Sizes, magic values and reserved indices of ELF64 (System V gABI, chapters 4 and 5).</summary>
public static class ElfConstants
{
    /// <summary>Size of <c>Elf64_Ehdr</c> in bytes.</summary>
    public const int HeaderSize = 64;

    /// <summary>Size of <c>Elf64_Shdr</c> in bytes.</summary>
    public const int SectionHeaderSize = 64;

    /// <summary>Size of <c>Elf64_Phdr</c> in bytes.</summary>
    public const int ProgramHeaderSize = 56;

    /// <summary>Size of <c>Elf64_Sym</c> in bytes.</summary>
    public const int SymbolSize = 24;

    /// <summary>Size of <c>Elf64_Rela</c> in bytes.</summary>
    public const int RelocationSize = 24;

    /// <summary><c>ELFCLASS64</c>.</summary>
    public const byte Class64 = 2;

    /// <summary><c>ELFDATA2LSB</c>.</summary>
    public const byte LittleEndian = 1;

    /// <summary><c>SHN_UNDEF</c>.</summary>
    public const int Undefined = 0;

    /// <summary><c>SHN_LORESERVE</c>: section indices from here on have special meanings.</summary>
    public const int FirstReserved = 0xff00;

    /// <summary><c>SHN_ABS</c>: the value is not relative to a section.</summary>
    public const int Absolute = 0xfff1;

    /// <summary><c>SHN_COMMON</c>: the linker allocates it; the value is its alignment.</summary>
    public const int Common = 0xfff2;

    /// <summary><c>SHN_XINDEX</c>: the index is in a table of its own.</summary>
    public const int ExtendedIndex = 0xffff;

    /// <summary><c>GRP_COMDAT</c>: of the groups with one signature, one is kept.</summary>
    public const uint GroupComdat = 1;

    /// <summary>The four bytes that an ELF file starts with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F'];
}
