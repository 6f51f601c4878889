using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hermit.Analyzers;

/// <summary>Tells, node by node, which expressions and statements do what the compiler cannot check.</summary>
internal static class UnsafeFinder
{
    /// <summary>The kind of unsafe operation that <paramref name="node"/> itself is; its children are judged on their own.</summary>
    public static UnsafeKind Classify(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        UnsafeKind kind = ClassifyPointerUse(node, model, cancellation);
        return kind == UnsafeKind.None ? ClassifyMemberUse(node, model, cancellation) : kind;
    }

    /// <summary>
    /// Whether pointers can occur in a file at all: the language has them in unsafe contexts only, so that the text says so.
    /// A file without them need not be asked for the type of every operand.
    /// </summary>
    public static bool MayHavePointers(SyntaxNode root)
    {
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.UnsafeKeyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The part of <see cref="Classify"/> that is about pointers.</summary>
    public static UnsafeKind ClassifyPointerUse(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node.Kind())
        {
            case SyntaxKind.PointerIndirectionExpression or SyntaxKind.PointerMemberAccessExpression:
                return UnsafeKind.Dereference;
            case SyntaxKind.AddressOfExpression:
                return ClassifyAddress(((PrefixUnaryExpressionSyntax)node).Operand, model, cancellation);
            case SyntaxKind.ElementAccessExpression:
                return ClassifyPointerElement(((ElementAccessExpressionSyntax)node).Expression, model, cancellation);
            case SyntaxKind.AddExpression or SyntaxKind.SubtractExpression:
                BinaryExpressionSyntax binary = (BinaryExpressionSyntax)node;
                return IsPointer(binary.Left, model, cancellation) || IsPointer(binary.Right, model, cancellation)
                    ? UnsafeKind.PointerArithmetic
                    : UnsafeKind.None;
            case SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression:
                return Arithmetic(((AssignmentExpressionSyntax)node).Left, model, cancellation);
            case SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression:
                return Arithmetic(((PrefixUnaryExpressionSyntax)node).Operand, model, cancellation);
            case SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression:
                return Arithmetic(((PostfixUnaryExpressionSyntax)node).Operand, model, cancellation);
            case SyntaxKind.CastExpression:
                CastExpressionSyntax cast = (CastExpressionSyntax)node;
                return IsPointer(cast, model, cancellation) || IsPointer(cast.Expression, model, cancellation)
                    ? UnsafeKind.PointerConversion
                    : UnsafeKind.None;
            case SyntaxKind.InvocationExpression:
                return model.GetTypeInfo(((InvocationExpressionSyntax)node).Expression, cancellation).Type is IFunctionPointerTypeSymbol
                    ? UnsafeKind.FunctionPointerCall
                    : UnsafeKind.None;
            case SyntaxKind.FixedStatement:
                return UnsafeKind.Fixed;
            default:
                return UnsafeKind.None;
        }
    }

