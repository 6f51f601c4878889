using System.Buffers.Binary;
using System.Text;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>A platform function that the kernel does not have is a warning and throws when it is called.</summary>
public sealed class MissingEntryPointTests : IDisposable
{
    private const uint Plt32 = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string App()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xe8, 0, 0, 0, 0], out int text);
        return builder.Relocation(text, 1, "SystemNative_Absent", Plt32, -4).Write(_folder, "app.o");
    }

    private string Handler()
    {
        var builder = new ObjectBuilder();
        int text = builder.Section(".text", ObjectBuilder.Code, [0xc3]);
        string file = builder.Global("HermitMissingEntryPoint", text).Write(_folder, "handler.o");
        Assert.True(Tasks.Closing.ObjectFiles.CreateArchive(_folder["lib.a"], [file], new DiagnosticBag()));
        return _folder["lib.a"];
    }

    [Fact]
    public void The_stub_passes_a_text_to_the_handler()
    {
        TestLink link = TestLink.Run(_folder, [App()], [Handler()], ["SystemNative_"]);

        Diagnostic warning = Assert.Single(link.Diagnostics);
        Assert.Equal((ErrorCodes.MissingEntryPoint, DiagnosticSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("`SystemNative_Absent`", warning.Message, StringComparison.Ordinal);
        Assert.Contains("`_start`", warning.Message, StringComparison.Ordinal);

        ElfSection text = link.Section(".text");
        ulong stub = link.Symbol("SystemNative_Absent");
        ReadOnlySpan<byte> code = text.Content.Span[(int)(stub - text.VirtualAddress)..];
        Assert.Equal([0x48, 0x8d, 0x3d], code[..3].ToArray());
        ulong name = stub + 7 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(code[3..]);
        Assert.Equal(0xe9, code[7]);
        Assert.Equal(link.Symbol("HermitMissingEntryPoint"), stub + 12 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(code[8..]));
        ElfSection constants = link.Section(".rodata");
        Assert.StartsWith("Hermit has no SystemNative_Absent.\0", Encoding.UTF8.GetString(constants.Content.Span[(int)(name - constants.VirtualAddress)..]), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_handler_it_is_an_error()
    {
        TestLink link = TestLink.Run(_folder, [App()], [], ["SystemNative_"]);
        Assert.Contains("`SystemNative_Absent`", link.Single(ErrorCodes.UndefinedSymbol).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_allowed_prefix_it_is_an_error()
    {
        TestLink link = TestLink.Run(_folder, [App()], [Handler()], ["CryptoNative_"]);
        link.Single(ErrorCodes.UndefinedSymbol);
    }
}
