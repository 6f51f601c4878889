using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>HRM0005: removes the call of <c>Dispose</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveDisposeCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0005"];

    /// <inheritdoc/>
    protected override string Title => "Leave it to the end of the scope";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found) =>
        found.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Parent: BlockSyntax } statement ? (statement, null) : null;
}
