using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hermit.Sync.Tests;

/// <summary>Compiles programs against Hermit.Sync as a project of a user would.</summary>
internal static class Snippet
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview);

    private static readonly SyntaxTree s_usings = CSharpSyntaxTree.ParseText(GlobalUsings, s_parse);

    private static readonly MetadataReference[] s_references =
        [.. Assemblies().Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The compilation of <paramref name="program"/>, a whole file with top-level statements; warnings are errors.</summary>
    public static CSharpCompilation Compile(string program) => CSharpCompilation.Create(
        "Example",
        [s_usings, CSharpSyntaxTree.ParseText(program, s_parse)],
        s_references,
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: Unimportant("CS0649", "CS1701", "CS1702")));

    /// <summary>The numbers of the errors in <paramref name="program"/>.</summary>
    public static IEnumerable<string> Errors(string program) =>
        Compile(program).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id);

    // Never assigned: the primitives change through readonly members. The others say that the libraries at hand are newer than the target.
    private static IEnumerable<KeyValuePair<string, ReportDiagnostic>> Unimportant(params string[] ids) =>
        ids.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress));

    private static IEnumerable<string> Assemblies()
    {
        string[] needed = ["System.Private.CoreLib", "System.Runtime", "System.Console", "System.Collections", "System.Linq", "System.Threading", "System.Threading.Thread", "Hermit.Sync"];
        string[] trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return trusted.Where(path => needed.Contains(Path.GetFileNameWithoutExtension(path)));
    }
}
