namespace Hermit.Tasks.Elf;

/// <summary>One section: the fields of <c>Elf64_Shdr</c> with the name and the content resolved.</summary>
public sealed class ElfSection
{
    /// <summary>The name, decoded as UTF-8.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>sh_type</c>.</summary>
    public ElfSectionType Type { get; set; }

    /// <summary><c>sh_flags</c>.</summary>
    public ElfSectionFlags Flags { get; set; }

    /// <summary><c>sh_addr</c>; 0 in a relocatable file.</summary>
    public ulong Address { get; set; }

    /// <summary><c>sh_offset</c>. The writer keeps it for allocated sections of an executable and assigns all others.</summary>
    public ulong Offset { get; set; }

    /// <summary><c>sh_size</c> in bytes. Equal to the length of <see cref="Content"/> except for <c>SHT_NOBITS</c>.</summary>
    public ulong Size { get; set; }

    /// <summary><c>sh_link</c>: an index whose meaning depends on <see cref="Type"/>.</summary>
    public uint Link { get; set; }

    /// <summary><c>sh_info</c>: meaning depends on <see cref="Type"/>.</summary>
    public uint Info { get; set; }

    /// <summary><c>sh_addralign</c>: a power of two, or 0 for none.</summary>
    public ulong Alignment { get; set; }

    /// <summary><c>sh_entsize</c> in bytes for tables.</summary>
    public ulong EntrySize { get; set; }

    /// <summary>The bytes in the file; empty for <c>SHT_NOBITS</c>.</summary>
    public ReadOnlyMemory<byte> Content { get; set; }

    /// <summary>Whether it occupies memory when the program runs.</summary>
    public bool IsAllocated => (Flags & ElfSectionFlags.SHF_ALLOC) != 0;

    /// <summary>Sets <see cref="Content"/> and the <see cref="Size"/> that goes with it.</summary>
    public void SetContent(ReadOnlyMemory<byte> content)
    {
        Content = content;
        Size = (ulong)content.Length;
    }
}
