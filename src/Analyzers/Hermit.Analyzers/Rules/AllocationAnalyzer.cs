using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>
/// HRM0008: kernel code allocates nothing on the managed heap. Switched on by the MSBuild property
/// <c>HermitKernelCode</c> or by <c>hermit_kernel = true</c> in an .editorconfig file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllocationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Allocation];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            AnalyzeOperation,
            OperationKind.ObjectCreation, OperationKind.TypeParameterObjectCreation, OperationKind.AnonymousObjectCreation,
            OperationKind.ArrayCreation, OperationKind.CollectionExpression, OperationKind.DelegateCreation, OperationKind.Conversion,
            OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.InterpolatedString, OperationKind.Invocation,
            OperationKind.With, OperationKind.DynamicInvocation, OperationKind.DynamicMemberReference, OperationKind.DynamicObjectCreation,
            OperationKind.DynamicIndexerAccess, OperationKind.Loop, OperationKind.ArrayElementReference, OperationKind.ImplicitIndexerReference);
        context.RegisterSyntaxNodeAction(
            AnalyzeStateMachine, SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.GetAccessorDeclaration,
            SyntaxKind.OperatorDeclaration);
        context.RegisterSyntaxNodeAction(
            AnalyzeLambda, SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.AnonymousMethodExpression);
    }

    private static void AnalyzeOperation(OperationAnalysisContext context)
    {
        IOperation operation = context.Operation;
        if (!IsKernelCode(context.Options, operation.Syntax.SyntaxTree) || IsFrozen(operation))
        {
            return;
        }

        if (Allocations.Describe(operation, context.Compilation) is { } what)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Allocation, Allocations.Place(operation), what));
        }
    }

    private static void AnalyzeStateMachine(SyntaxNodeAnalysisContext context)
    {
        if (!IsKernelCode(context.Options, context.Node.SyntaxTree))
        {
            return;
        }

        SyntaxToken name = context.Node switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            _ => context.Node.GetFirstToken(),
        };
        if (UnsafeContext.Modifiers(context.Node).Any(SyntaxKind.AsyncKeyword))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Allocation, name.GetLocation(), "an async method allocates its state"));
        }
        else if (context.Node.DescendantNodes(node => node == context.Node || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .Any(node => node is YieldStatementSyntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Allocation, name.GetLocation(), "an iterator allocates its enumerator"));
        }
    }

    private static void AnalyzeLambda(SyntaxNodeAnalysisContext context)
    {
        AnonymousFunctionExpressionSyntax lambda = (AnonymousFunctionExpressionSyntax)context.Node;
        if (lambda.AsyncKeyword != default && IsKernelCode(context.Options, lambda.SyntaxTree))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Allocation, lambda.AsyncKeyword.GetLocation(), "an async function allocates its state"));
        }
    }

    private static bool IsKernelCode(AnalyzerOptions options, SyntaxTree tree)
    {
        AnalyzerConfigOptionsProvider provider = options.AnalyzerConfigOptionsProvider;
        if (provider.GetOptions(tree).TryGetValue("hermit_kernel", out string? value))
        {
            return IsTrue(value);
        }

        return provider.GlobalOptions.TryGetValue("build_property.HermitKernelCode", out value) && IsTrue(value);
    }

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The object of a <c>static readonly</c> field is built at compile time and frozen into the image; attributes and
    /// constants build nothing.
    /// </summary>
    private static bool IsFrozen(IOperation operation)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IFieldInitializerOperation field:
                    return field.InitializedFields.All(static initialized => initialized.IsStatic && (initialized.IsReadOnly || initialized.IsConst))
                        && !(operation is IConversionOperation { Operand.Type.IsValueType: true });
                case IPropertyInitializerOperation property:
                    return property.InitializedProperties.All(static initialized => initialized is { IsStatic: true, IsReadOnly: true });
                case IAttributeOperation or INameOfOperation or IParameterInitializerOperation:
                    return true;
                case IAnonymousFunctionOperation:
                    return false;
            }
        }

        return false;
    }
}
