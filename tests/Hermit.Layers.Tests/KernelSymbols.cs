using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LibObjectFile.Ar;
using LibObjectFile.Elf;

namespace Hermit.Layers.Tests;

/// <summary>
/// Which layer of the kernel exports and which imports a symbol, read from what the build made: C# by the attributes of its
/// methods, assembly by the symbol tables of its objects. What no layer exports comes from the linker or the program.
/// </summary>
internal sealed class KernelSymbols
{
    private readonly Dictionary<string, Layer> _exports = new(StringComparer.Ordinal);
    private readonly HashSet<(Layer Layer, string Symbol)> _imports = [];

    /// <summary>Every pair of assemblies of which the first refers to the second.</summary>
    public List<(string From, string To)> References { get; } = [];

    /// <summary>The needs of one layer that another one satisfies.</summary>
    public IEnumerable<Edge> Edges =>
        from import in _imports
        where _exports.ContainsKey(import.Symbol) && _exports[import.Symbol] != import.Layer
        select new Edge(import.Layer, _exports[import.Symbol], import.Symbol);

    public static KernelSymbols Read()
    {
        var symbols = new KernelSymbols();
        // Folders may hold what an earlier build made: the compiler's response file and the archive name what is current.
        foreach (string path in File.ReadLines(PathOf("CompilerInputs")).Where(line => line.EndsWith(".dll", StringComparison.Ordinal)))
            symbols.ReadAssembly(path);
        using FileStream archive = File.OpenRead(PathOf("Archive"));
        var options = new ArArchiveFileReaderOptions(ArArchiveKind.GNU) { ProcessObjectFiles = false };
        foreach (ArBinaryFile member in ArArchiveFile.Read(archive, options).Files.OfType<ArBinaryFile>())
        {
            if (member.Name!.Contains("_x64_", StringComparison.Ordinal))
                symbols.ReadObject(member.Name, member.Stream!);
        }
        return symbols;
    }

    private static string PathOf(string key) => typeof(KernelSymbols).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    private void ReadAssembly(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        string name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        var layer = Layers.Parse(name);
        foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
            References.Add((name, metadata.GetString(metadata.GetAssemblyReference(handle).Name)));
        foreach (CustomAttributeHandle handle in metadata.CustomAttributes)
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Parent.Kind != HandleKind.MethodDefinition)
                continue;
            switch (TypeOf(metadata, attribute))
            {
                case "RuntimeImportAttribute":
                    _imports.Add((layer, SymbolOf(metadata, attribute)));
                    break;
                case "RuntimeExportAttribute" or "UnmanagedCallersOnlyAttribute" when SymbolOf(metadata, attribute) is { Length: > 0 } symbol:
                    _exports[symbol] = layer;
                    break;
            }
        }
    }

    private static string TypeOf(MetadataReader metadata, CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind == HandleKind.MethodDefinition
            ? metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
            : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return metadata.GetString(type.Kind == HandleKind.TypeDefinition
            ? metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name
            : metadata.GetTypeReference((TypeReferenceHandle)type).Name);
    }

    /// <summary>The symbol: the last argument of the constructor, or the field <c>EntryPoint</c> (ECMA-335, II.23.3); empty without.</summary>
    private static string SymbolOf(MetadataReader metadata, CustomAttribute attribute)
    {
        const byte StringType = 0x0e;
        BlobReader signature = metadata.GetBlobReader(attribute.Constructor.Kind == HandleKind.MethodDefinition
            ? metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).Signature
            : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Signature);
        signature.ReadSignatureHeader();
        BlobReader value = metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16();
        string symbol = "";
        for (int arguments = signature.ReadCompressedInteger(); arguments > 0; arguments--)
            symbol = value.ReadSerializedString() ?? "";
        for (int named = value.ReadUInt16(); named > 0; named--)
        {
            value.ReadByte();
            if (value.ReadByte() != StringType || value.ReadSerializedString() != "EntryPoint")
                break;
            symbol = value.ReadSerializedString() ?? "";
        }
        return symbol;
    }

    /// <summary>The name of an assembly object starts with the folder of its project.</summary>
    private void ReadObject(string name, Stream content)
    {
        var layer = Enum.Parse<Layer>(name.Split('_')[0]);
        foreach (ElfSymbol symbol in ElfFile.Read(content).Sections.OfType<ElfSymbolTable>().Single().Entries)
        {
            if (symbol.Bind == ElfSymbolBind.Local)
                continue;
            if (symbol.SectionLink.IsEmpty)
                _imports.Add((layer, symbol.Name.Value));
            else
                _exports[symbol.Name.Value] = layer;
        }
    }
}
