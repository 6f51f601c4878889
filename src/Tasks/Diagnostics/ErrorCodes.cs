namespace Hermit.Tasks.Diagnostics;

/// <summary>Every code that src/Tasks reports. Each has an entry in docs/errors.md; 2000 and up belong to the SDK targets.</summary>
public static class ErrorCodes
{
    /// <summary>A file cannot be opened or read.</summary>
    public const string FileUnreadable = "HERMIT1001";

    /// <summary>A file is not of the kind that its place asks for.</summary>
    public const string NotAnObject = "HERMIT1002";

    /// <summary>An ELF file is truncated or contradicts itself.</summary>
    public const string CorruptElf = "HERMIT1003";

    /// <summary>An ELF file is sound, but of a class, type or machine that is not supported.</summary>
    public const string UnsupportedElf = "HERMIT1004";

    /// <summary>An archive is truncated or contradicts itself.</summary>
    public const string CorruptArchive = "HERMIT1005";

    /// <summary>Objects for different machines are linked together.</summary>
    public const string MachineMismatch = "HERMIT1006";

    /// <summary>A symbol that code refers to has no definition.</summary>
    public const string UndefinedSymbol = "HERMIT1010";

    /// <summary>A symbol has two definitions.</summary>
    public const string DuplicateSymbol = "HERMIT1011";

    /// <summary>A value does not fit the field that a relocation fills in.</summary>
    public const string RelocationOverflow = "HERMIT1012";

    /// <summary>A relocation of a type that the linker does not know.</summary>
    public const string UnsupportedRelocation = "HERMIT1013";

    /// <summary>A relocation that points outside its section or names no symbol.</summary>
    public const string CorruptRelocation = "HERMIT1014";

    /// <summary>A thread-local access whose instructions are not the sequence that the ABI prescribes.</summary>
    public const string UnknownTlsSequence = "HERMIT1015";

    /// <summary>The entry point is not defined.</summary>
    public const string EntryPointMissing = "HERMIT1016";

    /// <summary>Unwind data that cannot be decoded.</summary>
    public const string CorruptUnwindData = "HERMIT1017";

    /// <summary>A section or symbol of a kind that the linker does not know.</summary>
    public const string UnsupportedInput = "HERMIT1018";

    /// <summary>The image does not fit the address range that its code can reach.</summary>
    public const string ImageTooLarge = "HERMIT1019";

    /// <summary>The kernel object cannot be closed.</summary>
    public const string CannotClose = "HERMIT1020";

    /// <summary>A platform function that the kernel does not have was replaced by one that throws.</summary>
    public const string MissingEntryPoint = "HERMIT1030";

    /// <summary>A P/Invoke names a library that is not in the image.</summary>
    public const string MissingLibrary = "HERMIT1031";

    /// <summary>An assembly cannot be read.</summary>
    public const string CorruptAssembly = "HERMIT1032";

    /// <summary>A configuration line is malformed.</summary>
    public const string InvalidConfiguration = "HERMIT1040";

    /// <summary>An initial file has a bad or repeated path, or cannot be archived.</summary>
    public const string InvalidInitialFile = "HERMIT1041";

    /// <summary>An output cannot be written.</summary>
    public const string OutputUnwritable = "HERMIT1050";

    /// <summary>A task parameter or command-line option is malformed.</summary>
    public const string InvalidOption = "HERMIT1051";

    /// <summary>A property of a project looks like one of the SDK's, but is none.</summary>
    public const string UnknownProperty = "HERMIT1060";
}
