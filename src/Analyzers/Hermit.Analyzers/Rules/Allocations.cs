using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hermit.Analyzers;

/// <summary>Which operations put an object on the managed heap.</summary>
internal static class Allocations
{
    /// <summary>What <paramref name="operation"/> allocates, or null when it allocates nothing.</summary>
    public static string? Describe(IOperation operation, Compilation compilation) => operation switch
    {
        IObjectCreationOperation { Type: { IsReferenceType: true } type } => $"'new' allocates a '{Short(type)}'",
        ITypeParameterObjectCreationOperation { Type: ITypeParameterSymbol { HasValueTypeConstraint: false, HasUnmanagedTypeConstraint: false } type } =>
            $"'new {type.Name}()' may allocate, since '{type.Name}' may be a class",
        IAnonymousObjectCreationOperation => "an anonymous object is allocated",
        IArrayCreationOperation array => DescribeArray(array, compilation),
        ICollectionExpressionOperation collection => DescribeCollection(collection, compilation),
        IDelegateCreationOperation creation => DescribeDelegate(creation),
        IConversionOperation conversion => DescribeConversion(conversion),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } concatenation =>
            concatenation.Parent is IBinaryOperation { Type.SpecialType: SpecialType.System_String } ? null : "concatenation allocates a string",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate } =>
            "combining delegates allocates a delegate",
        ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String } => "concatenation allocates a string",
        ICompoundAssignmentOperation { Type.TypeKind: TypeKind.Delegate } => "combining delegates allocates a delegate",
        IInterpolatedStringOperation { ConstantValue.HasValue: false, Type.SpecialType: SpecialType.System_String } interpolated => DescribeInterpolation(interpolated),
        IInvocationOperation invocation => DescribeCall(invocation),
        IWithOperation { Type.IsReferenceType: true } => "'with' allocates a copy of the record",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation =>
            "dynamic binding allocates",
        IForEachLoopOperation loop => DescribeForEach(loop),
        IArrayElementReferenceOperation { Indices: [{ Type: { } index }] } when Marks.IsType(index, "System", "Range") => "a range of an array is a copy",
        IImplicitIndexerReferenceOperation { Instance.Type.SpecialType: SpecialType.System_String, Argument.Type: { } argument }
            when Marks.IsType(argument, "System", "Range") => "a range of a string is a copy",
        _ => null,
    };

    /// <summary>The line to name: the operation itself, or what it is part of when the compiler made it up.</summary>
    public static Location Place(IOperation operation) => operation switch
    {
        IForEachLoopOperation { Syntax: CommonForEachStatementSyntax statement } => statement.Expression.GetLocation(),
        _ => operation.Syntax.GetLocation(),
    };

    private static string? DescribeArray(IArrayCreationOperation array, Compilation compilation)
    {
        if (array.Parent is IArrayCreationOperation or IArrayInitializerOperation && array.IsImplicit)
        {
            return null;
        }

        bool empty = array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: 0 } }];
        if (array.IsImplicit)
        {
            return empty ? null : "the 'params' array is allocated for each call";
        }

        return IsSpanOverData(array, compilation) ? null : $"'new' allocates a '{Short(array.Type)}'";
    }

    // new byte[] { 1, 2 } that becomes a ReadOnlySpan is data in the image (C# specification of RuntimeHelpers.CreateSpan).
    private static bool IsSpanOverData(IArrayCreationOperation array, Compilation compilation)
    {
        if (array.Parent is not IConversionOperation conversion || !Marks.IsType(conversion.Type, "System", "ReadOnlySpan"))
        {
            return false;
        }

        bool constant = array.DimensionSizes is [{ ConstantValue: { HasValue: true, Value: 0 } }]
            || array.Initializer is { } initializer && initializer.ElementValues.All(static value => value.ConstantValue.HasValue);
        return constant && array.Type is IArrayTypeSymbol { ElementType: { } element } && IsData(element, compilation);
    }

    private static bool IsData(ITypeSymbol element, Compilation compilation)
    {
        ITypeSymbol primitive = element is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : element;
        return primitive.SpecialType switch
        {
            SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean => true,
            SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double =>
                compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.RuntimeHelpers")?.GetMembers("CreateSpan").IsEmpty == false,
            _ => false,
        };
    }

    private static string? DescribeCollection(ICollectionExpressionOperation collection, Compilation compilation)
    {
        switch (collection.Type)
        {
            case IArrayTypeSymbol array:
                return collection.Elements.IsEmpty ? null : $"the collection expression allocates a '{Short(array)}'";
            case INamedTypeSymbol { IsReferenceType: true } type:
                return collection.Elements.IsEmpty && type.TypeKind == TypeKind.Interface ? null : $"the collection expression allocates a '{Short(type)}'";
            case INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } element] } span when Marks.IsInNamespace(span, "System"):
                if (collection.Elements.Any(static item => item is ISpreadOperation))
                {
                    return "the spread has no known length, so that the collection expression allocates an array";
                }

                bool data = span.Name == "ReadOnlySpan" && IsData(element, compilation)
                    && collection.Elements.All(static item => Unwrap(item).ConstantValue.HasValue);
                bool inline = compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.InlineArrayAttribute") is not null;
                return collection.Elements.IsEmpty || data || inline ? null : "the collection expression allocates an array";
            default:
                return null;
        }
    }

    private static string DescribeDelegate(IDelegateCreationOperation creation)
    {
        if (creation.Target is IAnonymousFunctionOperation function)
        {
            // The functions of a query have the syntax of a clause, which has no data flow of its own.
            DataFlowAnalysis? flow = function.Syntax is AnonymousFunctionExpressionSyntax ? function.SemanticModel?.AnalyzeDataFlow(function.Syntax) : null;
            string captured = flow is { Succeeded: true } ? string.Join(", ", flow.Captured.Select(static symbol => symbol.Name)) : string.Empty;
            return captured.Length == 0 ? "a lambda is a delegate object" : $"a lambda allocates a delegate and a closure over {captured}";
        }

        return "a method group becomes a delegate object: use a function pointer";
    }

    private static string? DescribeConversion(IConversionOperation conversion)
    {
        if (conversion.Language != LanguageNames.CSharp || conversion.ConstantValue is { HasValue: true, Value: null })
        {
            return null;
        }

        if (!conversion.GetConversion().IsBoxing)
        {
            return null;
        }

        // "value is T" and the patterns of a type parameter convert nothing at run time once the type is known.
        return conversion.Operand.Type is ITypeParameterSymbol parameter
            ? $"the conversion boxes '{parameter.Name}' when it is a value type"
            : $"the conversion boxes a '{Short(conversion.Operand.Type)}' as '{Short(conversion.Type)}'";
    }

    private static string DescribeInterpolation(IInterpolatedStringOperation interpolated) =>
        interpolated.Parts.IsEmpty ? "interpolation allocates a string" : "interpolation allocates a string: pass the parts to a writer";

    private static string? DescribeCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        INamedTypeSymbol? type = method.ContainingType;
        if (type is null)
        {
            return null;
        }

        if (!method.IsStatic && invocation.Instance?.Type is { IsValueType: true } receiver && receiver is not ITypeParameterSymbol
            && type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum)
        {
            return $"'{method.Name}' is not overridden in '{Short(receiver)}', so that the call boxes it";
        }

        if (method.ReturnType.SpecialType == SpecialType.System_String)
        {
            if (method.Name == "ToString" && invocation.Instance?.Type is { IsValueType: true, SpecialType: not (SpecialType.None or SpecialType.System_Boolean) })
            {
                return "'ToString' allocates a string: format into a span";
            }

            if (type.SpecialType == SpecialType.System_String && method.Name is not ("ToString" or "Intern" or "IsInterned"))
            {
                return $"'string.{method.Name}' allocates a string";
            }
        }

        return type.Name switch
        {
            "Enumerable" when Marks.IsInNamespace(type, "System.Linq") => $"LINQ's '{method.Name}' allocates",
            "Activator" when Marks.IsInNamespace(type, "System") && method.TypeArguments is not [{ IsValueType: true }] => "'Activator' allocates the instance",
            "GC" when Marks.IsInNamespace(type, "System") && method.Name.StartsWith("Allocate", StringComparison.Ordinal) => $"'GC.{method.Name}' allocates an array",
            "Array" when Marks.IsInNamespace(type, "System") && method.Name is "Resize" or "CreateInstance" => $"'Array.{method.Name}' allocates an array",
            "Span" or "ReadOnlySpan" when method.Name == "ToArray" && Marks.IsInNamespace(type, "System") => "'ToArray' allocates an array",
            "Object" when method.Name == "MemberwiseClone" && type.SpecialType == SpecialType.System_Object => "'MemberwiseClone' allocates a copy",
            _ => null,
        };
    }

    private static string? DescribeForEach(IForEachLoopOperation loop)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax statement || loop.SemanticModel is not { } model)
        {
            return null;
        }

        ITypeSymbol? collection = model.GetTypeInfo(statement.Expression).Type;
        if (collection is IArrayTypeSymbol || collection?.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        ITypeSymbol? enumerator = model.GetForEachStatementInfo(statement).GetEnumeratorMethod?.ReturnType;
        return enumerator is { IsReferenceType: true } ? $"'foreach' allocates an enumerator of type '{Short(enumerator)}'" : null;
    }

    private static IOperation Unwrap(IOperation operation) =>
        operation is IConversionOperation { IsImplicit: true } conversion && !conversion.ConstantValue.HasValue ? Unwrap(conversion.Operand) : operation;

    private static string Short(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "?";
}
