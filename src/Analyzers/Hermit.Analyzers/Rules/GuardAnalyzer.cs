using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0003 to HRM0006: a guard is held by <c>using</c>, never copied, stored, or disposed by hand.</summary>
/// <remarks>Guard types themselves are exempt: they may wrap another guard.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.GuardCopied, Rules.GuardStored, Rules.GuardDisposed, Rules.GuardNotUsing];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeStorage, SymbolKind.Field, SymbolKind.Property);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
        context.RegisterOperationAction(
            AnalyzeVariable, OperationKind.LocalReference, OperationKind.ParameterReference, OperationKind.FieldReference, OperationKind.ArrayElementReference);
        context.RegisterOperationAction(
            AnalyzeTemporary, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation, OperationKind.DefaultValue);
        context.RegisterOperationAction(AnalyzeDeclaration, OperationKind.DeclarationExpression, OperationKind.VariableDeclarator);
    }

    private static void AnalyzeStorage(SymbolAnalysisContext context)
    {
        ISymbol declared = context.Symbol;
        if (Synchronisation.Storage(declared) is { RefKind: RefKind.None } field && Marks.IsGuard(Element(field.Type)) && !IsInGuardType(field)
            && declared.Locations.Length > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.GuardStored, declared.Locations[0], declared.Name, Short(field.Type)));
        }
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (IsInGuardType(method) || method.IsImplicitlyDeclared || method.AssociatedSymbol is not null)
        {
            return;
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.None && Marks.IsGuard(parameter.Type) && parameter.Locations.Length > 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.GuardCopied, parameter.Locations[0], $"Parameter '{parameter.Name}'", Short(parameter.Type)));
            }
        }
    }

    private static void AnalyzeVariable(OperationAnalysisContext context)
    {
        IOperation reference = context.Operation;
        if (!Marks.IsGuard(reference.Type) || IsInGuardType(context.ContainingSymbol))
        {
            return;
        }

        IOperation value = WalkUp(reference);
        switch (value.Parent)
        {
            case IInvocationOperation invocation when invocation.Instance == value:
                if (IsDispose(invocation))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Rules.GuardDisposed, invocation.Syntax.GetLocation(), Short(reference.Type!)));
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.None } argument:
                Copied(context, reference, argument.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: true } ? "The call" : "The argument");
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Value == value:
                Copied(context, reference, "The assignment");
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } }:
                Copied(context, reference, "The declaration");
                break;
            case IReturnOperation when !ReturnsByRef(context.ContainingSymbol):
                Copied(context, reference, "The return");
                break;
            case IUsingOperation when reference is not ILocalReferenceOperation:
                Copied(context, reference, "The using statement");
                break;
            case ITupleOperation or IAnonymousObjectCreationOperation or IObjectOrCollectionInitializerOperation or IArrayInitializerOperation:
                Copied(context, reference, "The initializer");
                break;
        }
    }

    private static void AnalyzeTemporary(OperationAnalysisContext context)
    {
        IOperation operation = context.Operation;
        if (operation.IsImplicit || !Marks.IsGuard(operation.Type) || IsInGuardType(context.ContainingSymbol) || ReturnsReference(operation))
        {
            return;
        }

        IOperation value = WalkUp(operation);
        switch (value.Parent)
        {
            case IUsingOperation or IReturnOperation:
                return;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                if (!IsUsing(declarator))
                {
                    NotUsing(context, operation, $"declare '{declarator.Symbol.Name}' with 'using'");
                }

                return;
            case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } created } } when Marks.IsGuard(created):
                return;
            case IArgumentOperation { Parameter.RefKind: RefKind.None }:
                Copied(context, operation, "The argument");
                return;
            case IInvocationOperation invocation when invocation.Instance == value && IsDispose(invocation):
                context.ReportDiagnostic(Diagnostic.Create(Rules.GuardDisposed, invocation.Syntax.GetLocation(), Short(operation.Type!)));
                return;
            case IExpressionStatementOperation:
                NotUsing(context, operation, "the result is dropped, so that nothing releases it");
                return;
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                NotUsing(context, operation, "the result is discarded, so that nothing releases it");
                return;
            default:
                NotUsing(context, operation, "it is a temporary that nothing releases");
                return;
        }
    }

    // "out var guard" and "Guard guard;" declare a guard that no using holds, unless a using statement takes it over.
    private static void AnalyzeDeclaration(OperationAnalysisContext context)
    {
        ILocalSymbol? local = context.Operation switch
        {
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } => reference.Local,
            IVariableDeclaratorOperation { Initializer: null, Parent: IVariableDeclarationOperation { Initializer: null } } declarator => declarator.Symbol,
            _ => null,
        };
        if (local is null || local.RefKind != RefKind.None || !Marks.IsGuard(local.Type) || IsInGuardType(context.ContainingSymbol))
        {
            return;
        }

        SyntaxNode? body = context.Operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        foreach (UsingStatementSyntax statement in body?.DescendantNodes().OfType<UsingStatementSyntax>() ?? [])
        {
            if (statement.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name)
            {
                return;
            }
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.GuardNotUsing, context.Operation.Syntax.GetLocation(), Short(local.Type), $"no 'using ({local.Name})' takes it over"));
    }

    private static void Copied(OperationAnalysisContext context, IOperation operation, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.GuardCopied, operation.Syntax.GetLocation(), what, Short(operation.Type!)));

    private static void NotUsing(OperationAnalysisContext context, IOperation operation, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.GuardNotUsing, operation.Syntax.GetLocation(), Short(operation.Type!), what));

    /// <summary>From a value to the outermost expression that is the same value.</summary>
    private static IOperation WalkUp(IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is IParenthesizedOperation or IConversionOperation or IConditionalOperation or ISwitchExpressionArmOperation
            or ISwitchExpressionOperation or ICoalesceOperation)
        {
            IOperation parent = current.Parent;
            if ((parent is IConditionalOperation conditional && (conditional.Condition == current || conditional.Type is null))
                || (parent is ISwitchExpressionOperation choice && choice.Value == current))
            {
                break;
            }

            current = parent;
        }

        return current;
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        for (IOperation? parent = declarator.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }

            if (parent is not (IVariableDeclarationOperation or IVariableDeclarationGroupOperation))
            {
                return false;
            }
        }

        return false;
    }

    private static bool ReturnsReference(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.ReturnsByRef || invocation.TargetMethod.ReturnsByRefReadonly,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly,
        _ => false,
    };

    private static bool ReturnsByRef(ISymbol symbol) =>
        symbol is IMethodSymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRefReadonly: true } or IPropertySymbol { ReturnsByRef: true };

    private static bool IsDispose(IInvocationOperation invocation) =>
        invocation is { IsImplicit: false, TargetMethod: { Name: "Dispose", Parameters.IsEmpty: true } };

    private static ITypeSymbol Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Element(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0],
        _ => type,
    };

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsInGuardType(ISymbol symbol)
    {
        for (INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Marks.IsGuard(type))
            {
                return true;
            }
        }

        return false;
    }
}
