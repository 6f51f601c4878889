using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0001 and HRM0014: what static variables share between threads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticFieldAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MutableStatic, Rules.SharedMutableObject];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeStorage, SymbolKind.Field, SymbolKind.Property);
        context.RegisterOperationAction(AnalyzeAssignment, OperationKind.SimpleAssignment);
        context.RegisterSymbolStartAction(AnalyzeType, SymbolKind.NamedType);
    }

    private static void AnalyzeStorage(SymbolAnalysisContext context)
    {
        ISymbol declared = context.Symbol;
        if (Synchronisation.Storage(declared) is not { } field)
        {
            return;
        }

        string? reason = Synchronisation.Classify(field) switch
        {
            StaticHazard.Mutable => $"make it readonly, or of a synchronising type instead of '{field.Type.ToDisplayString()}'",
            StaticHazard.Replaceable => "make it readonly, so that the synchronising object cannot be replaced",
            _ => null,
        };
        if (reason is not null && declared.Locations.Length > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.MutableStatic, declared.Locations[0], declared.Name, reason));
        }
    }

    // A static lock has to be a variable, but nobody may assign another to it.
    private static void AnalyzeAssignment(OperationAnalysisContext context)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        IFieldSymbol? field = assignment.Target switch
        {
            IFieldReferenceOperation reference => reference.Field,
            _ => null,
        };
        if (field is not { IsStatic: true, IsReadOnly: false } || !field.Type.IsValueType || !Synchronisation.IsSynchronising(field.Type))
        {
            return;
        }

        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } constructor
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, field.ContainingType))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.MutableStatic, assignment.Syntax.GetLocation(), field.Name, "this assignment replaces the synchronising value while others may use it"));
    }

    private static void AnalyzeType(SymbolStartAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        SharedObjects shared = new();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: true, IsReadOnly: true } field && (!field.IsImplicitlyDeclared || field.AssociatedSymbol is IPropertySymbol))
            {
                shared.Add(field);
            }
        }

        if (shared.IsEmpty)
        {
            return;
        }

        context.RegisterOperationAction(shared.NoteInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer);
        context.RegisterOperationAction(shared.NoteUse, OperationKind.FieldReference);
        context.RegisterSymbolEndAction(shared.Report);
    }
}
