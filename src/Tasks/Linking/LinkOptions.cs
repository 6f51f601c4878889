namespace Hermit.Tasks.Linking;

/// <summary>What to link, and into what.</summary>
public sealed class LinkOptions
{
    /// <summary>The image: an ELF executable without symbols.</summary>
    public required string OutputFile { get; init; }

    /// <summary>Where symbols and debug information go, or null for none.</summary>
    public string? DebugFile { get; init; }

    /// <summary>Where the human-readable map goes, or null for none.</summary>
    public string? MapFile { get; init; }

    /// <summary>Object files, all of which are linked, in this order.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Archives, of whose members those are linked that define something undefined.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>The symbol where execution starts (<c>e_entry</c>); null for the kernel's entry on the machine.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Symbols that are wanted although no object refers to them.</summary>
    public IReadOnlyList<string> RootSymbols { get; init; } = [];

    /// <summary>Where the image goes in the form that boot loaders of Linux start, or null for none. Only AArch64 has one.</summary>
    public string? FlatFile { get; init; }

    /// <summary>Address of the first segment, a multiple of 4 KiB; null for where the machine wants it.</summary>
    public ulong? BaseAddress { get; init; }

    /// <summary>Contents of the kernel's symbol table.</summary>
    public KernelSymbolMode KernelSymbols { get; init; } = KernelSymbolMode.Kernel;

    /// <summary>UTF-8 text, one <c>key=value</c> a line.</summary>
    public ReadOnlyMemory<byte> Configuration { get; init; }

    /// <summary>The initial file system, a cpio archive in the <c>newc</c> format.</summary>
    public ReadOnlyMemory<byte> InitialFiles { get; init; }

    /// <summary>
    /// An undefined symbol that starts with one of these becomes a call of <c>HermitMissingEntryPoint</c> and a warning.
    /// </summary>
    public IReadOnlyList<string> MissingEntryPointPrefixes { get; init; } = [];

    /// <summary>Whether an undefined symbol of this name becomes such a call.</summary>
    internal bool IsMissingEntryPoint(string name) => MissingEntryPointPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The program's assemblies whose source is on this computer, for the lines of warnings.</summary>
    public IReadOnlyList<string> OwnAssemblies { get; init; } = [];
}
