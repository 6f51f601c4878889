using System.Collections.Immutable;
using Hermit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hermit.Abi.Tests;

/// <summary>What the generator makes of an export, and that the result compiles.</summary>
public sealed class BorderTests
{
    [Fact]
    public void A_span_is_a_pointer_and_a_length()
    {
        string border = Generate("[Export(\"f\")] internal static int F(int descriptor, Span<byte> buffer) => 0;");
        Assert.Contains("private static unsafe int f(int @descriptor, byte* @buffer, int bufferLength)", border, StringComparison.Ordinal);
        Assert.Contains("if (!Border.IsBuffer(@buffer, bufferLength)) { return Border.Invalid(); }", border, StringComparison.Ordinal);
        Assert.Contains("F(@descriptor, new(@buffer, bufferLength));", border, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_can_be_that_of_another_parameter()
    {
        string border = Generate("[Export(\"f\")] internal static int F([Length(nameof(size))] ReadOnlySpan<int> items, ref int size) => 0;");
        Assert.Contains("int f(int* @items, int* @size)", border, StringComparison.Ordinal);
        Assert.True(border.IndexOf("@size == null", StringComparison.Ordinal) < border.IndexOf("*@size)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_ends_in_a_zero_and_an_error_becomes_its_number()
    {
        string border = Generate("[Export(\"f\")] internal static SystemError F([Text] ReadOnlySpan<byte> path, out long size) { size = 0; return default; }");
        Assert.Contains("int f(byte* @path, long* @size)", border, StringComparison.Ordinal);
        Assert.Contains("if (@size == null) { return Border.Fault(); }", border, StringComparison.Ordinal);
        Assert.Contains("return Border.Result(", border, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_can_stand_for_an_argument()
    {
        string border = Generate("[Export(\"f\")] [return: ReturnsArgument(\"buffer\")] internal static bool F(Span<byte> buffer) => true;");
        Assert.Contains("void* f(byte* @buffer, int bufferLength)", border, StringComparison.Ordinal);
        Assert.Contains(" ? @buffer : null;", border, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_can_say_what_it_returns_for_nonsense()
    {
        Assert.Contains("{ return 14; }", Generate("[Export(\"f\", Fault = 14)] internal static int F(out int x) => x = 0;"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal static int F(string text) => 0;", "parameter 'text'")]
    [InlineData("internal static object F() => null!;", "its result")]
    [InlineData("internal static int F([Length(\"none\")] Span<byte> x) => 0;", "that of no parameter")]
    public void What_C_cannot_call_is_an_error(string method, string reason)
    {
        (_, ImmutableArray<Diagnostic> diagnostics) = Run("[Export(\"f\")] " + method);
        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == "HRM0100" && diagnostic.GetMessage().Contains(reason, StringComparison.Ordinal));
    }

    private static string Generate(string method)
    {
        (Compilation compilation, ImmutableArray<Diagnostic> diagnostics) = Run(method);
        Assert.Empty(diagnostics);
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return compilation.SyntaxTrees.Last().ToString();
    }

    private static (Compilation Compilation, ImmutableArray<Diagnostic> Diagnostics) Run(string method)
    {
        string[] framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        MetadataReference[] references = [.. framework.Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];
        string[] attributes = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sources"), "*.cs").Select(File.ReadAllText)];
        Compilation library = Compile("Library", [.. attributes, $$"""
            using System; using Hermit.Abi;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Border")]
            namespace Library { internal static class Exports { {{method}} } }
            """], references);
        using MemoryStream image = new();
        Assert.Empty(library.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Compilation border = Compile("Border", ["""
            using System; using Hermit.Abi;
            [assembly: BorderOf("Library")]
            namespace Hermit.Border { static unsafe class Border {
                public static Span<byte> Text(byte* start) => default;
                public static bool IsBuffer(void* start, int length) => true;
                public static int Fault() => -1;
                public static int Invalid() => -1;
                public static int Result(SystemError error) => 0;
            } }
            namespace System.Runtime { class RuntimeExportAttribute(string name) : Attribute { public string Name => name; } }
            """], [.. references, MetadataReference.CreateFromImage(image.ToArray())]);
        CSharpGeneratorDriver.Create(new BorderGenerator()).RunGeneratorsAndUpdateCompilation(border, out Compilation result, out ImmutableArray<Diagnostic> diagnostics);
        return (result, diagnostics);
    }

    private static CSharpCompilation Compile(string name, string[] texts, MetadataReference[] references) => CSharpCompilation.Create(
        name, [.. texts.Select(text => CSharpSyntaxTree.ParseText(text))], references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
}
