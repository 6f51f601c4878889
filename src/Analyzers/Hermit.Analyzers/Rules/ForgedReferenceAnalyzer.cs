using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0010: what makes a reference out of bits, or gives one a type that nobody checked, is justified.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgedReferenceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ForgedReference];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
        context.RegisterSyntaxNodeAction(AnalyzeCast, SyntaxKind.CastExpression);
        context.RegisterSymbolAction(AnalyzeLayout, SymbolKind.NamedType);
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!Marks.IsType(call.TargetMethod.ContainingType, "System.Runtime.CompilerServices", "Unsafe"))
        {
            return;
        }

        if (Describe(call) is { } what && !SafetyComments.JustifiesForgery(call.Syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ForgedReference, call.Syntax.GetLocation(), what));
        }
    }

    private static string? Describe(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        switch (method.Name)
        {
            case "As" when method.TypeArguments is [{ } target]:
                return IsUpcast(call, target) ? null : $"'Unsafe.As' calls an object a '{Short(target)}' unchecked";
            case "As" or "BitCast" when method.TypeArguments is [{ } from, { } to]:
                return IsReinterpretation(from, to) ? $"'Unsafe.{method.Name}' reads the bits of a '{Short(from)}' as a '{Short(to)}'" : null;
            case "Read" or "ReadUnaligned" or "AsRef" or "Copy" when method.TypeArguments is [{ } read] && TakesPointer(method):
                return IsManaged(read) ? $"'Unsafe.{method.Name}' takes the bits at an address for a '{Short(read)}'" : null;
            case "ReadUnaligned" when method.TypeArguments is [{ } read]:
                return IsManaged(read) ? $"'Unsafe.ReadUnaligned' takes bytes for a '{Short(read)}'" : null;
            default:
                return null;
        }
    }

    private static bool TakesPointer(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type is IPointerTypeSymbol)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUpcast(IInvocationOperation call, ITypeSymbol target)
    {
        IOperation? argument = call.Arguments.Length == 1 ? call.Arguments[0].Value : null;
        while (argument is IConversionOperation { IsImplicit: true } conversion)
        {
            argument = conversion.Operand;
        }

        if (argument is null || argument.ConstantValue is { HasValue: true, Value: null })
        {
            return argument is not null;
        }

        if (argument.Type is null || call.SemanticModel?.Compilation is not CSharpCompilation compilation)
        {
            return false;
        }

        Conversion actual = compilation.ClassifyConversion(argument.Type, target);
        return actual.IsIdentity || (actual.IsReference && actual.IsImplicit);
    }

    private static bool IsReinterpretation(ITypeSymbol from, ITypeSymbol to)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to) || (!IsManaged(from) && !IsManaged(to)))
        {
            return false;
        }

        return !StartsWith(from, to) && !StartsWith(to, from);
    }

    // A struct begins with its first field (or an inline array with its first element), so that the bits are what they were.
    private static bool StartsWith(ITypeSymbol type, ITypeSymbol first)
    {
        ITypeSymbol? current = type;
        for (int depth = 0; depth < 16 && current is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }; depth++)
        {
            current = current.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static field => !field.IsStatic)?.Type;
            if (SymbolEqualityComparer.Default.Equals(current, first))
            {
                return true;
            }
        }

        return false;
    }

    private static void AnalyzeCast(SyntaxNodeAnalysisContext context)
    {
        CastExpressionSyntax cast = (CastExpressionSyntax)context.Node;
        if (context.SemanticModel.GetTypeInfo(cast.Type, context.CancellationToken).Type is not IPointerTypeSymbol target || !IsManaged(target.PointedAtType))
        {
            return;
        }

        ITypeSymbol? source = context.SemanticModel.GetTypeInfo(cast.Expression, context.CancellationToken).Type;
        if (!SymbolEqualityComparer.Default.Equals(source, target) && !SafetyComments.JustifiesForgery(cast))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ForgedReference, cast.GetLocation(), $"The cast points to bits as if they were a '{Short(target.PointedAtType)}', which may hold references"));
        }
    }

    private static void AnalyzeLayout(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (ExplicitLayout.FindOverlap(type) is not { } overlap)
        {
            return;
        }

        SyntaxNode? syntax = overlap.Field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken);
        if (syntax is not null && !SafetyComments.JustifiesForgery(syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ForgedReference, overlap.Field.Locations[0], $"Field '{overlap.Field.Name}' lies over '{overlap.Other.Name}', a reference of another type"));
        }
    }

    // Pointers, unmanaged structs and references known to hold none carry no reference.
    private static bool IsManaged(ITypeSymbol type) =>
        type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol) && !type.IsUnmanagedType && !IsEnumParameter(type);

    // "where T : struct, Enum" leaves numbers only.
    private static bool IsEnumParameter(ITypeSymbol type) => type is ITypeParameterSymbol { HasValueTypeConstraint: true } parameter
        && parameter.ConstraintTypes.Any(static constraint => constraint.SpecialType == SpecialType.System_Enum);

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
