using System.Text;
using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.PInvokes;

/// <summary>
/// Finds P/Invokes that have no library behind them. ilc makes a cell for every P/Invoke that it binds at run time, named
/// <c>__pinvoke_Assembly__Module__library__function</c>: those are what the program can reach. The assemblies' metadata
/// tells which C# method each one is.
/// </summary>
internal sealed class MissingPInvokeFinder
{
    private const string CellPrefix = "__pinvoke_";
    private const string ModuleMark = "__Module__";
    private const int NamedMethods = 3;

    // Who calls these asks first which system it is on: they are missing on Linux as well, and nobody expects them.
    private static readonly HashSet<string> s_ofOtherSystems = new(StringComparer.OrdinalIgnoreCase)
    {
        "advapi32", "bcrypt", "comctl32", "crypt32", "dbghelp", "dwmapi", "gdi32", "iphlpapi", "kernel32", "kernelbase", "mpr", "msvcrt", "ncrypt", "netapi32", "normaliz",
        "ntdll", "ole32", "oleaut32", "pdh", "powrprof", "psapi", "rpcrt4", "secur32", "shell32", "shlwapi", "ucrtbase", "user32", "userenv", "uxtheme", "version",
        "wevtapi", "winhttp", "wininet", "winmm", "winspool.drv", "ws2_32", "wtsapi32", "objc", "System.dylib", "System.B.dylib",
    };

    private readonly HashSet<string> _provided;
    private readonly List<Use> _uses;
    private readonly DiagnosticBag _diagnostics;

    /// <param name="providedLibraries">The libraries that the kernel stands in for.</param>
    /// <param name="uses">What the program's own code names, for the lines of warnings.</param>
    /// <param name="diagnostics">Where warnings go.</param>
    public MissingPInvokeFinder(IEnumerable<string> providedLibraries, List<Use> uses, DiagnosticBag diagnostics)
    {
        _uses = uses;
        _provided = providedLibraries.Select(BaseName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _diagnostics = diagnostics;
    }

    /// <summary>Returns the methods, by name, and adds a warning for each library.</summary>
    public List<PInvokeMethod> Find(string objectFile, IReadOnlyList<string> assemblies, CancellationToken cancellation)
    {
        var missing = new List<PInvokeMethod>();
        if (InputFile.Read(objectFile, _diagnostics) is not { } bytes || ObjectReader.Read(bytes, objectFile, _diagnostics) is not { } file)
            return missing;
        HashSet<string> cells = FindCells(file);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string assembly in cells.Count == 0 ? [] : assemblies)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (PInvokeMethod method in PInvokeReader.Read(assembly, _diagnostics))
            {
                string cell = CellOf(method);
                if (cells.Contains(cell) && named.Add(cell + method.Name) && !_provided.Contains(BaseName(method.Library)) && !IsOfOtherSystem(method.Library))
                    missing.Add(method);
            }
        }
        missing.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (IGrouping<string, PInvokeMethod> library in missing.GroupBy(method => BaseName(method.Library), StringComparer.OrdinalIgnoreCase))
            Report([.. library]);
        return missing;
    }

    private void Report(List<PInvokeMethod> methods)
    {
        Use? use = _uses.Find(candidate => methods.Exists(method => $"{candidate.Type}.{candidate.Member}" == method.Name));
        string names = string.Join(", ", methods.Take(NamedMethods).Select(method => $"`{method.Name}`"));
        string more = methods.Count > NamedMethods ? $" and {methods.Count - NamedMethods} more" : "";
        _diagnostics.Add(new Diagnostic(
            DiagnosticSeverity.Warning,
            ErrorCodes.MissingLibrary,
            $"{names}{more} would call `{methods[0].Library}`, a library that is not in the image: the call throws DllNotFoundException",
            use?.File ?? methods[0].Assembly,
            Line: use?.Line ?? 0));
    }

    private static bool IsOfOtherSystem(string library) =>
        s_ofOtherSystems.Contains(BaseName(library)) || library.StartsWith("api-ms-win-", StringComparison.OrdinalIgnoreCase)
        || library.StartsWith("/System/Library/", StringComparison.Ordinal) || library.StartsWith("/usr/lib/lib", StringComparison.Ordinal);

    private static HashSet<string> FindCells(ElfFile file) => Symbols.Decode(file)
        .Where(symbol => !symbol.IsUndefined && symbol.Name.Value.StartsWith(CellPrefix, StringComparison.Ordinal))
        .Select(symbol => symbol.Name.Value)
        .ToHashSet(StringComparer.Ordinal);

    private static string CellOf(PInvokeMethod method) =>
        CellPrefix + MangleAssembly(Path.GetFileNameWithoutExtension(method.Assembly)) + ModuleMark + Mangle(method.Library) + "__" + Mangle(method.EntryPoint);

    /// <summary>ilc shortens <c>System.Private</c> to <c>S.P</c>.</summary>
    private static string MangleAssembly(string name)
    {
        const string Private = "System.Private.";
        return Mangle(name.StartsWith(Private, StringComparison.Ordinal) ? "S.P." + name[Private.Length..] : name);
    }

    private static string Mangle(string name)
    {
        var mangled = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            // An identifier does not start with a digit.
            if (i == 0 && char.IsAsciiDigit(name[i]))
                mangled.Append('_');
            mangled.Append(char.IsAsciiLetterOrDigit(name[i]) ? name[i] : '_');
        }
        return mangled.ToString();
    }

    /// <summary>.NET tries a name with and without <c>lib</c> and the extension, so they do not tell libraries apart.</summary>
    private static string BaseName(string library)
    {
        string name = library.EndsWith(".so", StringComparison.OrdinalIgnoreCase) || library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileNameWithoutExtension(library)
            : library;
        return name.StartsWith("lib", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
    }
}
