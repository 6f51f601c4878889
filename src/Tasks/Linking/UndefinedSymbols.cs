using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Dwarf;
using Hermit.Tasks.Naming;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Decides what becomes of undefined symbols: a platform function that the kernel does not have throws when it is called;
/// anything else is an error that names the methods that want it.
/// </summary>
internal sealed class UndefinedSymbols(SymbolTable symbols, SectionPlacer sections, LinkOptions options, DiagnosticBag diagnostics)
{
    private const int NamedUsers = 5;

    /// <summary>Handles each symbol of <paramref name="undefined"/>.</summary>
    public void Resolve(Dictionary<GlobalSymbol, List<ReferenceScanner.Reference>> undefined, MissingEntryPoints missing)
    {
        GlobalSymbol? handler = symbols.Find(MissingEntryPoints.Handler);
        var features = new Dictionary<PlatformFeature, List<ReferenceScanner.Reference>>();
        foreach ((GlobalSymbol symbol, List<ReferenceScanner.Reference> places) in undefined.OrderBy(entry => entry.Key.Name, StringComparer.Ordinal))
        {
            if (handler is not { IsDefined: true } || !options.IsMissingEntryPoint(symbol.Name))
            {
                Report(DiagnosticSeverity.Error, ErrorCodes.UndefinedSymbol, $"`{symbol.Name}` is not defined. It is referred to by {Users(places)}", places);
                continue;
            }

            PlatformFeature? feature = PlatformFeature.Of(symbol.Name);
            missing.Add(symbol, feature is null ? $"Hermit has no {symbol.Name}." : $"Hermit has no {feature.Name} ({symbol.Name}): {feature.Advice}", handler, sections);
            if (feature is null)
            {
                Report(
                    DiagnosticSeverity.Warning,
                    ErrorCodes.MissingEntryPoint,
                    $"the kernel has no `{symbol.Name}`: calling it throws PlatformNotSupportedException. It is called by {Users(places)}",
                    places);
            }
            else if (features.TryGetValue(feature, out List<ReferenceScanner.Reference>? known))
            {
                known.AddRange(places);
            }
            else
            {
                features.Add(feature, [.. places]);
            }
        }

        List<Use> uses = features.Count == 0 ? [] : SourceUses.Read(options.OwnAssemblies);
        foreach ((PlatformFeature feature, List<ReferenceScanner.Reference> places) in features)
        {
            string message = $"the kernel has no {feature.Name}: {feature.Advice} Wanted by {Users(places)}";
            if (feature.FirstUse(uses) is { } use)
                diagnostics.Add(new Diagnostic(DiagnosticSeverity.Warning, ErrorCodes.MissingEntryPoint, message, use.File, Line: use.Line));
            else
                Report(DiagnosticSeverity.Warning, ErrorCodes.MissingEntryPoint, message, places);
        }
    }

    private static string Users(List<ReferenceScanner.Reference> places)
    {
        string[] users = [.. places.Select(Describe).Distinct()];
        string named = string.Join(", ", users.Take(NamedUsers));
        return users.Length > NamedUsers ? $"{named} and {users.Length - NamedUsers} more" : named;
    }

    /// <summary>Points at the source line, if one of the places is in a file that is here; otherwise at the object.</summary>
    private void Report(DiagnosticSeverity severity, string code, string message, List<ReferenceScanner.Reference> places)
    {
        foreach (ReferenceScanner.Reference place in places)
        {
            InputObject owner = place.Section.Owner;
            ulong start = owner.FindSymbolAt(place.Section.Index, place.Offset)?.Value ?? 0;
            if (SourceLocator.Find(owner, place.Section.Index, start, place.Offset) is not { } source || !File.Exists(source.File))
                continue;
            diagnostics.Add(new Diagnostic(severity, code, message, source.File, Line: source.Line));
            return;
        }
        diagnostics.Add(new Diagnostic(severity, code, message, places[0].Section.Owner.Path));
    }

    private static string Describe(ReferenceScanner.Reference place)
    {
        ElfSymbol? symbol = place.Section.Owner.FindSymbolAt(place.Section.Index, place.Offset);
        return symbol is { } found
            ? $"`{MangledName.ToReadable(found.Name.Value)}`"
            : $"{place.Section.Name}+0x{place.Offset:x}";
    }
}
