using Microsoft.CodeAnalysis;

namespace Hermit.Analyzers;

/// <summary>
/// Finds references of different types at one offset. The runtime refuses a reference over a number, but not one
/// reference over another (ECMA-335, II.10.7), which reads an object as a type that it is not.
/// </summary>
internal static class ExplicitLayout
{
    /// <summary>Two fields of <paramref name="type"/> that forge a reference between them, the later one first.</summary>
    public static (IFieldSymbol Field, IFieldSymbol Other)? FindOverlap(INamedTypeSymbol type)
    {
        if (!IsExplicit(type))
        {
            return null;
        }

        Dictionary<int, IFieldSymbol> byOffset = [];
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, Type.IsReferenceType: true } field || Offset(field) is not { } offset)
            {
                continue;
            }

            if (!byOffset.TryGetValue(offset, out IFieldSymbol? other))
            {
                byOffset.Add(offset, field);
            }
            else if (!SymbolEqualityComparer.Default.Equals(field.Type, other.Type))
            {
                return (field, other);
            }
        }

        return null;
    }

    private static bool IsExplicit(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Marks.IsType(attribute.AttributeClass, "System.Runtime.InteropServices", "StructLayoutAttribute")
                && attribute.ConstructorArguments is [{ Value: { } value }])
            {
                // LayoutKind.Explicit
                return value is int and 2 or short and 2;
            }
        }

        return false;
    }

    private static int? Offset(IFieldSymbol field)
    {
        foreach (AttributeData attribute in field.GetAttributes())
        {
            if (Marks.IsType(attribute.AttributeClass, "System.Runtime.InteropServices", "FieldOffsetAttribute")
                && attribute.ConstructorArguments is [{ Value: int offset }])
            {
                return offset;
            }
        }

        return null;
    }
}
