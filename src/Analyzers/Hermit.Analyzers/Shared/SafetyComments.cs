using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>
/// Finds the comments that justify unsafe code. A marker without text after it justifies nothing.
/// </summary>
internal static class SafetyComments
{
    /// <summary>Names the invariant that unsafe code relies on and who upholds it.</summary>
    public static readonly Regex Safety = new(@"\bSAFETY:\s*[^\s*/]", RegexOptions.CultureInvariant);

    /// <summary>Says why the bits behind a forged reference are an object of its type.</summary>
    public static readonly Regex Forges = new(@"\bFORGES:\s*[^\s*/]", RegexOptions.CultureInvariant);

    private static readonly Regex SafetyDoc = new(@"\bSafety\b|<safety\b", RegexOptions.CultureInvariant);

    /// <summary>Whether an unsafe block, member, type or local function carries its own SAFETY comment.</summary>
    /// <remarks>
    /// For a block: before it, after its last brace on the same line, or first thing inside. For a declaration: before
    /// it, first thing in its body, or a "Safety" paragraph of its documentation.
    /// </remarks>
    public static bool IsDocumented(SyntaxNode construct) => construct switch
    {
        UnsafeStatementSyntax statement => HasAround(statement, Safety) || HasAtStart(statement.Block, Safety),
        _ => HasAround(construct, Safety) || HasSafetyDoc(construct) || HasAtStart(BodyOf(construct), Safety),
    };

    /// <summary>
    /// Whether an unsafe expression is documented: by the statement it is in or a statement around that, by the unsafe
    /// block or by the member around it. A comment on the type covers none of them: it cannot say why this access is right.
    /// </summary>
    public static bool CoversExpression(SyntaxNode expression)
    {
        for (SyntaxNode? node = expression; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case UnsafeStatementSyntax or LocalFunctionStatementSyntax:
                    if (IsDocumented(node))
                    {
                        return true;
                    }

                    break;
                case StatementSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or ArrowExpressionClauseSyntax or AccessorDeclarationSyntax:
                    if (HasAround(node, Safety))
                    {
                        return true;
                    }

                    break;
                case BaseTypeDeclarationSyntax when expression is BaseTypeSyntax or AttributeSyntax:
                    // What the type as a whole claims is justified where it is declared.
                    return HasAround(node, Safety);
                case BaseTypeDeclarationSyntax:
                    break;
                case MemberDeclarationSyntax:
                    if (IsDocumented(node))
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>Whether a forged reference is justified by its statement, member, a type around it, or the head of the file.</summary>
    public static bool JustifiesForgery(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            bool carrier = current is StatementSyntax or MemberDeclarationSyntax or SwitchExpressionArmSyntax or ArrowExpressionClauseSyntax
                or AccessorDeclarationSyntax;
            if (carrier && (HasAround(current, Forges) || HasAtStart(current as BlockSyntax, Forges) || HasAtStart(BodyOf(current), Forges)))
            {
                return true;
            }

            if (current is CompilationUnitSyntax unit)
            {
                return HasMarker(unit.GetFirstToken(includeZeroWidth: true).LeadingTrivia, Forges);
            }
        }

        return false;
    }

    /// <summary>Whether the documentation comment of a declaration has a "Safety" paragraph.</summary>
    public static bool HasSafetyDoc(SyntaxNode declaration)
    {
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            // Without /doc the compiler keeps documentation comments as ordinary ones, so the text is what to look at.
            string text = IsComment(trivia) ? trivia.ToFullString() : string.Empty;
            bool documentation = trivia.HasStructure || text.StartsWith("///", StringComparison.Ordinal)
                || text.StartsWith("/**", StringComparison.Ordinal);
            if (documentation && SafetyDoc.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAround(SyntaxNode node, Regex marker) =>
        HasMarker(node.GetLeadingTrivia(), marker) || HasMarker(node.GetTrailingTrivia(), marker) || HasBetweenModifiers(node, marker);

    // A comment may stand between the attributes or the documentation of a declaration and its first modifier.
    private static bool HasBetweenModifiers(SyntaxNode node, Regex marker)
    {
        if (node is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
        {
            return false;
        }

        foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
        {
            if (child.IsToken)
            {
                return HasMarker(child.GetLeadingTrivia(), marker);
            }

            if (!child.IsKind(SyntaxKind.AttributeList))
            {
                return HasMarker(child.GetLeadingTrivia(), marker);
            }
        }

        return false;
    }

    private static bool HasAtStart(SyntaxNode? body, Regex marker) => body switch
    {
        BlockSyntax block => HasMarker(block.OpenBraceToken.LeadingTrivia, marker)
            || HasMarker(block.OpenBraceToken.TrailingTrivia, marker)
            || HasMarker(block.OpenBraceToken.GetNextToken(includeZeroWidth: true).LeadingTrivia, marker),
        ArrowExpressionClauseSyntax arrow => HasMarker(arrow.ArrowToken.LeadingTrivia, marker)
            || HasMarker(arrow.ArrowToken.TrailingTrivia, marker)
            || HasMarker(arrow.Expression.GetLeadingTrivia(), marker),
        _ => false,
    };

    private static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax function => (SyntaxNode?)function.Body ?? function.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        _ => null,
    };

    private static bool HasMarker(SyntaxTriviaList trivia, Regex marker)
    {
        foreach (SyntaxTrivia item in trivia)
        {
            if (IsComment(item) && marker.IsMatch(item.ToFullString()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia
        or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
