using Hermit.Tasks.Ar;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Reads the input files; files that cannot be used are reported and left out.</summary>
internal sealed class InputLoader(DiagnosticBag diagnostics)
{
    /// <summary>Largest alignment of a section in bytes: a large page.</summary>
    private const ulong MaximumAlignment = 0x20_0000;

    /// <summary>Largest section in bytes: what code can reach.</summary>
    private const ulong MaximumSize = int.MaxValue;

    /// <summary>The machine of the first object, which the others must share.</summary>
    public ElfMachine Machine { get; private set; }

    private string _machineSource = "";

    /// <summary>Reads an object file; null after an error.</summary>
    public InputObject? LoadObject(string path)
    {
        byte[]? bytes = InputFile.Read(path, diagnostics);
        if (bytes is null)
            return null;
        if (!ElfReader.IsElf(bytes))
        {
            diagnostics.Error(ErrorCodes.NotAnObject, "not an object file: it does not start with the ELF magic", path, 0);
            return null;
        }
        return Parse(bytes, path, isKernel: false);
    }

    /// <summary>Reads an archive; null after an error.</summary>
    public ArFile? LoadArchive(string path)
    {
        byte[]? bytes = InputFile.Read(path, diagnostics);
        ArFile? archive = bytes is null ? null : ArReader.Read(bytes, path, diagnostics);
        if (archive is { Members.Count: > 0, Symbols.Count: 0 })
        {
            diagnostics.Error(ErrorCodes.CorruptArchive, "the archive has no symbol table, so nothing in it can be found", path, 0);
            return null;
        }
        return archive;
    }

    /// <summary>Reads an object out of an archive; null after an error.</summary>
    public InputObject? LoadMember(ArFile archive, ArMember member) =>
        Parse(member.Content, $"{archive.Path}({member.Name})", isKernel: true);

    private InputObject? Parse(ReadOnlyMemory<byte> bytes, string path, bool isKernel)
    {
        if (ElfReader.Read(bytes, path, diagnostics) is not { } file)
            return null;
        if (file.Type != ElfFileType.ET_REL)
        {
            diagnostics.Error(ErrorCodes.UnsupportedElf, $"only relocatable files can be linked; this is {file.Type}", path, 16);
            return null;
        }
        if (Machine == ElfMachine.EM_NONE)
        {
            Machine = file.Machine;
            _machineSource = path;
        }
        else if (file.Machine != Machine)
        {
            diagnostics.Error(ErrorCodes.MachineMismatch, $"this object is for {file.Machine}, but {_machineSource} is for {Machine}", path, 18);
            return null;
        }
        var input = new InputObject(file, isKernel);
        return CreateSections(input) ? input : null;
    }

    private bool CreateSections(InputObject input)
    {
        List<ElfSection> sections = input.File.Sections;
        for (int i = 1; i < sections.Count; i++)
        {
            if (!IsCopied(sections[i]))
                continue;
            if ((sections[i].Flags & ElfSectionFlags.SHF_COMPRESSED) != 0)
                return Unsupported(input, sections[i], "it is compressed: make the object without compressed debug sections");
            if (sections[i].Alignment > MaximumAlignment)
                return Unsupported(input, sections[i], $"it wants an alignment of {sections[i].Alignment} bytes; at most {MaximumAlignment} can be had");
            if (sections[i].Size > MaximumSize)
                return Unsupported(input, sections[i], $"it is larger than {MaximumSize} bytes");
            input.Sections[i] = new InputSection(input, i, sections[i]);
        }
        foreach (ElfSection section in sections)
        {
            if (section.Type == ElfSectionType.SHT_REL)
                return Unsupported(input, section, "relocations without addends do not occur on the supported machines");
            if (section.Type != ElfSectionType.SHT_RELA)
                continue;
            if (section.Info >= (uint)sections.Count || section.Size % ElfConstants.RelocationSize != 0 || section.Link != input.File.SymbolTableIndex)
            {
                diagnostics.Error(ErrorCodes.CorruptElf, $"the relocation section {section.Name} is inconsistent", input.Path, (long)section.Offset);
                return false;
            }
            if (input.Sections[section.Info] is { } target)
            {
                if (target.RelocationSection is not null)
                    return Unsupported(input, section, $"a second relocation section for {target.Section.Name}");
                target.RelocationSection = section;
            }
        }
        return true;
    }

    /// <summary>Notes about the object itself, for the linker or a loader, have no meaning in an image.</summary>
    private static bool IsCopied(ElfSection section)
    {
        if ((section.Flags & ElfSectionFlags.SHF_EXCLUDE) != 0 || section.Name is ".note.GNU-stack" or ".note.gnu.property")
            return false;
        if (section.IsAllocated)
            return section.Type is not (ElfSectionType.SHT_RELA or ElfSectionType.SHT_NULL or ElfSectionType.SHT_GROUP);
        return section.Type == ElfSectionType.SHT_PROGBITS;
    }

    private bool Unsupported(InputObject input, ElfSection section, string why)
    {
        diagnostics.Error(ErrorCodes.UnsupportedInput, $"section {section.Name} is not supported: {why}", input.Path, (long)section.Offset);
        return false;
    }
}
