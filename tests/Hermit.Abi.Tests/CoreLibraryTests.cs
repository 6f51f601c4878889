using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hermit.GenerateAbi;

namespace Hermit.Abi.Tests;

/// <summary>The table against the numbers that .NET's core library was compiled with: its class AsmOffsets.</summary>
public sealed class CoreLibraryTests
{
    [Theory]
    [InlineData("SIZEOF__REGDISPLAY", "RegisterDisplay", "")]
    [InlineData("OFFSETOF__REGDISPLAY__SP", "RegisterDisplay", "StackPointer")]
    [InlineData("SIZEOF__StackFrameIterator", "StackFrameIterator", "")]
    [InlineData("OFFSETOF__StackFrameIterator__m_FramePointer", "StackFrameIterator", "FramePointer")]
    [InlineData("OFFSETOF__StackFrameIterator__m_ControlPC", "StackFrameIterator", "ControlPc")]
    [InlineData("OFFSETOF__StackFrameIterator__m_RegDisplay", "StackFrameIterator", "Display")]
    [InlineData("OFFSETOF__StackFrameIterator__m_OriginalControlPC", "StackFrameIterator", "OriginalControlPc")]
    [InlineData("OFFSETOF__StackFrameIterator__m_pPreviousTransitionFrame", "StackFrameIterator", "PreviousTransitionFrame")]
    [InlineData("SIZEOF__PAL_LIMITED_CONTEXT", "LimitedContext", "")]
    [InlineData("SIZEOF__ExInfo", "ExInfo", "")]
    [InlineData("OFFSETOF__ExInfo__m_pPrevExInfo", "ExInfo", "Previous")]
    [InlineData("OFFSETOF__ExInfo__m_pExContext", "ExInfo", "Context")]
    [InlineData("OFFSETOF__ExInfo__m_exception", "ExInfo", "Exception")]
    [InlineData("OFFSETOF__ExInfo__m_kind", "ExInfo", "Kind")]
    [InlineData("OFFSETOF__ExInfo__m_passNumber", "ExInfo", "Pass")]
    [InlineData("OFFSETOF__ExInfo__m_idxCurClause", "ExInfo", "Clause")]
    [InlineData("OFFSETOF__ExInfo__m_frameIter", "ExInfo", "Iterator")]
    public void A_number_is_that_of_the_core_library(string constant, string layout, string field)
    {
        foreach (string architecture in (string[])["x64", "arm64"])
        {
            AbiLayout found = AbiTable.Parse(File.ReadLines(Facts.Table), architecture).Layouts.Single(candidate => candidate.Name == layout);
            int ours = field.Length == 0 ? found.Size : found.Places.Single(candidate => candidate.Name == field).Offset;
            Assert.Equal((architecture, ReadConstant(architecture, constant)), (architecture, ours));
        }
    }

    [Theory]
    [InlineData("x64", "Registers_Rip")]
    [InlineData("arm64", "Registers_Pc")]
    public void The_dispatcher_finds_where_it_was_thrown(string architecture, string place)
    {
        AbiLayout context = AbiTable.Parse(File.ReadLines(Facts.Table), architecture).Layouts.Single(candidate => candidate.Name == "LimitedContext");
        Assert.Equal(ReadConstant(architecture, "OFFSETOF__PAL_LIMITED_CONTEXT__IP"), context.Places.Single(candidate => candidate.Name == place).Offset);
    }

    private static int ReadConstant(string architecture, string name)
    {
        using PEReader file = new(File.OpenRead(Facts.CoreLibrary(architecture)));
        MetadataReader metadata = file.GetMetadataReader();
        TypeDefinition offsets = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).First(type => metadata.GetString(type.Name) == "AsmOffsets");
        foreach (FieldDefinition field in offsets.GetFields().Select(metadata.GetFieldDefinition))
        {
            if (metadata.GetString(field.Name) == name)
            {
                return metadata.GetBlobReader(metadata.GetConstant(field.GetDefaultValue()).Value).ReadInt32();
            }
        }

        throw new KeyNotFoundException($"The core library has no constant {name}.");
    }
}
