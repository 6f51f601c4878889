using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>HRM0013: takes <c>readonly</c> off a field that holds a lock.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveReadonlyCodeFix : RuleCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["HRM0013"];

    /// <inheritdoc/>
    protected override string Title => "Remove 'readonly'";

    /// <inheritdoc/>
    protected override (SyntaxNode Node, SyntaxNode? Replacement)? Fix(SyntaxNode found)
    {
        if (found is not VariableDeclaratorSyntax || found.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not { } field)
        {
            return null;
        }

        int position = field.Modifiers.IndexOf(SyntaxKind.ReadOnlyKeyword);
        return position < 0 ? null : (field, field.WithModifiers(field.Modifiers.RemoveAt(position)).WithLeadingTrivia(field.GetLeadingTrivia()));
    }
}
