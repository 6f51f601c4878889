using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

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

    /// <summary>No reader of objects asks for more in the file, whatever a section wants in memory.</summary>
    private const ulong MaximumFileAlignment = 64;

    /// <summary>Closes <paramref name="file"/>, which was read from <paramref name="path"/>, in place.</summary>
    /// <returns>False after an error, which <paramref name="diagnostics"/> has.</returns>
    public static bool Close(ElfFile file, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (file.FileType != ElfFileType.Relocatable)
        {
            diagnostics.Error(ErrorCodes.CannotClose, $"only a relocatable file can be closed; this is of type {file.FileType}", path, 16);
            return false;
        }
        foreach (ElfSection section in file.Sections.Where(section => section.Type != ElfSectionType.Null))
        {
            // A table that grows moves what follows it.
            section.FileAlignment = (uint)Math.Clamp(section.VirtualAddressAlignment, 1, MaximumFileAlignment);
            string old = section.Name.Value;
            if (s_sectionNames.TryGetValue(old, out string? name))
                section.Name = name;
            else if (old.StartsWith(".rela", StringComparison.Ordinal) && s_sectionNames.TryGetValue(old[5..], out name))
                section.Name = ".rela" + name;
        }
        List<ElfSymbol> symbols = Symbols.Decode(file);
        if (!CheckSections(file, symbols.Count, path, diagnostics))
            return false;
        uint[] order = CloseSymbols(file, symbols);
        RenumberRelocations(file, order);
        RenumberGroups(file, order);
        return CheckExports(symbols, path, diagnostics);
    }

    /// <summary>A section whose relocations name symbols that do not exist cannot be renumbered.</summary>
    private static bool CheckSections(ElfFile file, int symbols, string path, DiagnosticBag diagnostics)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSectionType.RelocationAddends)
                continue;
            var relocations = new RelocationTable(section.Content.Span);
            for (int i = 0; i < relocations.Count; i++)
            {
                if (relocations[i].SymbolIndex < (uint)symbols)
                    continue;
                diagnostics.Error(
                    ErrorCodes.CorruptRelocation,
                    $"a relocation in {section.Name} refers to symbol {relocations[i].SymbolIndex} of {symbols}",
                    path,
                    (long)section.Position + (long)i * RelocationTable.EntrySize);
                return false;
            }
        }
        return true;
    }

    /// <summary>Makes hidden definitions local and sorts locals first; returns the new index of each symbol.</summary>
    private static uint[] CloseSymbols(ElfFile file, List<ElfSymbol> symbols)
    {
        if (file.SymbolTable is not { } table)
            return [];
        ReadOnlySpan<byte> before = table.Content.Span;
        byte[] after = new byte[before.Length];
        uint[] order = new uint[symbols.Count];
        int count = 0;
        foreach (bool isLocal in (ReadOnlySpan<bool>)[true, false])
        {
            for (int i = 0; i < order.Length; i++)
            {
                if (IsLocal(symbols[i]) != isLocal)
                    continue;
                order[i] = (uint)count;
                Span<byte> entry = after.AsSpan(Symbols.EntrySize * count++, Symbols.EntrySize);
                before.Slice(Symbols.EntrySize * i, Symbols.EntrySize).CopyTo(entry);
                if (isLocal)
                    Symbols.MakeLocal(entry);
            }
            if (isLocal)
                table.Info = new ElfSectionLink(count);
        }
        table.Content = after;
        return order;
    }

    /// <summary>Whether the symbol is local once the object is closed.</summary>
    private static bool IsLocal(in ElfSymbol symbol) => symbol.Bind == ElfSymbolBind.Local || IsClosed(symbol);

    // What the compiler says to the runtime about the module it compiles, for instance g_requiredCpuFeatures: the program has its own.
    private const string CompilerDataPrefix = "g_";

    private static bool IsClosed(in ElfSymbol symbol) =>
        !symbol.IsUndefined &&
        (symbol.Visibility is ElfSymbolVisibility.Hidden or ElfSymbolVisibility.Internal || symbol.Name.Value.StartsWith(CompilerDataPrefix, StringComparison.Ordinal));

    private static void RenumberRelocations(ElfFile file, uint[] order)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section is not BytesSection { Type: ElfSectionType.RelocationAddends } bytes)
                continue;
            byte[] table = section.Content.ToArray();
            var relocations = new RelocationTable(table);
            for (int i = 0; i < relocations.Count; i++)
                RelocationTable.Write(table, i, relocations[i] with { SymbolIndex = order[relocations[i].SymbolIndex] });
            bytes.Content = table;
        }
    }

    /// <summary>A group's <c>sh_info</c> is the index of its signature symbol.</summary>
    private static void RenumberGroups(ElfFile file, uint[] order)
    {
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type == ElfSectionType.Group && section.Info.GetIndex() < order.Length)
                section.Info = new ElfSectionLink((int)order[section.Info.GetIndex()]);
        }
    }

    private static bool CheckExports(List<ElfSymbol> symbols, string path, DiagnosticBag diagnostics)
    {
        bool isSound = true;
        foreach (ElfSymbol symbol in symbols)
        {
            if (IsLocal(symbol) || symbol.IsUndefined || !s_compilerSymbols.Contains(symbol.Name.Value))
                continue;
            diagnostics.Error(ErrorCodes.CannotClose, $"`{symbol.Name}` is exported: it would collide with the program's own", path);
            isSound = false;
        }
        return isSound;
    }
}
