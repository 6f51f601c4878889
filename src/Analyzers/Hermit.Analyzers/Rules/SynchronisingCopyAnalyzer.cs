using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0013: locks, atomics and other structs of which there must be one stay where they are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SynchronisingCopyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SynchronisingCopy];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeStorage, SymbolKind.Field, SymbolKind.Property);
        context.RegisterOperationAction(
            AnalyzeRead, OperationKind.FieldReference, OperationKind.ArrayElementReference, OperationKind.Invocation, OperationKind.PropertyReference,
            OperationKind.LocalReference, OperationKind.ParameterReference);
    }

    private static void AnalyzeStorage(SymbolAnalysisContext context)
    {
        ISymbol declared = context.Symbol;
        if (Synchronisation.Storage(declared) is not { RefKind: RefKind.None } field || !IsSynchronisingStruct(field.Type)
            || (declared is IFieldSymbol && !field.IsReadOnly))
        {
            return;
        }

        if (declared.Locations.Length > 0)
        {
            string kind = declared is IFieldSymbol ? "Readonly field" : "Property";
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SynchronisingCopy,
                declared.Locations[0],
                $"{kind} '{declared.Name}' is",
                Short(field.Type),
                "its state could not change, or would change in a copy; declare a field without 'readonly'"));
        }
    }

    private static void AnalyzeRead(OperationAnalysisContext context)
    {
        IOperation operation = context.Operation;
        if (!IsSynchronisingStruct(operation.Type) || !IsVariable(operation))
        {
            return;
        }

        string? what = operation.Parent switch
        {
            IArgumentOperation { Parameter.RefKind: RefKind.None } => "The argument copies a value",
            ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Value == operation => "The assignment copies a value",
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } => "The declaration copies a value",
            IFieldInitializerOperation { Value: { } value } when value == operation => "The initializer copies a value",
            IReturnOperation when context.ContainingSymbol is IMethodSymbol { ReturnsByRef: false, ReturnsByRefReadonly: false } => "The return copies a value",
            IConversionOperation => "The conversion copies a value",
            ITupleOperation or IArrayInitializerOperation => "The initializer copies a value",
            _ => null,
        };
        if (what is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.SynchronisingCopy, operation.Syntax.GetLocation(), what, Short(operation.Type!), "pass a reference instead"));
        }
    }

    // A value parameter or local is the end of its value, which may move on; what lives elsewhere would exist twice.
    private static bool IsVariable(IOperation operation) => operation switch
    {
        IFieldReferenceOperation or IArrayElementReferenceOperation => true,
        IInvocationOperation invocation => invocation.TargetMethod.ReturnsByRef || invocation.TargetMethod.ReturnsByRefReadonly,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly,
        ILocalReferenceOperation local => local.Local.RefKind != RefKind.None,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind is not (RefKind.None or RefKind.Out),
        _ => false,
    };

    private static bool IsSynchronisingStruct(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsReadOnly: false } named && (Synchronisation.IsSynchronising(type) || OwnsAlone(named));

    // Structs cannot contain themselves, so this ends.
    private static bool OwnsAlone(INamedTypeSymbol type)
    {
        if (Marks.Has(type, Marks.NonCopyable))
        {
            return true;
        }

        foreach (ISymbol member in type.SpecialType == SpecialType.None ? type.GetMembers() : [])
        {
            if (member is IFieldSymbol { IsStatic: false, RefKind: RefKind.None, Type: INamedTypeSymbol { TypeKind: TypeKind.Struct, IsReadOnly: false } inner } && OwnsAlone(inner))
            {
                return true;
            }
        }

        return false;
    }

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
