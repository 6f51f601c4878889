using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>HRM0007: what runs in interrupt context takes no lock that the interrupted code may hold.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterruptHandlerAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableHashSet<string> SpinningTypes = ImmutableHashSet.Create(
        "SpinMutex", "TicketMutex", "OneShotMutex", "RwSpinLock", "RawSpinLock", "RawTicketLock", "RawOneShotLock", "RawRwSpinLock");

    private static readonly ImmutableHashSet<string> BlockingTypes = ImmutableHashSet.Create(
        "Monitor", "Lock", "SpinLock", "Mutex", "Semaphore", "SemaphoreSlim", "ReaderWriterLock", "ReaderWriterLockSlim", "Barrier",
        "CountdownEvent", "ManualResetEventSlim");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.InterruptHandler];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            CallGraph graph = new();
            start.RegisterSymbolAction(symbol => graph.AddType((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
            start.RegisterOperationAction(
                operation => AnalyzeUse(operation, graph),
                OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation, OperationKind.Lock);
            start.RegisterCompilationEndAction(graph.Report);
        });
    }

    /// <summary>Whether traversal stops at <paramref name="method"/>, because it masks interrupts around what it takes.</summary>
    internal static bool IsInterruptSafe(IMethodSymbol method)
    {
        if (Marks.Has(method, Marks.InterruptSafe))
        {
            return true;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (Marks.Has(type, Marks.InterruptSafe)
                || (Marks.IsInNamespace(type, Marks.SyncNamespace)
                    && (type.Name.StartsWith("Interrupt", StringComparison.Ordinal) || type.Name == "WithoutInterrupts")))
            {
                return true;
            }
        }

        return false;
    }

    private static void AnalyzeUse(OperationAnalysisContext context, CallGraph graph)
    {
        if (context.ContainingSymbol is not IMethodSymbol caller)
        {
            return;
        }

        switch (context.Operation)
        {
            case ILockOperation:
                graph.AddLock(caller, "lock", context.Operation.Syntax.GetFirstToken().GetLocation());
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                graph.AddCall(caller, constructor, spread: false);
                break;
            case IInvocationOperation invocation:
                Note(context, graph, caller, invocation.TargetMethod, invocation.TargetMethod, invocation.Instance);
                break;
            case IPropertyReferenceOperation reference:
                bool written = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
                if ((written ? reference.Property.SetMethod : reference.Property.GetMethod) is { } accessor)
                {
                    Note(context, graph, caller, accessor, reference.Property, reference.Instance);
                }

                break;
        }
    }

    private static void Note(
        OperationAnalysisContext context, CallGraph graph, IMethodSymbol caller, IMethodSymbol target, ISymbol member, IOperation? instance)
    {
        if (IsInterruptUnsafe(target, member))
        {
            string name = member.ContainingType is null ? member.Name : $"{member.ContainingType.Name}.{member.Name}";
            graph.AddLock(caller, name, context.Operation.Syntax.GetLocation());
            return;
        }

        // A call on a type parameter goes to the one implementation that the caller chose; which, is not known here.
        bool spread = (target.IsVirtual || target.IsAbstract || target.IsOverride) && instance?.Type is not (null or ITypeParameterSymbol)
            && instance is not IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax };
        graph.AddCall(caller, target, spread);
    }

    private static bool IsInterruptUnsafe(IMethodSymbol target, ISymbol member)
    {
        if (Marks.Has(member, Marks.NotInterruptSafe) || Marks.Has(target, Marks.NotInterruptSafe))
        {
            return true;
        }

        INamedTypeSymbol? type = member.ContainingType;
        if (type is null || target.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor)
        {
            return false;
        }

        return IsInterruptUnsafe(type);
    }

    private static bool IsInterruptUnsafe(ITypeSymbol type)
    {
        if (Marks.HasOnTypeOrBase(type, Marks.NotInterruptSafe))
        {
            return true;
        }

        if (Marks.IsInNamespace(type, Marks.SyncNamespace))
        {
            // Mutex<RawSpinLock, T> is as unsafe as its raw lock; InterruptLock<RawSpinLock> in its place would mask interrupts.
            return SpinningTypes.Contains(type.Name)
                || (type is INamedTypeSymbol { Name: "Mutex" or "RwLock", TypeArguments: [{ } raw, ..] } && IsInterruptUnsafe(raw));
        }

        return BlockingTypes.Contains(type.Name) && Marks.IsInNamespace(type, "System.Threading");
    }
}
