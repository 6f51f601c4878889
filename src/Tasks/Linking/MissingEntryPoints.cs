using System.Text;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Code for platform functions that the kernel does not have: each passes a text to the kernel's handler, which throws a
/// <c>PlatformNotSupportedException</c> with that.
/// </summary>
internal sealed class MissingEntryPoints(Architecture architecture)
{
    /// <summary>The kernel's handler: takes the address of a text that ends with NUL, and does not return.</summary>
    public const string Handler = "HermitMissingEntryPoint";

    private readonly List<(SyntheticChunk Code, SyntheticChunk Name)> _stubs = [];
    private GlobalSymbol? _handler;

    /// <summary>Defines <paramref name="symbol"/> as such a function, with the exception's message.</summary>
    public void Add(GlobalSymbol symbol, string message, GlobalSymbol handler, SectionPlacer sections)
    {
        _handler = handler;
        var code = new SyntheticChunk("<linker>", (ulong)architecture.MissingEntryPointSize, 4);
        var name = new SyntheticChunk("<linker>", Encoding.ASCII.GetBytes(message + "\0"), 1);
        sections.Add(".text", code, ElfSectionType.ProgBits, ElfSectionFlags.Alloc | ElfSectionFlags.Executable);
        sections.Add(".rodata", name, ElfSectionType.ProgBits, ElfSectionFlags.Alloc);
        symbol.IsDefined = true;
        symbol.Chunk = code;
        symbol.Definition = new ElfSymbol { Name = symbol.Name, Size = code.Size, Type = ElfSymbolType.Function, Bind = ElfSymbolBind.Global, SectionLink = ElfSectionLink.SectionAbsolute };
        _stubs.Add((code, name));
    }

    /// <summary>Writes the code; after layout.</summary>
    public void Write()
    {
        foreach ((SyntheticChunk code, SyntheticChunk name) in _stubs)
            architecture.WriteMissingEntryPoint(code.OutputSpan, code.Address, name.Address, _handler!.Address);
    }
}
