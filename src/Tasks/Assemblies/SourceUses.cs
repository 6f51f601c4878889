using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hermit.Tasks.Assemblies;

/// <summary>
/// Reads what a program's own code names, with the lines: warnings about the image then point at the source that is the reason. For messages only: an
/// assembly that is unsound or has no symbols names nothing.
/// </summary>
internal static class SourceUses
{
    private const byte Prefix = 0xFE;

    private static readonly Dictionary<int, OperandType> s_operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    /// <summary>The uses in assemblies, in the order of the lines of each file.</summary>
    public static List<Use> Read(IEnumerable<string> assemblies)
    {
        var uses = new List<Use>();
        foreach (string path in assemblies)
        {
            // What is in a lambda expression is in a method of its own, behind the others.
            var found = new List<Use>();
            try
            {
                Read(path, found);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
            {
                // The build has said what is wrong with it.
            }
            uses.AddRange(found.GroupBy(use => use.File).SelectMany(file => file.OrderBy(use => use.Line)));
        }
        return uses;
    }

    private static void Read(string path, List<Use> uses)
    {
        using FileStream stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        if (!image.HasMetadata || !image.TryOpenAssociatedPortablePdb(path, OpenOrNull, out MetadataReaderProvider? provider, out _) || provider is null)
            return;
        using (provider)
        {
            MetadataReader metadata = image.GetMetadataReader();
            MetadataReader symbols = provider.GetMetadataReader();
            foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
            {
                MethodDefinition method = metadata.GetMethodDefinition(handle);
                if (method.RelativeVirtualAddress != 0)
                    Read(metadata, image.GetMethodBody(method.RelativeVirtualAddress), symbols, handle, uses);
            }
        }
    }

    private static FileStream? OpenOrNull(string path) => File.Exists(path) ? File.OpenRead(path) : null;

    private static void Read(MetadataReader metadata, MethodBodyBlock body, MetadataReader symbols, MethodDefinitionHandle method, List<Use> uses)
    {
        SequencePoint[] points = [.. symbols.GetMethodDebugInformation(method).GetSequencePoints().Where(point => !point.IsHidden)];
        BlobReader code = body.GetILReader();
        while (points.Length > 0 && code.RemainingBytes > 0)
        {
            int offset = code.Offset;
            if (ReadToken(ref code) is { } token && TypeAndMember(metadata, token) is { } named)
            {
                SequencePoint point = Array.FindLast(points, candidate => candidate.Offset <= offset);
                if (point.StartLine > 0)
                    uses.Add(new Use(named.Type, named.Member, symbols.GetString(symbols.GetDocument(point.Document).Name), point.StartLine));
            }
        }
    }

    /// <summary>Reads one instruction; returns what it names, if it names something.</summary>
    private static EntityHandle? ReadToken(ref BlobReader code)
    {
        int value = code.ReadByte();
        if (value == Prefix)
            value = (Prefix << 8) | code.ReadByte();
        switch (s_operands.GetValueOrDefault(value, OperandType.InlineNone))
        {
            case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                return MetadataTokens.EntityHandle(code.ReadInt32());
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                code.Offset += sizeof(byte);
                break;
            case OperandType.InlineVar:
                code.Offset += sizeof(short);
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                code.Offset += sizeof(long);
                break;
            case OperandType.InlineSwitch:
                code.Offset += code.ReadInt32() * sizeof(int);
                break;
            case not OperandType.InlineNone:
                code.Offset += sizeof(int);
                break;
        }
        return null;
    }

    private static (string Type, string Member)? TypeAndMember(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                return TypeAndMember(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return TypeAndMember(metadata, member.Parent) is { } parent ? (parent.Type, metadata.GetString(member.Name)) : null;
            case HandleKind.MethodDefinition:
                MethodDefinition method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return (TypeNames.Of(metadata, method.GetDeclaringType()), metadata.GetString(method.Name));
            case HandleKind.TypeReference:
                return (TypeNames.Of(metadata, (TypeReferenceHandle)handle), "");
            case HandleKind.TypeSpecification:
                // GENERICINST, CLASS or VALUETYPE, the type (ECMA-335 II.23.2.12); arrays and parameters are nobody's.
                BlobReader signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                    return null;
                signature.ReadCompressedInteger();
                return signature.ReadTypeHandle() is { IsNil: false } type ? TypeAndMember(metadata, type) : null;
            default:
                return null;
        }
    }
}
