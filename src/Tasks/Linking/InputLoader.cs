using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Collections;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Reads the input files; files that cannot be used are reported and left out.</summary>
internal sealed class InputLoader(DiagnosticBag diagnostics)
{
    /// <summary>Largest alignment of a section in bytes: a large page.</summary>
    private const ulong MaximumAlignment = 0x20_0000;

    /// <summary>Largest section in bytes: what code can reach.</summary>
    private const ulong MaximumSize = int.MaxValue;

    /// <summary>The machine of the first object, which the others must share.</summary>
    public ElfArch Machine { get; private set; }

    private string _machineSource = "";

    /// <summary>Reads an object file; null after an error.</summary>
    public InputObject? LoadObject(string path)
    {
        byte[]? bytes = InputFile.Read(path, diagnostics);
        if (bytes is null)
            return null;
        if (!ObjectReader.IsElf(bytes))
        {
            diagnostics.Error(ErrorCodes.NotAnObject, "not an object file: it does not start with the ELF magic", path, 0);
            return null;
        }
        return Parse(bytes, path, isKernel: false);
    }

    /// <summary>Reads an archive; null after an error.</summary>
    public Archive? LoadArchive(string path)
    {
        byte[]? bytes = InputFile.Read(path, diagnostics);
        Archive? archive = bytes is null ? null : ArchiveReader.Read(bytes, path, diagnostics);
        if (archive is { Members.Count: > 0, Symbols.Count: 0 })
        {
            diagnostics.Error(ErrorCodes.CorruptArchive, "the archive has no symbol table, so nothing in it can be found", path, 0);
            return null;
        }
        return archive;
    }

    /// <summary>Reads an object out of an archive; null after an error.</summary>
    public InputObject? LoadMember(Archive archive, ArchiveMember member) =>
        Parse(member.Content, $"{archive.Path}({member.Name})", isKernel: true);

    private InputObject? Parse(ReadOnlyMemory<byte> bytes, string path, bool isKernel) =>
        ObjectReader.Read(bytes, path, diagnostics) is { } file ? Adopt(file, path, isKernel) : null;

    /// <summary>Takes an object that was read from <paramref name="path"/>; null after an error.</summary>
    public InputObject? Adopt(ElfFile file, string path, bool isKernel)
    {
        if (file.FileType != ElfFileType.Relocatable)
        {
            diagnostics.Error(ErrorCodes.UnsupportedElf, $"only relocatable files can be linked; this is of type {file.FileType}", path, 16);
            return null;
        }
        if (Machine == ElfArch.NONE)
        {
            Machine = file.Arch;
            _machineSource = path;
        }
        else if (file.Arch.Value != Machine)
        {
            diagnostics.Error(ErrorCodes.MachineMismatch, $"this object is for {file.Arch.Value}, but {_machineSource} is for {Machine}", path, 18);
            return null;
        }
        var input = new InputObject(file, path, isKernel);
        return CreateSections(input) ? input : null;
    }

    private bool CreateSections(InputObject input)
    {
        ReadOnlyList<ElfSection> sections = input.File.Sections;
        for (int i = 1; i < sections.Count; i++)
        {
            if (!IsCopied(sections[i]))
                continue;
            if ((sections[i].Flags & ElfSectionFlags.Compressed) != 0)
                return Unsupported(input, sections[i], "it is compressed: make the object without compressed debug sections");
            if (sections[i].VirtualAddressAlignment > MaximumAlignment)
                return Unsupported(input, sections[i], $"it wants an alignment of {sections[i].VirtualAddressAlignment} bytes; at most {MaximumAlignment} can be had");
            if (sections[i].Size > MaximumSize)
                return Unsupported(input, sections[i], $"it is larger than {MaximumSize} bytes");
            input.Sections[i] = new InputSection(input, i, sections[i]);
        }
        ElfSection? symbols = input.File.SymbolTable;
        foreach (ElfSection section in sections)
        {
            if (section.Type == ElfSectionType.Relocation)
                return Unsupported(input, section, "relocations without addends do not occur on the supported machines");
            if (section.Type != ElfSectionType.RelocationAddends)
                continue;
            if (section.Info.GetIndex() >= sections.Count || section.Size % RelocationTable.EntrySize != 0 || section.Link.Section != symbols)
            {
                diagnostics.Error(ErrorCodes.CorruptElf, $"the relocation section {section.Name} is inconsistent", input.Path, (long)section.Position);
                return false;
            }
            if (input.Sections[section.Info.GetIndex()] is { } target)
            {
                if (target.RelocationSection is not null)
                    return Unsupported(input, section, $"a second relocation section for {target.Name}");
                target.RelocationSection = section;
            }
        }
        return true;
    }

    /// <summary>Notes about the object itself, for the linker or a loader, have no meaning in an image.</summary>
    private static bool IsCopied(ElfSection section)
    {
        if ((section.Flags & (ElfSectionFlags)ElfNative.SHF_EXCLUDE) != 0 || section.Name.Value is ".note.GNU-stack" or ".note.gnu.property")
            return false;
        if (section.IsAllocated)
            return section.Type is not (ElfSectionType.RelocationAddends or ElfSectionType.Null or ElfSectionType.Group);
        return section.Type == ElfSectionType.ProgBits;
    }

    private bool Unsupported(InputObject input, ElfSection section, string why)
    {
        diagnostics.Error(ErrorCodes.UnsupportedInput, $"section {section.Name} is not supported: {why}", input.Path, (long)section.Position);
        return false;
    }
}
