using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>The readonly statics of one type, and what its code does with them.</summary>
internal sealed class SharedObjects
{
    private readonly ConcurrentDictionary<IFieldSymbol, ITypeSymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IFieldSymbol, bool> _escapes = new(SymbolEqualityComparer.Default);

    public bool IsEmpty => _types.IsEmpty;

    public void Add(IFieldSymbol field)
    {
        _types[field] = field.Type;
    }

    /// <summary>The type of the object that is put there tells more than an abstract or interface type of the field.</summary>
    public void NoteInitializer(OperationAnalysisContext context)
    {
        ISymbolInitializerOperation initializer = (ISymbolInitializerOperation)context.Operation;
        IOperation value = initializer.Value;
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        if (value is not IObjectCreationOperation { Type: { } created })
        {
            return;
        }

        IEnumerable<IFieldSymbol> fields = initializer switch
        {
            IFieldInitializerOperation field => field.InitializedFields,
            IPropertyInitializerOperation property => _types.Keys.Where(
                field => property.InitializedProperties.Contains(field.AssociatedSymbol, SymbolEqualityComparer.Default)),
            _ => [],
        };
        foreach (IFieldSymbol field in fields)
        {
            if (_types.ContainsKey(field))
            {
                _types[field] = created;
            }
        }
    }

    /// <summary>An array that is private and only ever read is a table: it cannot change.</summary>
    public void NoteUse(OperationAnalysisContext context)
    {
        IFieldReferenceOperation reference = (IFieldReferenceOperation)context.Operation;
        if (_types.ContainsKey(reference.Field) && !OnlyReads(reference))
        {
            _escapes[reference.Field] = true;
        }
    }

    public void Report(SymbolAnalysisContext context)
    {
        foreach (KeyValuePair<IFieldSymbol, ITypeSymbol> entry in _types)
        {
            IFieldSymbol field = entry.Key;
            if (Synchronisation.IsShareable(entry.Value))
            {
                continue;
            }

            ISymbol declared = field.AssociatedSymbol ?? field;
            bool array = entry.Value is IArrayTypeSymbol;
            if (declared.Locations.Length == 0
                || (array && declared.DeclaredAccessibility == Accessibility.Private && !_escapes.ContainsKey(field)))
            {
                continue;
            }

            string reason = array
                ? "the elements of its array can change"
                : $"refers to an object of the mutable class '{entry.Value.ToDisplayString()}'";
            context.ReportDiagnostic(Diagnostic.Create(Rules.SharedMutableObject, declared.Locations[0], declared.Name, reason));
        }
    }

    private static bool OnlyReads(IOperation reference)
    {
        IOperation? parent = reference.Parent;
        switch (parent)
        {
            case IArrayElementReferenceOperation element when element.ArrayReference == reference:
                return IsRead(element);
            case IPropertyReferenceOperation { Property.Name: "Length" or "Rank" or "LongLength" }:
                return true;
            case IConversionOperation conversion when Marks.IsType(conversion.Type, "System", "ReadOnlySpan"):
                return true;
            case IConversionOperation { Parent: IForEachLoopOperation loop } conversion:
                return loop.Collection == conversion && loop.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ForEachStatementSyntax;
            case IForEachLoopOperation:
                return true;
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                return true;
            default:
                return false;
        }
    }

    private static bool IsRead(IOperation element)
    {
        IOperation? parent = element.Parent;
        return parent switch
        {
            IAssignmentOperation assignment => assignment.Target != element && !(assignment is ISimpleAssignmentOperation { IsRef: true }),
            IIncrementOrDecrementOperation => false,
            IArgumentOperation argument => argument.Parameter is { RefKind: RefKind.None or RefKind.In },
            IAddressOfOperation => false,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => false,
            IReturnOperation when element.Type is { IsValueType: true } && IsRefReturn(parent) => false,
            IInvocationOperation { Instance: { } instance } invocation when instance == element && element.Type is { IsValueType: true } =>
                invocation.TargetMethod.IsReadOnly || invocation.TargetMethod.ContainingType.IsReadOnly
                || invocation.TargetMethod.ContainingType.SpecialType != SpecialType.None,
            IFieldReferenceOperation field when element.Type is { IsValueType: true } => IsRead(field),
            null => false,
            _ => true,
        };
    }

    private static bool IsRefReturn(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { ReturnsByRef: true };
}
