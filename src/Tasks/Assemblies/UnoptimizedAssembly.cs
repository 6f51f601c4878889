using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hermit.Tasks.Assemblies;

/// <summary>
/// Carries the C# compiler's "not optimised" from an assembly to its methods: ilc optimises whole programs or nothing, but leaves
/// alone what is marked <see cref="MethodImplAttributes.NoOptimization"/>.
/// </summary>
internal static class UnoptimizedAssembly
{
    /// <summary>Offset of ImplFlags in a row of the MethodDef table: behind the RVA (ECMA-335 II.22.26).</summary>
    private const int ImplementationFlags = 4;

    /// <summary>Bytes of a custom attribute's prolog (ECMA-335 II.23.3).</summary>
    private const int Prolog = 2;

    /// <summary>Marks the methods of an assembly that was compiled without optimisation, in place; false when it is no such assembly.</summary>
    /// <exception cref="BadImageFormatException">The file is no sound assembly.</exception>
    public static bool Mark(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly, writable: false));
        if (!image.HasMetadata)
            return false;
        MetadataReader metadata = image.GetMetadataReader();
        if (!IsUnoptimized(metadata))
            return false;
        int row = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef) + ImplementationFlags;
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                ushort flags = (ushort)(method.ImplAttributes | MethodImplAttributes.NoOptimization);
                BitConverter.TryWriteBytes(assembly.AsSpan(row, sizeof(ushort)), flags);
            }
            row += metadata.GetTableRowSize(TableIndex.MethodDef);
        }
        return true;
    }

    private static bool IsUnoptimized(MetadataReader metadata)
    {
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
                continue;
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)parent);
            BlobReader value = metadata.GetBlobReader(attribute.Value);
            // The constructor over DebuggingModes is the one that compilers use.
            if (metadata.StringComparer.Equals(type.Name, "DebuggableAttribute") && value.Length >= Prolog + sizeof(int))
            {
                value.Offset = Prolog;
                const int DisableOptimizations = 0x100;
                return (value.ReadInt32() & DisableOptimizations) != 0;
            }
        }
        return false;
    }
}