    /// <summary>The part of <see cref="Classify"/> that is about members and declarations.</summary>
    public static UnsafeKind ClassifyMemberUse(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node.Kind())
        {
            case SyntaxKind.ObjectCreationExpression or SyntaxKind.ImplicitObjectCreationExpression:
                return ClassifyMember(model.GetSymbolInfo(node, cancellation));
            case SyntaxKind.ElementAccessExpression:
                return model.GetSymbolInfo(node, cancellation).Symbol is IPropertySymbol indexer ? ClassifyMember(indexer) : UnsafeKind.None;
            case SyntaxKind.IdentifierName or SyntaxKind.GenericName:
                return IsReference((SimpleNameSyntax)node) ? ClassifyMember(model.GetSymbolInfo(node, cancellation)) : UnsafeKind.None;
            case SyntaxKind.StackAllocArrayCreationExpression or SyntaxKind.ImplicitStackAllocArrayCreationExpression:
                return ClassifyStackAlloc(node, model, cancellation);
            case SyntaxKind.Attribute:
                return IsSkipLocalsInit((AttributeSyntax)node) ? UnsafeKind.SkipLocalsInit
                    : model.GetTypeInfo(node, cancellation).Type is { } claimed && Marks.Has(claimed, Marks.Trusted) ? UnsafeKind.Trust
                    : UnsafeKind.None;
            case SyntaxKind.SimpleBaseType:
                return node.Parent?.Parent is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax
                    && IsTrustedInterface(model.GetTypeInfo(((SimpleBaseTypeSyntax)node).Type, cancellation).Type) ? UnsafeKind.Trust : UnsafeKind.None;
            case SyntaxKind.StructDeclaration or SyntaxKind.ClassDeclaration:
                return model.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type && ExplicitLayout.FindOverlap(type) is not null
                    ? UnsafeKind.OverlappingReferences
                    : UnsafeKind.None;
            default:
                return UnsafeKind.None;
        }
    }

    /// <summary>Whether soundness relies on who implements <paramref name="type"/>: by its own mark, or by that of an interface it extends.</summary>
    public static bool IsTrustedInterface(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Interface } && (Marks.Has(type, Marks.Trusted) || type.AllInterfaces.Any(extended => Marks.Has(extended, Marks.Trusted)));

    /// <summary>Whether a pointer occurs in <paramref name="type"/>: a pointer, a function pointer, or an array of them.</summary>
    public static bool MentionsPointer(ITypeSymbol? type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => MentionsPointer(array.ElementType),
        _ => false,
    };

    private static UnsafeKind Arithmetic(ExpressionSyntax operand, SemanticModel model, CancellationToken cancellation) =>
        IsPointer(operand, model, cancellation) ? UnsafeKind.PointerArithmetic : UnsafeKind.None;

    private static bool IsPointer(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private static UnsafeKind ClassifyAddress(ExpressionSyntax operand, SemanticModel model, CancellationToken cancellation)
    {
        SymbolInfo info = model.GetSymbolInfo(operand, cancellation);
        bool method = info.Symbol is IMethodSymbol || (info.CandidateSymbols.Length > 0 && info.CandidateSymbols[0] is IMethodSymbol);
        return method ? UnsafeKind.MethodAddress : UnsafeKind.AddressOf;
    }

    private static UnsafeKind ClassifyPointerElement(ExpressionSyntax indexed, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(indexed, cancellation).Type is not IPointerTypeSymbol)
        {
            return UnsafeKind.None;
        }

        return model.GetSymbolInfo(indexed, cancellation).Symbol is IFieldSymbol { IsFixedSizeBuffer: true } ? UnsafeKind.FixedBuffer : UnsafeKind.Dereference;
    }

    /// <summary>The kind of the use of a member that a name was resolved to.</summary>
    public static UnsafeKind ClassifyMember(SymbolInfo info)
    {
        ISymbol? symbol = info.Symbol;
        if (symbol is null && info.CandidateSymbols.Length > 0)
        {
            symbol = info.CandidateSymbols[0];
        }

        return symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol ? ClassifyMember(symbol) : UnsafeKind.None;
    }

    private static UnsafeKind ClassifyMember(ISymbol symbol)
    {
        UnsafeKind kind = UnsafeApi.Classify(symbol);
        if (kind != UnsafeKind.None || symbol is IFieldSymbol)
        {
            return kind;
        }

        System.Collections.Immutable.ImmutableArray<IParameterSymbol> parameters = symbol switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => [],
        };
        foreach (IParameterSymbol parameter in parameters)
        {
            if (MentionsPointer(parameter.Type))
            {
                return UnsafeKind.PointerCall;
            }
        }

        return UnsafeKind.None;
    }

    /// <summary>
    /// Whether a name may use a member: names of types, of named arguments, in nameof and in declarations do not; in a
    /// member access the name stands for the whole.
    /// </summary>
    public static bool IsReference(SimpleNameSyntax name)
    {
        for (SyntaxNode? node = name.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax:
                    continue;
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } }:
                    return false;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } }:
                    return false;
                case NameColonSyntax or NameEqualsSyntax or TypeSyntax or UsingDirectiveSyntax or AttributeSyntax or BaseTypeSyntax
                    or ParameterSyntax or VariableDeclarationSyntax or CrefSyntax or TypeArgumentListSyntax or TypeConstraintSyntax
                    or TypeParameterConstraintClauseSyntax or BaseNamespaceDeclarationSyntax:
                    return false;
                default:
                    return true;
            }
        }

        return false;
    }

    private static UnsafeKind ClassifyStackAlloc(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        TypeInfo type = model.GetTypeInfo(node, cancellation);
        if (type.ConvertedType is IPointerTypeSymbol || (type.ConvertedType is null && type.Type is IPointerTypeSymbol))
        {
            return UnsafeKind.StackAlloc;
        }

        for (SyntaxNode? current = node.Parent; current is not null; current = current.Parent)
        {
            SyntaxList<AttributeListSyntax> lists = current switch
            {
                MemberDeclarationSyntax member => member.AttributeLists,
                LocalFunctionStatementSyntax function => function.AttributeLists,
                AccessorDeclarationSyntax accessor => accessor.AttributeLists,
                _ => default,
            };
            foreach (AttributeListSyntax list in lists)
            {
                foreach (AttributeSyntax attribute in list.Attributes)
                {
                    if (IsSkipLocalsInit(attribute))
                    {
                        return UnsafeKind.StackAlloc;
                    }
                }
            }
        }

        return UnsafeKind.None;
    }

    private static bool IsSkipLocalsInit(AttributeSyntax attribute)
    {
        NameSyntax name = attribute.Name;
        while (name is QualifiedNameSyntax qualified)
        {
            name = qualified.Right;
        }

        return name is IdentifierNameSyntax { Identifier.Text: "SkipLocalsInit" or "SkipLocalsInitAttribute" };
    }
}
