using LibObjectFile.Elf;

namespace Hermit.Tasks.Objects;

/// <summary>What the linker asks of LibObjectFile's model.</summary>
internal static class ElfExtensions
{
    extension(ElfFile file)
    {
        /// <summary>The section with the symbols; null for a file without.</summary>
        public BytesSection? SymbolTable => file.Sections.OfType<BytesSection>().FirstOrDefault(section => section.Type == ElfSectionType.SymbolTable);
    }

    extension(ElfSection section)
    {
        /// <summary>Whether it occupies memory when the program runs.</summary>
        public bool IsAllocated => (section.Flags & ElfSectionFlags.Alloc) != 0;

        /// <summary>The bytes in the file; empty for zeroed data, and for the tables that the library decodes.</summary>
        public ReadOnlyMemory<byte> Content => (section as BytesSection)?.Content ?? default;
    }

    extension(in ElfSymbol symbol)
    {
        /// <summary>The symbol is only referred to here.</summary>
        public bool IsUndefined => symbol.SectionLink.IsEmpty;

        /// <summary>The value lies in one of the file's sections.</summary>
        public bool IsInSection => symbol.SectionLink.Section is not null;

        /// <summary>The value is not relative to a section (<c>SHN_ABS</c>).</summary>
        public bool IsAbsolute => symbol.SectionLink is { Section: null, SpecialIndex: (int)ElfNative.SHN_ABS };

        /// <summary>The linker allocates it; the value is its alignment (<c>SHN_COMMON</c>).</summary>
        public bool IsCommon => symbol.SectionLink is { Section: null, SpecialIndex: (int)ElfNative.SHN_COMMON };

        /// <summary>The index of its section, or a reserved one.</summary>
        public int SectionIndex => symbol.SectionLink.GetIndex();
    }
}
