using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class SourceLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Assemble()
    {
        string source = _folder.Write("code.S", """
            .text
            .globl _start
            .type _start, @function
            _start:
                nop
                call missing
                ret
            """ + "\n");
        Tools.Run("clang", "--target=x86_64-linux-gnu", "-gdwarf-4", "-c", source, "-o", _folder["code.o"]);
        return _folder["code.o"];
    }

    [RequiresToolsFact("clang")]
    public void An_error_points_at_the_source_line_when_the_file_is_here()
    {
        Diagnostic error = TestLink.Run(_folder, Assemble()).Single(ErrorCodes.UndefinedSymbol);
        Assert.Equal((_folder["code.S"], 6), (error.File, error.Line));
    }

    [RequiresToolsFact("clang")]
    public void Without_the_source_it_points_at_the_object()
    {
        string code = Assemble();
        File.Delete(_folder["code.S"]);
        Diagnostic error = TestLink.Run(_folder, code).Single(ErrorCodes.UndefinedSymbol);
        Assert.Equal((code, 0), (error.File, error.Line));
    }

    [RequiresToolsFact("clang")]
    public void Damaged_line_information_never_throws()
    {
        byte[] sample = File.ReadAllBytes(Assemble());
        ElfSection lines = ObjectReader.Read(sample, "a.o", new DiagnosticBag())!.Sections.Single(section => section.Name.Value == ".debug_line");
        var random = new Random(5);
        for (int round = 0; round < 2000; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int i = random.Next(1, 4); i > 0; i--)
                damaged[(int)lines.Position + random.Next((int)lines.Size)] = (byte)random.Next(256);
            Diagnostic error = TestLink.Run(_folder, _folder.Write("damaged.o", damaged)).Single(ErrorCodes.UndefinedSymbol);
            Assert.Contains("`_start`", error.Message, StringComparison.Ordinal);
        }
    }
}
