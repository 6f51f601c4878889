using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Hermit.Analyzers.Tests;

/// <summary>
/// Compiles a snippet, runs every analyzer on it, and compares what they report with the marks in the snippet:
/// <c>{|HRM0001:text|}</c> expects that rule exactly at that text. What is not marked must not be reported.
/// </summary>
internal static class Verify
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(StaticFieldAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Checks the diagnostics of rule <paramref name="rule"/> against the marks; with null, those of all rules.</summary>
    public static async Task Rule(string? rule, string marked, bool kernel = false, string? config = null, bool allowUnsafe = true)
    {
        (string source, List<string> expected) = Parse(marked);
        ImmutableArray<Diagnostic> diagnostics = await Run(Compile(source, allowUnsafe), kernel, config);
        List<string> actual =
        [
            .. diagnostics.Where(diagnostic => rule is null || diagnostic.Id == rule)
                .Select(diagnostic => $"{diagnostic.Id} at '{source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}'"),
        ];
        actual.Sort(StringComparer.Ordinal);
        expected.Sort(StringComparer.Ordinal);
        Assert.True(
            expected.SequenceEqual(actual),
            $"Expected:\n  {string.Join("\n  ", expected)}\nReported:\n  {string.Join("\n  ", diagnostics.Select(diagnostic => diagnostic.ToString()))}");
    }

    /// <summary>The messages of rule <paramref name="rule"/> for an unmarked snippet.</summary>
    public static async Task<string[]> Messages(string rule, string source, bool kernel = false) =>
        [.. (await Run(Compile(source), kernel, null)).Where(diagnostic => diagnostic.Id == rule).Select(diagnostic => diagnostic.GetMessage())];

    /// <summary>Checks that <paramref name="fix"/> turns the snippet into <paramref name="expected"/>; null when it must offer nothing.</summary>
    public static async Task Fix(CodeFixProvider fix, string source, string? expected)
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Snippet", "Snippet", LanguageNames.CSharp, compilationOptions: Options, parseOptions: Parsing, metadataReferences: References));
        project = project.AddDocument("Prelude.cs", SourceText.From(Prelude.Source)).Project;
        Document document = project.AddDocument("Snippet.cs", SourceText.From(source));
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;
        Diagnostic diagnostic = (await Run(compilation, kernel: false, config: null))
            .First(found => fix.FixableDiagnosticIds.Contains(found.Id) && found.Location.SourceTree == tree);

        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (offered, _) => action ??= offered, CancellationToken.None));
        if (expected is null)
        {
            Assert.Null(action);
            return;
        }

        Assert.NotNull(action);
        ApplyChangesOperation change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        string text = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.Equal(expected, text, ignoreLineEndingDifferences: true);
    }

    /// <summary>Compiles a snippet next to the prelude; a snippet that does not compile proves nothing, so that fails.</summary>
    public static CSharpCompilation Compile(string source, bool allowUnsafe = true)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, Parsing, "Snippet.cs"), CSharpSyntaxTree.ParseText(Prelude.Source, Parsing, "Prelude.cs")],
            References,
            Options.WithAllowUnsafe(allowUnsafe));
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join("\n", errors.Select(error => error.ToString())));
        return compilation;
    }

    private static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.None);

    private static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    private static async Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, bool kernel, string? config)
    {
        AnalyzerOptions options = new([], new SnippetOptions(kernel, config));
        CompilationWithAnalyzersOptions settings = new(
            options, (exception, analyzer, _) => Assert.Fail($"{analyzer.GetType().Name}: {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> all = await compilation.WithAnalyzers(Analyzers, settings).GetAnalyzerDiagnosticsAsync();
        return [.. all.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath.EndsWith("Prelude.cs", StringComparison.Ordinal) != true)];
    }

    private static (string Source, List<string> Expected) Parse(string marked)
    {
        StringBuilder source = new();
        List<string> expected = [];
        Stack<(string Rule, int Start)> open = new();
        for (int i = 0; i < marked.Length;)
        {
            Match start = Regex.Match(marked[i..], @"\A\{\|(HRM\d{4}):");
            if (start.Success)
            {
                open.Push((start.Groups[1].Value, source.Length));
                i += start.Length;
            }
            else if (open.Count > 0 && marked.AsSpan(i).StartsWith("|}"))
            {
                (string rule, int from) = open.Pop();
                expected.Add($"{rule} at '{source.ToString(from, source.Length - from)}'");
                i += 2;
            }
            else
            {
                source.Append(marked[i++]);
            }
        }

        return (source.ToString(), expected);
    }

    private sealed class SnippetOptions(bool kernel, string? config) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values("build_property.HermitKernelCode", kernel ? "true" : null);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values("hermit_kernel", config);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(string key, string? value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found)
        {
            found = name == key ? value : null;
            return found is not null;
        }
    }
}
