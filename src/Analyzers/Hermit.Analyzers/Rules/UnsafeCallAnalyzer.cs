using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0002: unsafe members are used in unsafe contexts only.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsafeCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnsafeCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            Analyze,
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.MethodReference,
            OperationKind.PropertyReference,
            OperationKind.FieldReference,
            OperationKind.EventReference,
            OperationKind.Binary,
            OperationKind.Unary,
            OperationKind.Conversion,
            OperationKind.FunctionPointerInvocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        IOperation operation = context.Operation;
        if (operation is IFunctionPointerInvocationOperation)
        {
            Report(context, "A function pointer", "may point to anything");
            return;
        }

        ISymbol? member = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IMethodReferenceOperation reference => reference.Method,
            IPropertyReferenceOperation property => UsedAccessor(property),
            IFieldReferenceOperation field => field.Field,
            IEventReferenceOperation @event => @event.Event,
            IBinaryOperation binary => binary.OperatorMethod,
            IUnaryOperation unary => unary.OperatorMethod,
            IConversionOperation conversion => conversion.OperatorMethod,
            _ => null,
        };
        if (member is null)
        {
            return;
        }

        UnsafeKind kind = UnsafeApi.Classify(member);
        if (kind == UnsafeKind.None || IsWithinUnsafeType(context.ContainingSymbol, member) || IsNamed(operation))
        {
            return;
        }

        string reason = kind switch
        {
            UnsafeKind.RequiresUnsafe => "requires an unsafe context",
            UnsafeKind.ExternCall => "is an external method, which the compiler cannot check",
            _ => "can corrupt memory",
        };
        Report(context, Name(member), reason);
    }

    private static void Report(OperationAnalysisContext context, string name, string reason)
    {
        if (!UnsafeContext.Contains(context.Operation.Syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnsafeCall, context.Operation.Syntax.GetLocation(), name, reason));
        }
    }

    // A type that requires unsafe as a whole is one contract: its own members are inside.
    private static bool IsWithinUnsafeType(ISymbol containing, ISymbol member)
    {
        if (Marks.HasRequiresUnsafe(member) || member is IMethodSymbol { AssociatedSymbol: { } owner } && Marks.HasRequiresUnsafe(owner))
        {
            return false;
        }

        INamedTypeSymbol? declaring = member.OriginalDefinition.ContainingType;
        while (declaring is not null && !Marks.HasRequiresUnsafe(declaring))
        {
            declaring = declaring.ContainingType;
        }

        for (INamedTypeSymbol? type = containing.ContainingType; declaring is not null && type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, declaring))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol UsedAccessor(IPropertyReferenceOperation reference)
    {
        bool written = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
        IMethodSymbol? accessor = written ? reference.Property.SetMethod : reference.Property.GetMethod;
        return (ISymbol?)accessor ?? reference.Property;
    }

    private static bool IsNamed(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(ISymbol member)
    {
        ISymbol shown = member is IMethodSymbol { AssociatedSymbol: { } owner } ? owner : member;
        return shown.ContainingType is null ? shown.Name : $"{shown.ContainingType.Name}.{(shown.Name == ".ctor" ? "new" : shown.Name)}";
    }
}
