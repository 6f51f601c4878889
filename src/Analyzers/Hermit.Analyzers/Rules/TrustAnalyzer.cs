using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Analyzers;

/// <summary>
/// HRM0015: an interface or attribute that soundness relies on is implemented or applied only where unsafe code compiles, with a SAFETY comment.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrustAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Trust];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleBaseType, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (UnsafeFinder.ClassifyMemberUse(context.Node, context.SemanticModel, context.CancellationToken) != UnsafeKind.Trust)
        {
            return;
        }

        string? problem = !((CSharpCompilationOptions)context.Compilation.Options).AllowUnsafe ? "that is only possible where unsafe code compiles"
            : !SafetyComments.CoversExpression(context.Node) ? "say in a '// SAFETY:' comment at the declaration why it holds"
            : null;
        if (problem is not null)
        {
            (SyntaxNode name, string claim) = context.Node is AttributeSyntax attribute
                ? (attribute.Name, "carries an attribute")
                : ((SyntaxNode)((SimpleBaseTypeSyntax)context.Node).Type, "implements an interface");
            string owner = context.ContainingSymbol?.Name ?? name.ToString();
            context.ReportDiagnostic(Diagnostic.Create(Rules.Trust, name.GetLocation(), owner, $"{claim} ({name})", problem));
        }
    }
}
