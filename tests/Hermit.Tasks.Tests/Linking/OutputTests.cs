using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>Outputs are replaced together, or not at all.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LinkOptions Options(string @object, string? debugFile = null) =>
        new() { OutputFile = _folder["image"], DebugFile = debugFile ?? _folder["image.dbg"], EntryPoint = "_start", Objects = [@object] };

    private string Sound() => ObjectBuilder.WithStart([0xc3], out _).Write(_folder, "a.o");

    [Fact]
    public void An_error_leaves_the_old_files_and_no_others()
    {
        _folder.Write("image", "old image");
        _folder.Write("image.dbg", "old symbols");
        string broken = new ObjectBuilder().Write(_folder, "a.o");
        var diagnostics = new DiagnosticBag();

        Assert.Null(Linker.Link(Options(broken), diagnostics));

        Assert.True(diagnostics.HasErrors);
        Assert.Equal("old image", File.ReadAllText(_folder["image"]));
        Assert.Equal("old symbols", File.ReadAllText(_folder["image.dbg"]));
        Assert.Equal(["a.o", "image", "image.dbg"], _folder.Files);
    }

    [Fact]
    public void One_output_that_cannot_be_written_leaves_the_others_as_they_were()
    {
        _folder.Write("image", "old image");
        _folder.Write("file", "not a folder");
        var diagnostics = new DiagnosticBag();

        Assert.Null(Linker.Link(Options(Sound(), debugFile: _folder["file/image.dbg"]), diagnostics));

        Assert.Equal(ErrorCodes.OutputUnwritable, Assert.Single(diagnostics).Code);
        Assert.Equal("old image", File.ReadAllText(_folder["image"]));
        Assert.Equal(["a.o", "file", "image"], _folder.Files);
    }

    [Fact]
    public void Cancellation_leaves_the_old_files_and_no_others()
    {
        _folder.Write("image", "old image");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => Linker.Link(Options(Sound()), new DiagnosticBag(), cancellation.Token));

        Assert.Equal("old image", File.ReadAllText(_folder["image"]));
        Assert.Equal(["a.o", "image"], _folder.Files);
    }

    [Fact]
    public void Success_replaces_the_files_and_leaves_no_others()
    {
        _folder.Write("image", "old image");
        Assert.NotNull(Linker.Link(Options(Sound()), new DiagnosticBag()));
        Assert.Equal(["a.o", "image", "image.dbg"], _folder.Files);
        Assert.Equal(0x7f, File.ReadAllBytes(_folder["image"])[0]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Linker.Link(Options(_folder["absent.o"]), diagnostics));
        Diagnostic error = diagnostics[0];
        Assert.Equal((ErrorCodes.FileUnreadable, _folder["absent.o"]), (error.Code, error.File));
    }
}
