using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>
/// Makes an ilc object fit to share an image with another one: both define <c>__Module</c>, <c>_ZTV6Object</c> and so on.
/// Hidden globals become local, so that only what is exported with <c>[RuntimeExport]</c> stays visible, and the sections
/// that the runtime finds by name get names of the kernel's own.
/// </summary>
public static class KernelObjectCloser
{
    private static readonly Dictionary<string, string> s_sectionNames = new(StringComparer.Ordinal)
    {
        ["__modules"] = "__hermit_modules",
        ["__managedcode"] = "__hermit_code",
        ["__unbox"] = "__hermit_unbox",
    };

    /// <summary>Symbols of the compiler's that a closed object must not export: the program has its own.</summary>
    private static readonly string[] s_compilerSymbols = ["__Module", "__ReadyToRunHeader", "_ZTV6Object", "__GCStaticRegion"];

    /// <summary>Closes <paramref name="file"/> in place.</summary>
    /// <returns>False after an error, which <paramref name="diagnostics"/> has.</returns>
    public static bool Close(ElfFile file, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (file.Type != ElfFileType.ET_REL)
        {
            diagnostics.Error(ErrorCodes.CannotClose, $"only a relocatable file can be closed; this is {file.Type}", file.Path, 16);
            return false;
        }
        foreach (ElfSection section in file.Sections)
        {
            if (s_sectionNames.TryGetValue(section.Name, out string? name))
                section.Name = name;
            else if (section.Name.StartsWith(".rela", StringComparison.Ordinal) && s_sectionNames.TryGetValue(section.Name[5..], out name))
                section.Name = ".rela" + name;
        }
        if (!CheckSections(file, diagnostics))
            return false;
        uint[] order = CloseSymbols(file);
        RenumberRelocations(file, order);
        RenumberGroups(file, order);
        return CheckExports(file, diagnostics);
    }

    /// <summary>A section whose relocations name symbols that do not exist cannot be renumbered.</summary>
    private static bool CheckSections(ElfFile file, DiagnosticBag diagnostics)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSectionType.SHT_RELA)
                continue;
            var relocations = new ElfRelocationTable(section.Content.Span);
            for (int i = 0; i < relocations.Count; i++)
            {
                if (relocations[i].SymbolIndex < (uint)file.Symbols.Count)
                    continue;
                diagnostics.Error(
                    ErrorCodes.CorruptRelocation,
                    $"a relocation in {section.Name} refers to symbol {relocations[i].SymbolIndex} of {file.Symbols.Count}",
                    file.Path,
                    (long)section.Offset + (long)i * ElfConstants.RelocationSize);
                return false;
            }
        }
        return true;
    }

    /// <summary>Makes hidden definitions local and sorts locals first; returns the new index of each symbol.</summary>
    private static uint[] CloseSymbols(ElfFile file)
    {
        var symbols = new List<ElfSymbol>(file.Symbols.Count);
        uint[] order = new uint[file.Symbols.Count];
        foreach (bool isLocal in (ReadOnlySpan<bool>)[true, false])
        {
            for (int i = 0; i < order.Length; i++)
            {
                ElfSymbol symbol = file.Symbols[i];
                if (IsClosed(symbol))
                    symbol = symbol with { Binding = ElfSymbolBinding.STB_LOCAL, Visibility = ElfSymbolVisibility.STV_DEFAULT };
                if (symbol.Binding == ElfSymbolBinding.STB_LOCAL != isLocal)
                    continue;
                order[i] = (uint)symbols.Count;
                symbols.Add(symbol);
            }
        }
        file.Symbols = symbols;
        return order;
    }

    // What the compiler says to the runtime about the module it compiles, for instance g_requiredCpuFeatures: the program has its own.
    private const string CompilerDataPrefix = "g_";

    private static bool IsClosed(in ElfSymbol symbol) =>
        !symbol.IsUndefined &&
        (symbol.Visibility is ElfSymbolVisibility.STV_HIDDEN or ElfSymbolVisibility.STV_INTERNAL || symbol.Name.StartsWith(CompilerDataPrefix, StringComparison.Ordinal));

    private static void RenumberRelocations(ElfFile file, uint[] order)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSectionType.SHT_RELA)
                continue;
            byte[] table = section.Content.ToArray();
            var relocations = new ElfRelocationTable(table);
            for (int i = 0; i < relocations.Count; i++)
                ElfRelocationTable.Write(table, i, relocations[i] with { SymbolIndex = order[relocations[i].SymbolIndex] });
            section.SetContent(table);
        }
    }

    /// <summary>A group's <c>sh_info</c> is the index of its signature symbol.</summary>
    private static void RenumberGroups(ElfFile file, uint[] order)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type == ElfSectionType.SHT_GROUP && section.Info < (uint)order.Length)
                section.Info = order[section.Info];
        }
    }

    private static bool CheckExports(ElfFile file, DiagnosticBag diagnostics)
    {
        bool isSound = true;
        foreach (ElfSymbol symbol in file.Symbols)
        {
            if (symbol.Binding == ElfSymbolBinding.STB_LOCAL || symbol.IsUndefined || !s_compilerSymbols.Contains(symbol.Name))
                continue;
            diagnostics.Error(ErrorCodes.CannotClose, $"`{symbol.Name}` is exported: it would collide with the program's own", file.Path);
            isSound = false;
        }
        return isSound;
    }
}
