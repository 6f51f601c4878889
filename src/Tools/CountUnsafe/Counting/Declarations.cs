using Hermit.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.CountUnsafe.Counting;

/// <summary>What counts as an expression, a function, a method, or as declared unsafe.</summary>
internal static class Declarations
{
    /// <summary>Whether the expression has a value or a call of its own: types, and names that are part of a larger expression, have none.</summary>
    public static bool IsValue(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax or DeclarationExpressionSyntax or OmittedArraySizeExpressionSyntax or InitializerExpressionSyntax => false,
        TypeSyntax and not SimpleNameSyntax => false,

        // Counted by its name, which tells a value from a type.
        MemberAccessExpressionSyntax or MemberBindingExpressionSyntax => false,
        SimpleNameSyntax name => !SyntaxFacts.IsInNamespaceOrTypeContext(name) && !IsPart(name) && name.Parent is not AttributeSyntax,
        _ => !IsCallee(expression),
    };

    /// <summary>The expression that the name of a member stands for.</summary>
    public static SyntaxNode Whole(SyntaxNode node)
    {
        while (node is SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
            && ((node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
                || (node.Parent is MemberBindingExpressionSyntax binding && binding.Name == node)
                || (node.Parent is InvocationExpressionSyntax call && call.Expression == node)))
        {
            node = node.Parent;
        }

        return node;
    }

    /// <summary>Whether the node is a function or method that does something itself.</summary>
    public static bool HasBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null || method.Modifiers.Any(SyntaxKind.ExternKeyword),
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null,
        LocalFunctionStatementSyntax function => function.Body is not null || function.ExpressionBody is not null || function.Modifiers.Any(SyntaxKind.ExternKeyword),
        AnonymousFunctionExpressionSyntax => true,
        _ => false,
    };

    /// <summary>Whether a node with a body is a function, which has no instance; otherwise it is a method.</summary>
    public static bool IsFunction(SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => true,
        AccessorDeclarationSyntax { Parent.Parent: MemberDeclarationSyntax owner } => owner.Modifiers.Any(SyntaxKind.StaticKeyword),
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    /// <summary>
    /// Whether a declaration or block says itself that it is unsafe: by the modifier, as an unsafe block, by a pointer in its
    /// signature or fields, or by having its body elsewhere.
    /// </summary>
    public static bool IsDeclaredUnsafe(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node switch
    {
        UnsafeStatementSyntax => true,
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.FixedKeyword) || IsPointer(field.Declaration.Type, model, cancellation)
            || UnsafeContext.HasUnsafeModifier(field),
        BaseMethodDeclarationSyntax method => UnsafeContext.HasUnsafeModifier(method) || method.Modifiers.Any(SyntaxKind.ExternKeyword)
            || HasPointer(method.ParameterList, model, cancellation)
            || (method is MethodDeclarationSyntax { ReturnType: { } type } && IsPointer(type, model, cancellation)),
        LocalFunctionStatementSyntax function => UnsafeContext.HasUnsafeModifier(function) || HasPointer(function.ParameterList, model, cancellation),
        DelegateDeclarationSyntax signature => UnsafeContext.HasUnsafeModifier(signature) || HasPointer(signature.ParameterList, model, cancellation),
        BasePropertyDeclarationSyntax property => UnsafeContext.HasUnsafeModifier(property) || IsPointer(property.Type, model, cancellation),
        BaseTypeDeclarationSyntax type => UnsafeContext.HasUnsafeModifier(type),
        _ => false,
    };

    private static bool HasPointer(ParameterListSyntax parameters, SemanticModel model, CancellationToken cancellation)
    {
        foreach (ParameterSyntax parameter in parameters.Parameters)
        {
            if (parameter.Type is { } type && IsPointer(type, model, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    // The symbol is asked only where the text could hide a pointer behind an alias.
    private static bool IsPointer(TypeSyntax type, SemanticModel model, CancellationToken cancellation) => type switch
    {
        PointerTypeSyntax or FunctionPointerTypeSyntax => true,
        ArrayTypeSyntax array => IsPointer(array.ElementType, model, cancellation),
        IdentifierNameSyntax => UnsafeFinder.MentionsPointer(model.GetTypeInfo(type, cancellation).Type),
        _ => false,
    };

    private static bool IsPart(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => IsCallee(access),
        MemberBindingExpressionSyntax binding => IsCallee(binding),
        NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax => true,
        _ => IsCallee(name),
    };

    private static bool IsCallee(ExpressionSyntax expression) => expression.Parent is InvocationExpressionSyntax call && call.Expression == expression;
}
