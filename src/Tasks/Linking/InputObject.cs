using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>An object file that takes part in the link.</summary>
internal sealed class InputObject(ElfFile file, bool isKernel)
{
    public ElfFile File { get; } = file;

    public string Path => File.Path;

    /// <summary>It came out of an archive: part of the kernel, not of the program.</summary>
    public bool IsKernel { get; } = isKernel;

    /// <summary>By section index; null for what the linker does not copy.</summary>
    public InputSection?[] Sections { get; } = new InputSection?[file.Sections.Count];

    /// <summary>By symbol index; null for local symbols.</summary>
    public GlobalSymbol?[] Globals { get; } = new GlobalSymbol?[file.Symbols.Count];

    /// <summary>By symbol index: the final addresses, after layout.</summary>
    public ulong[] Addresses { get; private set; } = [];

    /// <summary>Computes <see cref="Addresses"/>, so that applying a relocation is one array access.</summary>
    public void ResolveAddresses()
    {
        Addresses = new ulong[File.Symbols.Count];
        for (int i = 0; i < Addresses.Length; i++)
        {
            ElfSymbol symbol = File.Symbols[i];
            if (Globals[i] is { } global)
                Addresses[i] = global.Address;
            else if (symbol.SectionIndex == ElfConstants.Absolute)
                Addresses[i] = symbol.Value;
            else if (symbol.IsInSection && Sections[symbol.SectionIndex] is { Output: not null } section)
                Addresses[i] = section.Address + symbol.Value;
        }
    }

    /// <summary>The function whose bytes contain <paramref name="offset"/> of section <paramref name="section"/>, or null.</summary>
    public ElfSymbol? FindSymbolAt(int section, ulong offset)
    {
        ElfSymbol? best = null;
        foreach (ElfSymbol symbol in File.Symbols)
        {
            if (symbol.SectionIndex == section && symbol.Value <= offset && symbol.Name.Length > 0 && !(symbol.Value < best?.Value))
                best = symbol;
        }
        return best;
    }
}
