using System.Collections.Immutable;
using System.Reflection;
using Hermit.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Forgery.Tests;

/// <summary>Compiles source as one more safe project of the kernel: against its assemblies, without unsafe code, under all of its rules.</summary>
internal static class SafeProject
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules =
    [
        .. typeof(StaticFieldAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly Lazy<MetadataReference[]> s_kernel = new(() =>
    [
        .. File.ReadLines(typeof(SafeProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "CompilerInputs").Value!)
            .Where(line => line.EndsWith(".dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The errors of the compiler and of the rules, each as its code and its message.</summary>
    public static async Task<string[]> Errors(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Hermit.Forged",
            [CSharpSyntaxTree.ParseText("using System;\nusing Hermit;\nusing Hermit.Machine;\nusing Hermit.Memory;\nusing Hermit.Scheduling;\nusing Hermit.Sync;\n" + source, new CSharpParseOptions(LanguageVersion.Latest))],
            s_kernel.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: false, nullableContextOptions: NullableContextOptions.Enable));
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new KernelOptions()), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(s_rules, options).GetAllDiagnosticsAsync();
        return [.. found.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}")];
    }

    private sealed class KernelOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new KernelCode();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class KernelCode : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.HermitKernelCode" ? "true" : null;
            return value is not null;
        }
    }
}
