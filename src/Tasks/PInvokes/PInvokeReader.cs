using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
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
                if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
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

    private static PInvokeMethod Describe(MetadataReader metadata, MethodDefinition method, string path)
    {
        MethodImport import = method.GetImport();
        string name = metadata.GetString(method.Name);
        string entryPoint = import.Name.IsNil ? name : metadata.GetString(import.Name);
        string library = import.Module.IsNil ? "" : metadata.GetString(metadata.GetModuleReference(import.Module).Name);
        string type = TypeName(metadata, method.GetDeclaringType(), depth: 0);
        return new PInvokeMethod($"{type}.{SourceName(name)}", library, entryPoint, path);
    }

    /// <summary>The generator of <c>[LibraryImport]</c> puts the import into a local function, <c>&lt;Method&gt;g____PInvoke|0_0</c>.</summary>
    private static string SourceName(string name)
    {
        int end = name.IndexOf(">g__", StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end] : name;
    }

    private static string TypeName(MetadataReader metadata, TypeDefinitionHandle handle, int depth)
    {
        // Nesting in a corrupt file can be circular.
        const int MaximumDepth = 32;
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        if (!outer.IsNil && depth < MaximumDepth)
            return $"{TypeName(metadata, outer, depth + 1)}.{name}";
        string @namespace = metadata.GetString(type.Namespace);
        return @namespace.Length == 0 ? name : $"{@namespace}.{name}";
    }
}
