using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>HRM0009: starts a SAFETY comment above the unsafe block. The rule holds until the author has completed it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StartSafetyCommentCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0009"];

    /// <inheritdoc/>
    protected override string Title => "Start a SAFETY comment";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found)
    {
        if (found.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || statement.Parent is not BlockSyntax)
        {
            return null;
        }

        SyntaxTriviaList leading = statement.GetLeadingTrivia();
        if (leading.Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith("// SAFETY:", StringComparison.Ordinal)))
        {
            return null;
        }

        SyntaxTriviaList indent = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(leading[leading.Count - 1])
            : SyntaxFactory.TriviaList();
        SyntaxTriviaList comment = leading.AddRange([SyntaxFactory.Comment("// SAFETY: "), SyntaxFactory.LineFeed]).AddRange(indent);
        return (statement, statement.WithLeadingTrivia(comment));
    }
}
