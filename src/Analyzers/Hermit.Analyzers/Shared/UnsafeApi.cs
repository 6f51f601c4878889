using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hermit.Analyzers;

/// <summary>
/// The members that can corrupt memory although C# lets safe code call them: those marked <c>RequiresUnsafe</c>, external
/// methods, and what the .NET libraries should have marked.
/// </summary>
internal static class UnsafeApi
{
    private const string CompilerServices = "System.Runtime.CompilerServices";
    private const string InteropServices = "System.Runtime.InteropServices";

    // They compare or measure and never touch what a reference refers to.
    private static readonly ImmutableHashSet<string> HarmlessUnsafe = ImmutableHashSet.Create(
        "SizeOf", "AreSame", "IsNullRef", "IsAddressGreaterThan", "IsAddressLessThan", "IsAddressGreaterThanOrEqualTo",
        "IsAddressLessThanOrEqualTo", "ByteOffset");

    // Bounds-checked: what is left is the reinterpretation of bytes, harmless where every bit pattern is a value.
    private static readonly ImmutableHashSet<string> ReinterpretingMarshal = ImmutableHashSet.Create(
        "Cast", "AsBytes", "Read", "TryRead", "Write", "TryWrite", "AsRef");

    private static readonly ImmutableHashSet<string> HarmlessMemoryMarshal = ImmutableHashSet.Create(
        "TryGetArray", "TryGetMemoryManager", "TryGetString", "ToEnumerable");

    private static readonly ImmutableHashSet<string> HarmlessMarshal = ImmutableHashSet.Create(
        "AllocHGlobal", "AllocCoTaskMem", "GetExceptionForHR", "GetHRForException", "GetLastPInvokeError", "GetLastPInvokeErrorMessage",
        "GetLastSystemError", "GetLastWin32Error", "GetHRForLastWin32Error", "GetPInvokeErrorMessage", "IsComObject", "OffsetOf", "SizeOf",
        "SetLastPInvokeError", "SetLastSystemError", "StringToCoTaskMemUTF8", "StringToHGlobalAnsi", "StringToHGlobalUni",
        "ThrowExceptionForHR", "Prelink", "PrelinkAll", "GetFunctionPointerForDelegate");

    /// <summary>Classifies the use of <paramref name="member"/>; <see cref="UnsafeKind.None"/> when it is harmless.</summary>
    public static UnsafeKind Classify(ISymbol member)
    {
        UnsafeKind kind = member is IMethodSymbol method ? ClassifyMethod(method) : UnsafeKind.None;
        return kind == UnsafeKind.None && Marks.RequiresUnsafeContext(member) ? UnsafeKind.RequiresUnsafe : kind;
    }

    private static UnsafeKind ClassifyMethod(IMethodSymbol method)
    {
        INamedTypeSymbol? type = method.ContainingType;
        if (type is null)
        {
            return UnsafeKind.None;
        }

        switch (type.Name)
        {
            case "Unsafe" when Marks.IsInNamespace(type, CompilerServices):
                return HarmlessUnsafe.Contains(method.Name) ? UnsafeKind.None : UnsafeKind.UnsafeClass;
            case "MemoryMarshal" when Marks.IsInNamespace(type, InteropServices):
                return IsHarmlessMemoryMarshal(method) ? UnsafeKind.None : UnsafeKind.MemoryMarshal;
            case "Marshal" when Marks.IsInNamespace(type, InteropServices):
                return HarmlessMarshal.Contains(method.Name) ? UnsafeKind.None : UnsafeKind.Marshal;
            case "NativeMemory" when Marks.IsInNamespace(type, InteropServices):
                return UnsafeKind.Marshal;
            default:
                return IsTrustedBlindly(method, type) ? UnsafeKind.OtherTrusted
                    : IsExternal(method) ? UnsafeKind.ExternCall
                    : UnsafeKind.None;
        }
    }

    private static bool IsHarmlessMemoryMarshal(IMethodSymbol method)
    {
        if (HarmlessMemoryMarshal.Contains(method.Name))
        {
            return true;
        }

        if (!ReinterpretingMarshal.Contains(method.Name) || method.TypeArguments.IsEmpty)
        {
            return false;
        }

        foreach (ITypeSymbol argument in method.TypeArguments)
        {
            if (!HasOnlyValidValues(argument))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every bit pattern of the type's size is one of its values: numbers and enumerations.</summary>
    private static bool HasOnlyValidValues(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Single or SpecialType.System_Double
        or SpecialType.System_Char || Marks.IsType(type, "System", "Int128") || Marks.IsType(type, "System", "UInt128")
        || Marks.IsType(type, "System", "Half");

    private static bool IsTrustedBlindly(IMethodSymbol method, INamedTypeSymbol type) => method.Name switch
    {
        "LoadUnsafe" or "StoreUnsafe" => Marks.IsInNamespace(type, "System.Runtime.Intrinsics") || Marks.IsInNamespace(type, "System.Numerics"),
        "GetUninitializedObject" => type.Name is "RuntimeHelpers" or "FormatterServices" && Marks.IsUnderNamespace(type, "System"),
        "FromIntPtr" or "op_Explicit" => Marks.IsType(type, InteropServices, "GCHandle") && method.Parameters is [{ Type.SpecialType: SpecialType.System_IntPtr }],
        "SetCount" => Marks.IsType(type, InteropServices, "CollectionsMarshal"),
        _ => false,
    };

    /// <summary>Whether the method's body is outside managed code.</summary>
    /// <remarks>
    /// Members of the System namespaces are the platform's own: an intrinsic or a runtime call there has the contract that
    /// its documentation gives, and what is not safe about it is in the lists above.
    /// </remarks>
    private static bool IsExternal(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (definition.GetDllImportData() is not null || IsLibraryImport(definition))
        {
            return !(definition.Locations.Length > 0 && definition.Locations[0].IsInMetadata && Marks.IsUnderNamespace(definition.ContainingType, "System"));
        }

        return definition.IsExtern && !Marks.IsUnderNamespace(definition.ContainingType, "System");
    }

    private static bool IsLibraryImport(IMethodSymbol method)
    {
        if (!method.IsPartialDefinition && method.PartialDefinitionPart is null)
        {
            return false;
        }

        foreach (AttributeData attribute in (method.PartialDefinitionPart ?? method).GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "LibraryImportAttribute" } type && Marks.IsInNamespace(type, InteropServices))
            {
                return true;
            }
        }

        return false;
    }
}
