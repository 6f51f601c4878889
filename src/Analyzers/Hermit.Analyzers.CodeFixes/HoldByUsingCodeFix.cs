using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>HRM0006: declares the guard with <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HoldByUsingCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0006"];

    /// <inheritdoc/>
    protected override string Title => "Hold it by 'using'";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found)
    {
        if (found.FirstAncestorOrSelf<StatementSyntax>() is not LocalDeclarationStatementSyntax declaration || declaration.UsingKeyword != default
            || !declaration.Declaration.Variables.All(static variable => variable.Initializer is not null))
        {
            return null;
        }

        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithLeadingTrivia(declaration.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space);
        return (declaration, declaration.WithoutLeadingTrivia().WithUsingKeyword(keyword));
    }
}
