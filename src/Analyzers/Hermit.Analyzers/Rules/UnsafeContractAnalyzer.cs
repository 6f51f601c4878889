using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hermit.Analyzers;

/// <summary>HRM0011 and HRM0012: members that require an unsafe context state their contract, and no safe contract reaches them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsafeContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.MissingContract, Rules.HiddenUnsafe];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Method, SymbolKind.Property, SymbolKind.Field, SymbolKind.Event, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        ISymbol member = context.Symbol;
        if (!Marks.HasRequiresUnsafe(member) || member.IsImplicitlyDeclared)
        {
            return;
        }

        ISymbol? safe = null;
        bool inherits = false;
        foreach (ISymbol contract in Contracts(member))
        {
            if (Marks.RequiresUnsafeContext(contract))
            {
                inherits = true;
            }
            else
            {
                safe ??= contract;
            }
        }

        if (safe is not null)
        {
            string contract = safe.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
            context.ReportDiagnostic(Diagnostic.Create(Rules.HiddenUnsafe, member.Locations[0], member.Name, contract));
        }

        if (!inherits && !HasContract(member, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.MissingContract, member.Locations[0], member.Name));
        }
    }

    private static bool HasContract(ISymbol member, CancellationToken cancellation)
    {
        // An accessor's contract may be written at its property.
        if (HasDoc(member, cancellation) || (member is IMethodSymbol { AssociatedSymbol: { } owner } && HasDoc(owner, cancellation)))
        {
            return true;
        }

        // A class of unsafe operations may state one contract for all of them.
        return member.ContainingType is { } type && HasDoc(type, cancellation);
    }

    private static bool HasDoc(ISymbol member, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax(cancellation);
            if (node is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Parent.Parent: { } field })
            {
                node = field;
            }

            if (SafetyComments.HasSafetyDoc(node))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<ISymbol> Contracts(ISymbol member)
    {
        ISymbol? overridden = member switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol @event => @event.OverriddenEvent,
            _ => null,
        };
        if (overridden is not null)
        {
            yield return overridden;
        }

        if (member is INamedTypeSymbol or IFieldSymbol || member.ContainingType is not { } type)
        {
            yield break;
        }

        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            foreach (ISymbol declared in contract.GetMembers())
            {
                if (declared.Kind == member.Kind
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared), member))
                {
                    yield return declared;
                }
            }
        }
    }
}
