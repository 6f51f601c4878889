using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.PInvokes;

/// <summary>Lists the P/Invoke methods that an assembly declares.</summary>
internal static class PInvokeReader
{
    /// <summary>Reads <paramref name="path"/>. Files without managed code have none; a corrupt file is an error.</summary>
    public static List<PInvokeMethod> Read(string path, DiagnosticBag diagnostics)
    {
        var methods = new List<PInvokeMethod>();
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
                return methods;
            MetadataReader metadata = image.GetMetadataReader();
            foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
            {
                MethodDefinition method = metadata.GetMethodDefinition(handle);
                if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0 && !IsForOtherSystems(metadata, method))
                    methods.Add(Describe(metadata, method, path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error(ErrorCodes.FileUnreadable, $"cannot be read: {e.Message}", path);
        }
        catch (BadImageFormatException e)
        {
            diagnostics.Error(ErrorCodes.CorruptAssembly, $"is not a sound assembly: {e.Message}", path);
        }
        return methods;
    }

    /// <summary>Whether <c>[SupportedOSPlatform]</c> on the method, its type or the assembly names systems, and Linux is not among them.</summary>
    private static bool IsForOtherSystems(MetadataReader metadata, MethodDefinition method) =>
        IsForOtherSystems(metadata, method.GetCustomAttributes())
        || IsForOtherSystems(metadata, metadata.GetTypeDefinition(method.GetDeclaringType()).GetCustomAttributes())
        || (metadata.IsAssembly && IsForOtherSystems(metadata, metadata.GetAssemblyDefinition().GetCustomAttributes()));

    private static bool IsForOtherSystems(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        const int Prolog = 2;
        bool isForOthers = false;
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference
                || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
                || !metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, "SupportedOSPlatformAttribute"))
                continue;
            BlobReader value = metadata.GetBlobReader(attribute.Value);
            value.Offset = Prolog;
            if (value.ReadSerializedString()?.StartsWith("linux", StringComparison.OrdinalIgnoreCase) == true)
                return false;
            isForOthers = true;
        }
        return isForOthers;
    }

    private static PInvokeMethod Describe(MetadataReader metadata, MethodDefinition method, string path)
    {
        MethodImport import = method.GetImport();
        string name = metadata.GetString(method.Name);
        string entryPoint = import.Name.IsNil ? name : metadata.GetString(import.Name);
        string library = import.Module.IsNil ? "" : metadata.GetString(metadata.GetModuleReference(import.Module).Name);
        string type = TypeNames.Of(metadata, method.GetDeclaringType());
        return new PInvokeMethod($"{type}.{SourceName(name)}", library, entryPoint, path);
    }

    /// <summary>The generator of <c>[LibraryImport]</c> puts the import into a local function, <c>&lt;Method&gt;g____PInvoke|0_0</c>.</summary>
    private static string SourceName(string name)
    {
        int end = name.IndexOf(">g__", StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }
}
