using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Hermit.Analyzers;

/// <summary>
/// HRM0002: puts the statement into an unsafe block. The SAFETY comment is left for the author to complete, and HRM0009
/// asks for it until then.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WrapInUnsafeCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0002"];

    /// <inheritdoc/>
    protected override string Title => "Put the statement into an unsafe block";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found)
    {
        // A declaration would be out of scope after its block, and an await is not allowed in one.
        if (found.FirstAncestorOrSelf<StatementSyntax>() is not { } statement
            || statement is BlockSyntax or LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax
            || statement.DescendantNodes().Any(static node => node is AwaitExpressionSyntax or YieldStatementSyntax))
        {
            return null;
        }

        UnsafeStatementSyntax block = SyntaxFactory.UnsafeStatement(SyntaxFactory.Block(statement.WithoutTrivia()))
            .WithLeadingTrivia(statement.GetLeadingTrivia().AddRange([SyntaxFactory.Comment("// SAFETY:"), SyntaxFactory.ElasticLineFeed]))
            .WithTrailingTrivia(statement.GetTrailingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
        return (statement, block);
    }
}
