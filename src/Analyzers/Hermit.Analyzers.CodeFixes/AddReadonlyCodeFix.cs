using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>HRM0001: makes a static readonly. Offered for a field that its own type never assigns outside its initialiser.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddReadonlyCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0001"];

    /// <inheritdoc/>
    protected override string Title => "Make it readonly";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found)
    {
        if (found.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { } field || found.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || !field.Modifiers.Any(SyntaxKind.StaticKeyword) || !field.Modifiers.All(static token => !token.IsKind(SyntaxKind.VolatileKeyword)))
        {
            return null;
        }

        foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
        {
            if (type.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText && IsWritten(name)))
            {
                return null;
            }
        }

        SyntaxToken modifier = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        int position = field.Modifiers.IndexOf(SyntaxKind.StaticKeyword) + 1;
        return (field, field.WithModifiers(field.Modifiers.Insert(position, modifier)));
    }

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        SyntaxNode use = name;
        while (use.Parent is MemberAccessExpressionSyntax access && access.Name == use)
        {
            use = access;
        }

        return use.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == use,
            PrefixUnaryExpressionSyntax prefix =>
                prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            ArgumentSyntax argument => argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
            RefExpressionSyntax => true,
            _ => false,
        };
    }
}
