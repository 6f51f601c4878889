using System.Reflection.Metadata;

namespace Hermit.Tasks.Assemblies;

/// <summary>Names of types in metadata: namespace, outer types, type, with dots between them.</summary>
internal static class TypeNames
{
    /// <summary>Nesting in a corrupt file can be circular.</summary>
    private const int MaximumDepth = 32;

    /// <summary>The name of a type that the assembly defines.</summary>
    public static string Of(MetadataReader metadata, TypeDefinitionHandle handle, int depth = 0)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return !outer.IsNil && depth < MaximumDepth
            ? $"{Of(metadata, outer, depth + 1)}.{metadata.GetString(type.Name)}"
            : Join(metadata, type.Namespace, type.Name);
    }

    /// <summary>The name of a type that the assembly refers to.</summary>
    public static string Of(MetadataReader metadata, TypeReferenceHandle handle, int depth = 0)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference && depth < MaximumDepth
            ? $"{Of(metadata, (TypeReferenceHandle)type.ResolutionScope, depth + 1)}.{metadata.GetString(type.Name)}"
            : Join(metadata, type.Namespace, type.Name);
    }

    private static string Join(MetadataReader metadata, StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
