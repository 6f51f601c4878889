using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>Where the language allows unsafe code: inside an <c>unsafe</c> block, member or type (C# specification, "Unsafe contexts").</summary>
internal static class UnsafeContext
{
    /// <summary>Whether <paramref name="node"/> is in an unsafe context.</summary>
    public static bool Contains(SyntaxNode node) => Find(node) is not null;

    /// <summary>The innermost unsafe block, member or type around <paramref name="node"/>, if there is one.</summary>
    public static SyntaxNode? Find(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            if (current is UnsafeStatementSyntax || HasUnsafeModifier(current))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>Whether a declaration has the <c>unsafe</c> modifier.</summary>
    public static bool HasUnsafeModifier(SyntaxNode node) => Modifiers(node).Any(SyntaxKind.UnsafeKeyword);

    /// <summary>The modifiers of a member, type or local function; empty for other nodes.</summary>
    public static SyntaxTokenList Modifiers(SyntaxNode node) => node switch
    {
        MemberDeclarationSyntax member => member.Modifiers,
        LocalFunctionStatementSyntax function => function.Modifiers,
        _ => default,
    };
}
