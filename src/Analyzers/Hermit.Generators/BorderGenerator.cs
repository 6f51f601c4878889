using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hermit.Generators;

/// <summary>
/// Writes the border between compiled code, which calls by C's conventions, and a library whose exports take spans and references: for an assembly with
/// <c>[assembly: BorderOf("Library")]</c>, one function for each <c>[Export]</c> method of that library.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BorderGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor s_cannotExport = new(
        "HRM0100", "An export has a parameter or result that has no form in C", "'{0}' cannot be exported: {1}", "Hermit.Border", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor s_missingLibrary = new(
        "HRM0101", "A border of a library that is not referenced", "There is no reference to the library '{0}' that this is the border of", "Hermit.Border",
        DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<Border> border = context.CompilationProvider.Select(Read);
        context.RegisterSourceOutput(border, Write);
    }

    private static Border Read(Compilation compilation, CancellationToken cancellation)
    {
        List<BorderFile> files = [];
        List<BorderProblem> problems = [];
        foreach (AttributeData attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() != Names.BorderOf || attribute.ConstructorArguments is not [{ Value: string name }])
            {
                continue;
            }

            IAssemblySymbol? library = compilation.SourceModule.ReferencedAssemblySymbols.FirstOrDefault(assembly => assembly.Name == name);
            if (library is null)
            {
                problems.Add(new BorderProblem(name, ""));
                continue;
            }

            foreach (INamedTypeSymbol type in Types(library.GlobalNamespace, cancellation))
            {
                ReadType(type, files, problems);
            }
        }

        return new Border(new EquatableList<BorderFile>(files), new EquatableList<BorderProblem>(problems));
    }

    private static void ReadType(INamedTypeSymbol type, List<BorderFile> files, List<BorderProblem> problems)
    {
        StringBuilder text = new();
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            AttributeData? export = method.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Names.Export);
            if (export is null)
            {
                continue;
            }

            ExportWriter writer = new(method, export);
            if (writer.TryWrite(text, out string problem))
            {
                continue;
            }

            problems.Add(new BorderProblem($"{type.Name}.{method.Name}", problem));
        }

        if (text.Length > 0)
        {
            files.Add(new BorderFile($"{type.ContainingNamespace}.{type.Name}.g.cs", ExportWriter.Surround(type, text.ToString())));
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (INamespaceOrTypeSymbol member in space.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }
            else if (member is INamespaceSymbol inner)
            {
                foreach (INamedTypeSymbol found in Types(inner, cancellation))
                {
                    yield return found;
                }
            }
        }
    }

    private static void Write(SourceProductionContext context, Border border)
    {
        foreach (BorderProblem problem in border.Problems)
        {
            context.ReportDiagnostic(problem.Reason.Length == 0
                ? Diagnostic.Create(s_missingLibrary, Location.None, problem.Subject)
                : Diagnostic.Create(s_cannotExport, Location.None, problem.Subject, problem.Reason));
        }

        foreach (BorderFile file in border.Files)
        {
            context.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private sealed record Border(EquatableList<BorderFile> Files, EquatableList<BorderProblem> Problems);

    private sealed record BorderFile(string Name, string Text);

    private sealed record BorderProblem(string Subject, string Reason);
}
