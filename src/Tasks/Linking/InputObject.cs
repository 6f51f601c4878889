using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>An object file that takes part in the link.</summary>
internal sealed class InputObject
{
    public InputObject(ElfFile file, string path, bool isKernel)
    {
        File = file;
        Path = path;
        IsKernel = isKernel;
        Symbols = Objects.Symbols.Decode(file);
        Sections = new InputSection?[file.Sections.Count];
        Globals = new GlobalSymbol?[Symbols.Count];
    }

    public ElfFile File { get; }

    /// <summary>Where it was read from, for messages: a path, or <c>archive(member)</c>.</summary>
    public string Path { get; }

    /// <summary>Symbols by index; the first is the null symbol.</summary>
    public List<ElfSymbol> Symbols { get; }

    /// <summary>It came out of an archive: part of the kernel, not of the program.</summary>
    public bool IsKernel { get; }

    /// <summary>By section index; null for what the linker does not copy.</summary>
    public InputSection?[] Sections { get; }

    /// <summary>By symbol index; null for local symbols.</summary>
    public GlobalSymbol?[] Globals { get; }

    /// <summary>By symbol index: the final addresses, after layout.</summary>
    public ulong[] Addresses { get; private set; } = [];

    /// <summary>The section that a symbol lies in; null for one that lies in none of the linked ones.</summary>
    public InputSection? SectionOf(uint symbol)
    {
        if (symbol >= (uint)Globals.Length)
            return null;
        InputSection? section = Globals[symbol] is { } global ? global.Chunk as InputSection
            : Symbols[(int)symbol].IsInSection ? Sections[Symbols[(int)symbol].SectionIndex]
            : null;
        return section is { IsLinked: true } ? section : null;
    }

    /// <summary>Whether a symbol lies in a section that was dropped, or is none.</summary>
    public bool IsDropped(uint symbol) => symbol == 0
        || (Globals[symbol] is { } global ? global.Chunk is InputSection { IsLinked: false } : Symbols[(int)symbol].IsInSection && SectionOf(symbol) is null);

    /// <summary>Computes <see cref="Addresses"/>, so that applying a relocation is one array access.</summary>
    public void ResolveAddresses()
    {
        Addresses = new ulong[Symbols.Count];
        for (int i = 0; i < Addresses.Length; i++)
        {
            ElfSymbol symbol = Symbols[i];
            if (Globals[i] is { } global)
                Addresses[i] = global.Address;
            else if (symbol.IsAbsolute)
                Addresses[i] = symbol.Value;
            else if (symbol.IsInSection && Sections[symbol.SectionIndex] is { Output: not null } section)
                Addresses[i] = section.Address + symbol.Value;
        }
    }

    /// <summary>The function whose bytes contain <paramref name="offset"/> of section <paramref name="section"/>, or null.</summary>
    public ElfSymbol? FindSymbolAt(int section, ulong offset)
    {
        ElfSymbol? best = null;
        foreach (ElfSymbol symbol in Symbols)
        {
            if (symbol.SectionIndex == section && symbol.Value <= offset && symbol.Name.Value.Length > 0 && !(symbol.Value < best?.Value))
                best = symbol;
        }
        return best;
    }
}
